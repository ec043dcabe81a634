import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import workActivities from '../support/sources/work-activities.js';
import { measure, memoryOf, nodeFlags, printed, processorSeconds, stop } from './processes.mjs';
import { load, randomPaths, READY, startService } from './serve.mjs';
import { figureRow, ratioRow, TABLE_HEAD } from './statistics.mjs';

/** What was read of a release before there were more domains than skills. */
const FILES_OF_BEFORE = [
  'Read Me.txt',
  'Scales Reference.txt',
  'Content Model Reference.txt',
  'Occupation Data.txt',
  'Skills.txt',
  'Level Scale Anchors.txt',
  'Job Zones.txt',
  'Alternate Titles.txt',
];

/**
 * Every file of a release beside those that were read before: loading on both engines, start, and gaps, in turn. Work
 * Activities are generated, and Abilities taken from another release if a folder is given.
 */
export async function benchWhole({ serverUrl, source, folder, abilitiesFrom, rounds, startRounds }) {
  const sources = writeSources(source, folder, abilitiesFrom);
  const urls = (name) => ({
    MariaDB: `${serverUrl}/bench_${name}`,
    SQLite: `sqlite:${join(folder, `${name}.sqlite`)}`,
  });
  const databases = { before: urls('before'), whole: urls('whole') };
  return {
    'Loading, empty database to published release, whole process': await benchLoading(
      sources,
      databases,
      serverUrl,
      rounds,
    ),
    'Start, on SQLite': await benchStarts(databases, startRounds),
    'Gaps, 50 connections, on SQLite': await benchGaps(databases, rounds),
  };
}

function writeSources(source, folder, abilitiesFrom) {
  const sources = { before: join(folder, 'before'), whole: join(folder, 'whole') };
  for (const path of Object.values(sources)) mkdirSync(path, { recursive: true });
  for (const file of FILES_OF_BEFORE) {
    if (existsSync(join(source, file))) copyFileSync(join(source, file), join(sources.before, file));
  }
  workActivities.writeWholeRelease(source, sources.whole, { abilitiesFrom });
  return sources;
}

async function benchLoading(sources, databases, serverUrl, rounds) {
  const connection = await mysql.createConnection(serverUrl);
  const figures = {};
  for (let round = 0; round < rounds; round++) {
    for (const engine of ['MariaDB', 'SQLite']) {
      for (const [name, source] of Object.entries(sources)) {
        await connection.query(`DROP DATABASE IF EXISTS bench_${name}`);
        const url = databases[name][engine];
        if (engine === 'SQLite') emptySqlite(url);
        const run = await measure('apps/launch/cli.mjs', nodeFlags('cli'), ['refresh', '--source', source], {
          DATABASE_URL: url,
        });
        const row = (figures[`${engine}, ${WHAT[name](source)}`] ??= { seconds: [], memory: [] });
        row.seconds.push(run.seconds);
        row.memory.push(run.peakMegabytes);
      }
    }
  }
  await connection.end();
  const lines = Object.entries(figures).flatMap(([name, { seconds, memory }]) => [
    figureRow(name, seconds, 's'),
    figureRow(`${name}: largest resident memory`, memory, 'MB', 0),
  ]);
  return [...TABLE_HEAD, ...lines];
}

const WHAT = {
  before: (source) => `the ${readdirSync(source).length - 1} files of before`,
  whole: () => 'every file',
};

function emptySqlite(url) {
  for (const end of ['', '-wal', '-shm']) rmSync(`${url.slice('sqlite:'.length)}${end}`, { force: true });
}

async function benchStarts(databases, rounds) {
  const figures = { before: series(), whole: series() };
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(figures)) {
      const started = performance.now();
      const service = startService(databases[name].SQLite);
      await printed(service, READY);
      figures[name].seconds.push((performance.now() - started) / 1000);
      figures[name].processor.push(processorSeconds(service.pid));
      figures[name].memory.push(memoryOf(service.pid, 'VmRSS') ?? NaN);
      await stop(service);
    }
  }
  return [
    ...TABLE_HEAD,
    ...['before', 'whole'].flatMap((name) => [
      figureRow(`${NAMES[name]}: to ready`, figures[name].seconds, 's'),
      figureRow(`${NAMES[name]}: processor time`, figures[name].processor, 's'),
      figureRow(`${NAMES[name]}: resident memory when ready`, figures[name].memory, 'MB', 0),
    ]),
    ratioRow('every file to the files of before, time', figures.whole.seconds, figures.before.seconds),
    ratioRow('every file to the files of before, processor time', figures.whole.processor, figures.before.processor),
  ];
}

async function benchGaps(databases, rounds) {
  const services = { before: startService(databases.before.SQLite), whole: startService(databases.whole.SQLite) };
  const addresses = {};
  for (const [name, service] of Object.entries(services)) [, addresses[name]] = await printed(service, READY);
  const paths = await randomPaths(addresses.before);
  const figures = { before: series(), whole: series() };
  for (const address of Object.values(addresses)) await load(address, paths);
  for (let round = 0; round < rounds; round++) {
    for (const [name, address] of Object.entries(addresses)) {
      const { requests, latency } = await load(address, paths);
      figures[name].rate.push(requests.average);
      figures[name].p99.push(latency.p99);
      figures[name].memory.push(memoryOf(services[name].pid, 'VmRSS') ?? NaN);
    }
  }
  await Promise.all(Object.values(services).map(stop));
  return [
    ...TABLE_HEAD,
    ...['before', 'whole'].flatMap((name) => [
      figureRow(`${NAMES[name]}: \`/skill-gap-by-lvl\``, figures[name].rate, 'requests/s', 0),
      figureRow(`${NAMES[name]}: resident memory under load`, figures[name].memory, 'MB', 0),
    ]),
    ratioRow('every file to the files of before, requests/s', figures.whole.rate, figures.before.rate),
    ratioRow('every file to the files of before, p99', figures.whole.p99, figures.before.p99),
  ];
}

const NAMES = { before: 'files of before', whole: 'every file' };

function series() {
  return { seconds: [], processor: [], memory: [], rate: [], p99: [] };
}
