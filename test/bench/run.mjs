// Measures what docs/performance.md reports, on a private MariaDB, and prints Markdown tables. Figures in one table come
// from one run, in turn, so that their ratios hold on a noisy machine. Arguments choose sections, else all of them run.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchAnalysis } from './analysis.mjs';
import { benchExports } from './exports.mjs';
import { benchIngest } from './ingest.mjs';
import { benchLlm } from './llm.mjs';
import { benchHanging, benchOnDemand } from './on-demand.mjs';
import { benchOverhead } from './overhead.mjs';
import { measure, nodeFlags } from './processes.mjs';
import { benchRefresh } from './refresh.mjs';
import { benchServe } from './serve.mjs';
import { benchCommands, benchStart } from './starts.mjs';
import { benchTitles } from './titles.mjs';
import { benchTransitions } from './transitions.mjs';
import { benchValidity } from './validity.mjs';
import { benchWhole } from './whole.mjs';
import privateServer from '../support/databases/private-mariadb.js';

const ROUNDS = 5;
/** Starts take a second each, and their ratio is what counts. */
const START_ROUNDS = 10;
/** Half a million rows a load, on two engines. */
const WHOLE_ROUNDS = 3;
/** A refresh under full load takes 10 to 25 seconds, and as long again for the load alone. */
const REFRESH_ROUNDS = 3;
const THREE_FILES = ['Occupation Data.txt', 'Skills.txt', 'Scales Reference.txt'];
const SAMPLE = fileURLToPath(new URL('../../libs/ingestion/sample', import.meta.url));

const SECTIONS = {
  ingest: async () => {
    print('Ingestion: Occupation Data, Skills and Scales Reference', await benchIngest(server.url, folder, ROUNDS));
  },
  start: async () => {
    const databaseUrl = await loadedDatabase();
    print('Start, with every file of the release loaded', await benchStart(databaseUrl, START_ROUNDS));
    print('Commands, with every file of the release loaded', await benchCommands(databaseUrl, START_ROUNDS));
  },
  serve: async () => {
    print('Serving, 50 connections', await benchServe(await loadedDatabase(), ROUNDS));
  },
  analysis: async () => {
    print('Analyses, 50 connections', await benchAnalysis(await loadedDatabase(), ROUNDS));
  },
  transitions: async () => {
    const databaseUrl = await loadedDatabase();
    print('Transitions between random occupations', await benchTransitions(databaseUrl));
    print('Exports, and rankings over HTTP', await benchExports(databaseUrl, ROUNDS));
  },
  overhead: async () => {
    print(
      'Guard, rate limit and request log, 50 connections',
      await benchOverhead(await loadedDatabase(), folder, ROUNDS),
    );
  },
  'on-demand': async () => {
    const databaseUrl = await loadedDatabase();
    print('On demand: the first answer for a missing occupation', await benchOnDemand(databaseUrl, source));
    print(
      'Occupations that are there, 50 connections, while Web Services hang',
      await benchHanging(databaseUrl, source, ROUNDS),
    );
  },
  refresh: async () => {
    const databases = { MariaDB: `${server.url}/bench_refresh`, SQLite: `sqlite:${join(folder, 'refresh.sqlite')}` };
    for (const [name, url] of Object.entries(databases)) {
      print(
        `Refreshing while serving, 50 connections, ${name}`,
        await benchRefresh(url, source, folder, REFRESH_ROUNDS),
      );
    }
  },
  whole: async () => {
    const tables = await benchWhole({
      ...{ serverUrl: server.url, source, folder, abilitiesFrom: process.env.ONET_ABILITIES_FROM },
      ...{ rounds: WHOLE_ROUNDS, startRounds: START_ROUNDS },
    });
    for (const [title, lines] of Object.entries(tables)) print(title, lines);
  },
  llm: async () => {
    const tables = await benchLlm(await loadedDatabase('bench_llm'), ROUNDS);
    for (const [title, lines] of Object.entries(tables)) print(title, lines);
  },
  titles: async () => {
    print('Titles: the hold-out, and the time that answers take', await benchTitles(await loadedDatabase()));
  },
  validity: async () => {
    const title = 'Validity: what a later release says of what an earlier one told';
    const { ONET_SOURCE: earlier, ONET_SOURCE_LATER: later } = process.env;
    if (earlier && later) print(title, await benchValidity(earlier, later, folder));
    else print(title, ['Left out: set ONET_SOURCE and ONET_SOURCE_LATER to the folders of two real releases.']);
  },
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SECTIONS);
const unknown = chosen.filter((section) => !(section in SECTIONS));
if (unknown.length > 0)
  throw new Error(`No section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.`);

const source = process.env.ONET_SOURCE ?? SAMPLE;
const programs = privateServer.findServer();
if (!programs) throw new Error('The benchmarks need mariadbd: install the package mariadb-server-core (Debian).');
const server = await privateServer.startPrivateServer(programs);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  process.env.ONET_RELEASE ??= source === SAMPLE ? 'bench' : '';
  for (const file of THREE_FILES) copyFileSync(join(source, file), join(folder, file));
  if (source !== SAMPLE) copyFileSync(join(source, 'Read Me.txt'), join(folder, 'Read Me.txt'));
  else process.stdout.write('ONET_SOURCE is not set: these figures are for the small bundled sample.\n');
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${ROUNDS} rounds\n`,
  );
  for (const section of chosen) await SECTIONS[section]();
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
}

/** Every file of the source, published; the same one again is left unchanged. */
async function loadedDatabase(name = 'bench_serve') {
  const databaseUrl = `${server.url}/${name}`;
  const environment = { DATABASE_URL: databaseUrl };
  await measure('apps/launch/cli.mjs', nodeFlags('cli'), ['refresh', '--source', source], environment);
  return databaseUrl;
}

function print(title, lines) {
  process.stdout.write(`\n${title}\n\n${lines.join('\n')}\n`);
}
