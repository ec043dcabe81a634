# What deploy.sh, release.sh and rollback.sh share. Everything is named skill-gap or skill-gap-….
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

step() {
  printf '\n== %s\n' "$*" >&2
}

PROJECT=${PROJECT:-}
REGION=${REGION:-us-central1}
ONET_SOURCE=${ONET_SOURCE:-latest}
[[ $PROJECT =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || fail 'set PROJECT to the id of the Google Cloud project, such as skill-gap-prod'
[[ $REGION =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || fail "REGION is $REGION, which is no region of Google Cloud such as us-central1"
SQL_CONNECTION=$PROJECT:$REGION:skill-gap

# For files that hold a secret: no argument of a command ever does, since arguments are shown to every user of the machine.
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# gcloud for this project, which never asks.
cloud() {
  gcloud --project="$PROJECT" --quiet "$@"
}

# exists COMMAND...: whether a describe finds what it describes. What is forbidden or unreachable is no "not found".
exists() {
  cloud "$@" >/dev/null 2>"$work/error" && return
  grep -qiE 'not[ _-]?(be )?found|does not exist|cannot find' "$work/error" && return 1
  cat "$work/error" >&2
  fail "cannot tell whether it is there: gcloud $*"
}

# The number of the newest version of a secret that may be read; nothing if there is none.
secret_version() {
  cloud secrets versions list "$1" --filter=state:ENABLED --sort-by=~createTime --limit=1 --format='value(name.basename())'
}

# render FILE: the manifest with every ${…} filled in.
render() {
  local text name
  text=$(<"$here/$1")
  while [[ $text =~ \$\{([A-Z_]+)\} ]]; do
    name=${BASH_REMATCH[1]}
    [[ -n ${!name:-} ]] || fail "$1 needs $name, which is not set"
    text=${text//"\${$name}"/"${!name}"}
  done
  echo "$text" >"$work/$1"
  echo "$work/$1"
}

# promote REVISION: gives it all traffic, and the nights to its version.
promote() {
  local manifest
  IMAGE=$(cloud run revisions describe "$1" --region="$REGION" --flatten='spec.containers[]' \
    --format='value(spec.containers.name,spec.containers.image)' | awk '$1 == "skill-gap" { print $2 }')
  [[ -n $IMAGE ]] || fail "there is no revision $1 with a container skill-gap: rollback.sh without an argument lists the revisions"
  DATABASE_URL_VERSION=$(secret_version skill-gap-database-url)
  manifest=$(render refresh-job.yaml)
  step "Traffic to $1"
  cloud run services update-traffic skill-gap --region="$REGION" --to-revisions="$1=100" >/dev/null
  cloud run jobs replace "$manifest" --region="$REGION" >/dev/null
}
