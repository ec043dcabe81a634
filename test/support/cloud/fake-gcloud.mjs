// Stands in for gcloud: keeps in a file what was made, refuses to make it twice and to describe what is not there, as Google
// Cloud does, and writes down every call with what it was given by files and standard input. What it does not know fails.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { FAKE_GCLOUD_STATE: stateFile, FAKE_GCLOUD_LOG: logFile, FAKE_GCLOUD_URL: serviceUrl } = process.env;
const NO_REVISIONS = { resources: {}, secrets: {}, revisions: {}, traffic: [], bindings: [] };
const state = existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : NO_REVISIONS;

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--'));
const flags = Object.fromEntries(
  args
    .filter((arg) => arg.startsWith('--'))
    .map((arg) => [arg.slice(2).split('=')[0], arg.split('=').slice(1).join('=')]),
);
const stdin = flags['data-file'] === '-' ? readFileSync(0, 'utf8') : null;
const files = [...words, flags['policy-from-file'], flags['flags-file']]
  .filter((name) => name?.startsWith('/') && existsSync(name))
  .map((name) => readFileSync(name, 'utf8'));
appendFileSync(logFile, `${JSON.stringify({ args, stdin, files })}\n`);

class Refusal extends Error {}

/** Most calls bring no manifest, and need not wait for what reads it. */
const parse = (text) => createRequire(import.meta.url)('yaml').parse(text);

/** Whatever is made, described and changed by its name, in the place that these flags name. */
const PLACES = ['instance', 'workload-identity-pool', 'location'];
const KINDS = [
  'artifacts repositories',
  'sql instances',
  'sql databases',
  'sql users',
  'iam service-accounts',
  'iam workload-identity-pools providers',
  'iam workload-identity-pools',
  'run jobs',
  'run services',
  'scheduler jobs',
  'secrets',
  'projects',
];

function answer() {
  const line = words.join(' ');
  if (line.startsWith('services enable')) return '';
  if (line.startsWith('secrets versions')) return secretVersions(words[2]);
  if (line.startsWith('run revisions describe')) return revision(words[3]);
  if (line.startsWith('run revisions list')) return Object.keys(state.revisions).reverse().join('\n');
  if (line.startsWith('run services replace')) return replaceService(parse(files[0]));
  if (line.startsWith('run jobs replace')) return keep(`run jobs ${parse(files[0]).metadata.name}`, files[0]);
  if (line.startsWith('run services update-traffic')) return moveTraffic(flags['to-revisions']);
  const monitoring = /^(?:alpha |beta )?monitoring (policies|channels|uptime) (\S+)/.exec(line);
  if (monitoring) return monitor(monitoring[1], monitoring[2]);
  const kind = KINDS.find((each) => line.startsWith(`${each} `));
  if (!kind) throw new Refusal(`unknown command: ${line}`);
  const [verb, ...rest] = words.slice(kind.split(' ').length);
  return ordinary(kind, verb, rest.at(-1));
}

function ordinary(kind, verb, name) {
  if (kind === 'projects' && verb === 'describe') return '123456789';
  const place = PLACES.flatMap((flag) => flags[flag] ?? []);
  const id = [kind, ...place, kind === 'iam service-accounts' ? name.split('@')[0] : name].join(' ');
  const isThere = kind === 'projects' || id in state.resources;
  const wanted = flags.filter?.replace('name=', '');
  if (verb === 'list') return [kind, ...place, wanted].join(' ') in state.resources ? wanted : '';
  if (verb === 'create' || verb === 'create-oidc') {
    if (isThere) throw new Refusal(`ALREADY_EXISTS: ${id}`);
    return keep(id, args);
  }
  if (!isThere) throw new Refusal(`NOT_FOUND: ${id} could not be found`);
  if (verb === 'add-iam-policy-binding') {
    const binding = `${id} ${flags.role} ${flags.member}`;
    if (!state.bindings.includes(binding)) state.bindings.push(binding);
    return '';
  }
  if (verb === 'describe') return kind === 'run services' ? service() : '';
  if (verb === 'execute') return '';
  if (verb.startsWith('update')) return keep(id, args);
  throw new Refusal(`unknown command: ${kind} ${verb}`);
}

function secretVersions(verb) {
  const name = verb === 'access' ? flags.secret : words[3];
  const versions = (state.secrets[name] ??= []);
  if (!(`secrets ${name}` in state.resources)) throw new Refusal(`NOT_FOUND: secret ${name}`);
  if (verb === 'list') return versions.length > 0 ? String(versions.length) : '';
  if (verb === 'add') return `${versions.push(stdin)}`;
  const asked = words[3] === 'latest' ? versions.length : Number(words[3]);
  if (versions[asked - 1] === undefined) throw new Refusal(`NOT_FOUND: version ${words[3]} of ${name}`);
  return versions[asked - 1];
}

function replaceService({ metadata, spec }) {
  const { name } = spec.template.metadata;
  if (name in state.revisions) throw new Refusal(`ALREADY_EXISTS: revision ${name}`);
  state.revisions[name] = spec.template.spec.containers[0].image;
  state.traffic = spec.traffic;
  return keep(`run services ${metadata.name}`, files[0]);
}

function moveTraffic(target) {
  const [name, percent] = target.split('=');
  if (!(name in state.revisions)) throw new Refusal(`NOT_FOUND: revision ${name}`);
  const tagged = state.traffic.filter(({ tag }) => tag).map(({ revisionName, tag }) => ({ revisionName, tag }));
  state.traffic = [{ revisionName: name, percent: Number(percent) }, ...tagged];
  return '';
}

function revision(name) {
  if (!(name in state.revisions)) throw new Refusal(`NOT_FOUND: revision ${name}`);
  return `skill-gap\t${state.revisions[name]}\ncollector\tcollector`;
}

function service() {
  const { format = '' } = flags;
  if (format.includes('traffic.percent'))
    return state.traffic.map(({ revisionName, percent = '' }) => `${revisionName}\t${percent}`).join('\n');
  if (format.includes('traffic.url')) return state.traffic.map(({ tag = '' }) => `${tag}\t${serviceUrl}`).join('\n');
  return format ? serviceUrl : '';
}

function monitor(kind, verb) {
  const policy = kind === 'policies' && files[0] ? JSON.parse(files[0]) : null;
  const name = policy?.userLabels.rule ?? /rule=(\S+)/.exec(flags.filter ?? '')?.[1] ?? kind;
  const id = `monitoring ${kind} ${name}`;
  const isThere = id in state.resources;
  if (verb.startsWith('list')) return isThere ? id.replaceAll(' ', '/') : '';
  if (verb === 'create' && isThere) throw new Refusal(`there are two of ${id} now`);
  if (verb === 'update' && !isThere) throw new Refusal(`NOT_FOUND: ${id}`);
  return keep(id, policy ?? args);
}

function keep(id, what) {
  state.resources[id] = what;
  return '';
}

try {
  const text = answer();
  // The content of a secret comes as it is.
  if (text) process.stdout.write(words[2] === 'access' ? text : `${text}\n`);
  writeFileSync(stateFile, JSON.stringify(state));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`ERROR: (gcloud) ${error.message}`);
  process.exitCode = 1;
}
