# Sourced by deploy.sh: lets the workflows of one repository act as an account that may deploy, and do little else.
number=$(cloud projects describe "$PROJECT" --format='value(projectNumber)')
make_account skill-gap-deploy 'Skill gap: the pipeline'
grant skill-gap-deploy roles/run.developer
bind artifacts repositories add-iam-policy-binding skill-gap --location="$REGION" \
  --member="serviceAccount:$(account skill-gap-deploy)" --role=roles/artifactregistry.writer
# It reads numbers of versions of all secrets, and of one of them the content: the key of the smoke test.
for name in database-url api-key admin-api-key monitoring; do
  bind secrets add-iam-policy-binding "skill-gap-$name" --member="serviceAccount:$(account skill-gap-deploy)" \
    --role=roles/secretmanager.viewer
done
may_read skill-gap-deploy skill-gap-api-key
# It starts revisions and jobs that run as these.
for name in skill-gap-service skill-gap-jobs; do
  bind iam service-accounts add-iam-policy-binding "$(account "$name")" \
    --member="serviceAccount:$(account skill-gap-deploy)" --role=roles/iam.serviceAccountUser
done

exists iam workload-identity-pools describe skill-gap --location=global ||
  cloud iam workload-identity-pools create skill-gap --location=global --display-name='Skill gap: pipeline'
provider=(--location=global --workload-identity-pool=skill-gap)
how=update-oidc
exists iam workload-identity-pools providers describe github "${provider[@]}" || how=create-oidc
cloud iam workload-identity-pools providers "$how" github "${provider[@]}" \
  --issuer-uri=https://token.actions.githubusercontent.com \
  --attribute-mapping=google.subject=assertion.sub,attribute.repository=assertion.repository \
  --attribute-condition="assertion.repository == '$GITHUB_REPOSITORY' && assertion.environment == 'production'"
bind iam service-accounts add-iam-policy-binding "$(account skill-gap-deploy)" --role=roles/iam.workloadIdentityUser \
  --member="principalSet://iam.googleapis.com/projects/$number/locations/global/workloadIdentityPools/skill-gap/attribute.repository/$GITHUB_REPOSITORY"
echo "Variables for the environment \"production\" of $GITHUB_REPOSITORY:
  GOOGLE_PROJECT=$PROJECT
  GOOGLE_REGION=$REGION
  GOOGLE_PROVIDER=projects/$number/locations/global/workloadIdentityPools/skill-gap/providers/github" >&2
