#!/bin/bash
# Everything that the service needs in a project of Google Cloud, made where it is missing and brought up to date where it
# is there: run it as often as you like. docs/deployment.md leads through it.
#
#   PROJECT=my-project IMAGE=us-central1-docker.pkg.dev/my-project/skill-gap/skill-gap@sha256:… deploy/cloud-run/deploy.sh
#
#   PROJECT            id of the project; whoever runs this owns it
#   IMAGE              the image by its digest; without one all else is made, and release.sh deploys later
#   REGION             us-central1
#   SQL_TIER           db-custom-1-3840; smallest: db-f1-micro, db-g1-small
#   SQL_AVAILABILITY   zonal, or regional: a second zone takes over where one fails, at twice the price
#   ONET_SOURCE        latest, or the address of a zip file
#   NOTIFY_EMAIL       who is told of alerts; without it incidents are only shown
#   GITHUB_REPOSITORY  owner/name whose workflows may deploy, in its environment "production"
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
IMAGE=${IMAGE:-}
SQL_TIER=${SQL_TIER:-db-custom-1-3840}
SQL_AVAILABILITY=${SQL_AVAILABILITY:-zonal}
NOTIFY_EMAIL=${NOTIFY_EMAIL:-}
GITHUB_REPOSITORY=${GITHUB_REPOSITORY:-}
[[ -z $IMAGE || $IMAGE =~ @sha256:[0-9a-f]{64}$ ]] || fail 'IMAGE must name the image by its digest (…@sha256:…): a tag may be moved'
[[ -z $GITHUB_REPOSITORY || $GITHUB_REPOSITORY =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || fail 'GITHUB_REPOSITORY must be owner/name'

account() {
  echo "$1@$PROJECT.iam.gserviceaccount.com"
}

make_account() {
  exists iam service-accounts describe "$(account "$1")" || cloud iam service-accounts create "$1" --display-name="$2"
}

# A new account is not known everywhere at once.
bind() {
  for _ in {1..6}; do
    cloud "$@" >/dev/null 2>"$work/error" && return
    sleep 5
  done
  cat "$work/error" >&2
  fail "gcloud $*"
}

# grant ACCOUNT ROLE: in the whole project, so only where no single resource can be named.
grant() {
  bind projects add-iam-policy-binding "$PROJECT" --member="serviceAccount:$(account "$1")" --role="$2" --condition=None
}

random() {
  head -c 64 /dev/urandom | base64 | tr -d '/+=\n' | head -c 40
}

# secret NAME: makes it where it is missing; standard input becomes its first version.
secret() {
  exists secrets describe "$1" || cloud secrets create "$1" --replication-policy=automatic
  [[ -n $(secret_version "$1") ]] || cloud secrets versions add "$1" --data-file=- >/dev/null
}

may_read() {
  bind secrets add-iam-policy-binding "$2" --member="serviceAccount:$(account "$1")" --role=roles/secretmanager.secretAccessor
}

step 'Services of the project'
cloud services enable artifactregistry.googleapis.com cloudscheduler.googleapis.com iam.googleapis.com \
  iamcredentials.googleapis.com monitoring.googleapis.com run.googleapis.com secretmanager.googleapis.com \
  sqladmin.googleapis.com sts.googleapis.com

step 'Repository of images'
exists artifacts repositories describe skill-gap --location="$REGION" ||
  cloud artifacts repositories create skill-gap --location="$REGION" --repository-format=docker

step 'Database (the first time takes some minutes)'
exists sql instances describe skill-gap ||
  cloud sql instances create skill-gap --region="$REGION" --database-version=MYSQL_8_4 --edition=enterprise \
    --tier="$SQL_TIER" --availability-type="$SQL_AVAILABILITY" --storage-size=10 --storage-auto-increase \
    --backup-start-time=01:00 --enable-bin-log --retained-backups-count=14 --deletion-protection \
    --connector-enforcement=REQUIRED --database-flags=local_infile=on
exists sql databases describe skill_gap --instance=skill-gap ||
  cloud sql databases create skill_gap --instance=skill-gap --charset=utf8mb4 --collation=utf8mb4_bin

step 'Secrets'
# The password is made once and lies in no other place; letters and digits need no encoding in a URL.
echo -n "mysql://skill_gap:$(random)@localhost/skill_gap?socketPath=/cloudsql/$SQL_CONNECTION" | secret skill-gap-database-url
echo -n "read_$(random)" | secret skill-gap-api-key
echo -n "admin_$(random)" | secret skill-gap-admin-api-key
secret skill-gap-monitoring <"$here/monitoring.yaml"
if ! cmp --silent "$here/monitoring.yaml" <(cloud secrets versions access latest --secret=skill-gap-monitoring); then
  cloud secrets versions add skill-gap-monitoring --data-file=- <"$here/monitoring.yaml" >/dev/null
fi

step 'Account of the service in the database'
if [[ -z $(cloud sql users list --instance=skill-gap --filter=name=skill_gap --format='value(name)') ]]; then
  url=$(cloud secrets versions access latest --secret=skill-gap-database-url)
  password=${url#mysql://skill_gap:}
  echo "--password: ${password%%@*}" >"$work/flags.yaml"
  cloud sql users create skill_gap --instance=skill-gap --flags-file="$work/flags.yaml"
fi

step 'Accounts and what they may do'
make_account skill-gap-service 'Skill gap: the service'
make_account skill-gap-jobs 'Skill gap: migrations and refreshes'
make_account skill-gap-scheduler 'Skill gap: starts the refresh'
for name in skill-gap-service skill-gap-jobs; do
  grant "$name" roles/cloudsql.client
  may_read "$name" skill-gap-database-url
done
for name in api-key admin-api-key monitoring; do may_read skill-gap-service "skill-gap-$name"; done
grant skill-gap-service roles/monitoring.metricWriter

if [[ -n $GITHUB_REPOSITORY ]]; then
  step "Deployments from $GITHUB_REPOSITORY, without a key that could be lost"
  source "$here/github.sh"
fi

if [[ -z $IMAGE ]]; then
  step 'Done but for the service: push an image, then run this again with IMAGE, or let the pipeline deploy'
  exit 0
fi

"$here/release.sh" all "$IMAGE"
# Keys are the service's own business.
bind run services add-iam-policy-binding skill-gap --region="$REGION" --member=allUsers --role=roles/run.invoker

step 'A refresh every night'
bind run jobs add-iam-policy-binding skill-gap-refresh --region="$REGION" \
  --member="serviceAccount:$(account skill-gap-scheduler)" --role=roles/run.invoker
schedule=update
exists scheduler jobs describe skill-gap-refresh --location="$REGION" || schedule=create
cloud scheduler jobs "$schedule" http skill-gap-refresh --location="$REGION" --schedule='0 3 * * *' --time-zone=Etc/UTC \
  --uri="https://run.googleapis.com/v2/projects/$PROJECT/locations/$REGION/jobs/skill-gap-refresh:run" --http-method=POST \
  --oauth-service-account-email="$(account skill-gap-scheduler)" >/dev/null

step 'Alerts'
source "$here/alerts.sh"

step "Done: $(cloud run services describe skill-gap --region="$REGION" --format='value(status.url)')"
