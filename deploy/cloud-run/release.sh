#!/bin/bash
# Brings one version of the service into production, in steps that the pipeline takes one by one:
#
#   release.sh migrate IMAGE     brings the tables up to date; the version that runs goes on working
#   release.sh candidate IMAGE   a new revision that gets no traffic, the very first after the data is loaded; prints its name
#   release.sh smoke             asks it questions
#   release.sh promote REVISION  gives it the traffic, and its version the nightly refresh
#   release.sh all IMAGE         all of that
#
# PROJECT, REGION and ONET_SOURCE as for deploy.sh. IMAGE names the image by its digest.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  sed -n '2,10s/^# \?//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

service() {
  cloud run services "$@" --region="$REGION"
}

# The revisions that get traffic now, each with its percentage; nothing before the first release.
serving() {
  exists run services describe skill-gap --region="$REGION" || return 0
  service describe skill-gap --flatten='status.traffic[]' \
    --format='value(status.traffic.revisionName,status.traffic.percent)' | awk '$2 > 0'
}

use_versions() {
  local name variable
  for name in database-url api-key admin-api-key monitoring; do
    variable=$(tr 'a-z-' 'A-Z_' <<<"$name")_VERSION
    printf -v "$variable" '%s' "$(secret_version "skill-gap-$name")"
    [[ -n ${!variable} ]] || fail "the secret skill-gap-$name has no version: run deploy.sh first"
  done
}

migrate() {
  local manifest
  manifest=$(render migrate-job.yaml)
  step 'Tables'
  cloud run jobs replace "$manifest" --region="$REGION" >/dev/null
  cloud run jobs execute skill-gap-migrate --region="$REGION" --wait >/dev/null
}

load() {
  local manifest
  manifest=$(render refresh-job.yaml)
  step 'Data: the newest release of O*NET'
  cloud run jobs replace "$manifest" --region="$REGION" >/dev/null
  cloud run jobs execute skill-gap-refresh --region="$REGION" --wait >/dev/null
}

candidate() {
  local manifest now name percent
  now=$(serving)
  # It takes no traffic, and so is no revision, before there is something to answer from.
  [[ -n $now ]] || load
  step 'Revision without traffic'
  # A name of its own each time, since a revision can never be changed.
  REVISION=skill-gap-$(date -u +%Y%m%d-%H%M%S)
  manifest=$(render service.yaml)
  {
    echo '  traffic:'
    if [[ -z $now ]]; then
      printf '    - revisionName: %s\n      percent: 100\n' "$REVISION"
    else
      while read -r name percent; do printf '    - revisionName: %s\n      percent: %s\n' "$name" "$percent"; done <<<"$now"
    fi
    printf '    - revisionName: %s\n      tag: candidate\n' "$REVISION"
  } >>"$manifest"
  service replace "$manifest" >/dev/null
  echo "$REVISION"
}

# ask PATH: the status, and the answer in $work/answer. The key goes in by a file.
ask() {
  curl --silent --max-time 30 --output "$work/answer" --write-out '%{http_code}' --config "$work/curl" "$url$1" || true
}

# The first answers of a revision may have to wait for an instance.
smoke() {
  step 'Smoke test of the new revision'
  local url
  url=$(service describe skill-gap --flatten='status.traffic[]' --format='value(status.traffic.tag,status.traffic.url)' |
    awk '$1 == "candidate" { print $2 }')
  [[ -n $url ]] || fail 'no revision is called candidate: run "release.sh candidate IMAGE" first'
  echo "header = \"X-API-Key: $(cloud secrets versions access "$(secret_version skill-gap-api-key)" --secret=skill-gap-api-key)\"" >"$work/curl"
  for _ in {1..12}; do
    [[ $(ask /health/ready) != 200 ]] || break
    sleep "${SMOKE_PAUSE_SECONDS:-5}"
  done
  expect /health/ready 200 '"status":"ready"'
  expect '/api/v1/skill-gap-by-lvl?from=11-1011&to=11-3013' 200 '"skill_gaps":\['
  expect '/api/v1/occupations?search=nurse' 200 '"code":"29-1141.00"'
  expect /metrics 404 '"code":"ROUTE_NOT_FOUND"'
  : >"$work/curl"
  expect '/api/v1/skill-gap?from=11-1011&to=11-3013' 401 '"code":"MISSING_API_KEY"'
}

expect() {
  local status
  status=$(ask "$1")
  [[ $status == "$2" ]] && grep -q "$3" "$work/answer" && return
  fail "$1 of the new revision answered $status: $(head -c 500 "$work/answer"). It gets no traffic; its log says more."
}

[[ ${2:-} == '' || $1 == promote || $2 =~ @sha256:[0-9a-f]{64}$ ]] || fail 'IMAGE must name the image by its digest (…@sha256:…)'
case $#:${1:-} in
  2:migrate | 2:candidate | 2:all)
    IMAGE=$2
    use_versions
    ;;&
  2:migrate) migrate ;;
  2:candidate) candidate ;;
  1:smoke) smoke ;;
  2:promote) promote "$2" ;;
  2:all)
    migrate
    revision=$(candidate)
    smoke
    promote "$revision"
    ;;
  *) usage ;;
esac
