#!/bin/bash
# Gives the traffic back to an earlier revision, and its image to the nightly refresh. Without an argument it lists the
# revisions. The tables stay as they are: docs/deployment.md says why an earlier version can work with them.
#
#   PROJECT=my-project deploy/cloud-run/rollback.sh skill-gap-20261128-081500
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

revisions() {
  cloud run revisions list --service=skill-gap --region="$REGION" --sort-by=~metadata.creationTimestamp \
    --format='value(metadata.name)'
}

if [[ $# == 0 ]]; then
  revisions
  exit 0
fi
[[ $1 =~ ^skill-gap-[a-z0-9-]+$ ]] || fail "$1 is no revision of skill-gap: without an argument this lists them"
promote "$1"
step 'Done. What was deployed later is there still, without traffic'
