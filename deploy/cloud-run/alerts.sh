# Sourced by deploy.sh: the check from outside, who is told, and the policies of alerts/, which make-alerts.mjs makes of
# deploy/prometheus-alerts.yml.
url=$(cloud run services describe skill-gap --region="$REGION" --format='value(status.url)')
if [[ -z $(cloud monitoring uptime list-configs --filter='displayName=skill-gap' --format='value(name)') ]]; then
  cloud monitoring uptime create skill-gap --resource-type=uptime-url --resource-labels=host="${url#https://}",project_id="$PROJECT" \
    --protocol=https --path=/health/ready --period=1 --timeout=10 >/dev/null
fi

channel=
if [[ -n $NOTIFY_EMAIL ]]; then
  list_channels=(beta monitoring channels list --filter="type=email AND labels.email_address=$NOTIFY_EMAIL" --format='value(name)')
  channel=$(cloud "${list_channels[@]}")
  if [[ -z $channel ]]; then
    cloud beta monitoring channels create --display-name='Skill gap' --type=email --channel-labels=email_address="$NOTIFY_EMAIL" >/dev/null
    channel=$(cloud "${list_channels[@]}")
  fi
  channel=${channel%%$'\n'*}
fi

for file in "$here"/alerts/*.json; do
  rule=$(basename "$file" .json)
  name=$(cloud alpha monitoring policies list --filter="userLabels.rule=$rule" --format='value(name)')
  policy=(--policy-from-file="$file")
  if [[ -z $name ]]; then
    cloud alpha monitoring policies create "${policy[@]}" ${channel:+--notification-channels="$channel"} >/dev/null
  else
    cloud alpha monitoring policies update "$name" "${policy[@]}" ${channel:+--set-notification-channels="$channel"} >/dev/null
  fi
done
