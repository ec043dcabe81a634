// The alert rules of deploy/prometheus-alerts.yml as policies of Cloud Monitoring, which knows their language: `node
// make-alerts.mjs` writes them to alerts/, one file a rule; with --check it only tells which of them are not as they should be.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const RULES = new URL('../prometheus-alerts.yml', import.meta.url);
const FOLDER = new URL('alerts/', import.meta.url);
const UNITS = { s: 1, m: 60, h: 3_600 };

function filesOf({ groups }) {
  const rules = groups.flatMap(({ name: group, rules }) => rules.map((rule) => ({ ...rule, group })));
  return new Map(rules.map((rule) => [fileName(rule), `${JSON.stringify(policyOf(rule), null, 2)}\n`]));
}

function fileName({ alert }) {
  return `${alert.toLowerCase()}.json`;
}

function policyOf(rule) {
  const { alert, labels, annotations } = rule;
  const isDown = alert === 'SkillGapDown';
  return {
    displayName: alert,
    documentation: {
      content: `${withVariables(isDown ? 'The service gives no answer to checks from outside.' : annotations.summary)}\n\nWhat to do: ${annotations.runbook}`,
      mimeType: 'text/markdown',
    },
    // By the first deploy.sh knows the policy again.
    userLabels: { rule: alert.toLowerCase(), severity: labels.severity },
    severity: labels.severity.toUpperCase(),
    combiner: 'OR',
    conditions: [{ displayName: alert, ...(isDown ? seenFromOutside(rule) : asQuery(rule)) }],
    alertStrategy: { autoClose: '1800s' },
  };
}

function asQuery({ alert, group, expr, for: duration = '0s', labels }) {
  return {
    conditionPrometheusQueryLanguage: {
      query: expr.trim(),
      duration: seconds(duration),
      evaluationInterval: '30s',
      labels,
      ruleGroup: group,
      alertRule: alert,
    },
  };
}

// An instance without requests may stand still, and tell no figures: nothing is down then. So this one goes by the check
// that deploy.sh sets up, which asks from several places of the world: at least two of them got no answer.
function seenFromOutside({ for: duration }) {
  return {
    conditionThreshold: {
      filter:
        'resource.type = "uptime_url" AND metric.type = "monitoring.googleapis.com/uptime_check/check_passed" AND ' +
        'metric.labels.check_id = starts_with("skill-gap")',
      aggregations: [
        {
          alignmentPeriod: '120s',
          perSeriesAligner: 'ALIGN_NEXT_OLDER',
          crossSeriesReducer: 'REDUCE_COUNT_FALSE',
          groupByFields: ['resource.label.host'],
        },
      ],
      comparison: 'COMPARISON_GT',
      thresholdValue: 1,
      duration: seconds(duration),
      trigger: { count: 1 },
    },
  };
}

function seconds(duration) {
  const [, number, unit] = /^(\d+)([smh])$/.exec(duration);
  return `${number * UNITS[unit]}s`;
}

/** @throws where a summary has something that Cloud Monitoring has no word for, such as the value */
function withVariables(summary) {
  const text = summary.replace(/\{\{ \$labels\.(\w+) \}\}/g, '$${metric_or_resource.label.$1}');
  if (text.includes('{{'))
    throw new Error(`Only {{ $labels.… }} may stand in a summary, the rest in a description: ${summary}`);
  return text;
}

const wanted = filesOf(parse(readFileSync(RULES, 'utf8')));
const there = readdirSync(FOLDER);
if (process.argv.includes('--check')) {
  const differing = [...wanted].filter(
    ([name, text]) => !there.includes(name) || readFileSync(new URL(name, FOLDER), 'utf8') !== text,
  );
  const problems = [
    ...differing.map(([name]) => `${name} does not say what deploy/prometheus-alerts.yml says`),
    ...there.filter((name) => !wanted.has(name)).map((name) => `${name} has no rule in deploy/prometheus-alerts.yml`),
  ];
  if (problems.length > 0) {
    console.error([...problems, 'Run: node deploy/cloud-run/make-alerts.mjs'].join('\n'));
    process.exitCode = 1;
  }
} else {
  for (const name of there) if (!wanted.has(name)) rmSync(new URL(name, FOLDER));
  for (const [name, text] of wanted) writeFileSync(new URL(name, FOLDER), text);
}
