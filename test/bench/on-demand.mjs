import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import mysql from 'mysql2/promise';
import { printed, stop } from './processes.mjs';
import { HEADERS, load, randomPaths, ratedCodes, READY, startService } from './serve.mjs';
import { figureRow, TABLE_HEAD } from './statistics.mjs';

const SAMPLES = 20;
/** What a distant site takes for an answer. */
const DELAY_MS = 50;
/** After this time the service may make its five requests a second again, so that none of them waits for its turn. */
const APART_MS = 1_400;
/** Clients that ask for a missing occupation again and again. */
const ASKING = 10;
const TABLES = [
  ...['occupation_ratings', 'alternate_titles', 'reported_titles', 'job_zones', 'related_occupations'],
  ...['technology_skills', 'preparation_ratings', 'task_activities', 'tasks', 'occupations'],
];

/** How much longer than Web Services themselves the first answer for an occupation takes, with its storage. */
export async function benchOnDemand(databaseUrl, source) {
  const fake = await startFake(source);
  const codes = await chooseCodes(databaseUrl);
  await forget(databaseUrl, codes);
  const { service, address } = await startReady(databaseUrl, fake.environment);
  const rows = { first: [], direct: [], added: [], second: [] };
  // The list of tables and the release are asked for once an hour; that is not what is measured.
  await timed(() => gap(address, codes[0], codes[0]));
  for (const code of codes.slice(1)) {
    await sleep(APART_MS);
    const direct = await timed(() => askDirectly(fake.environment, code));
    const first = await timed(() => gap(address, code, code));
    rows.second.push(await timed(() => gap(address, code, code)));
    rows.direct.push(direct);
    rows.first.push(first);
    rows.added.push(first - direct);
  }
  await stop(service);
  await fake.stop();
  return [
    ...TABLE_HEAD,
    figureRow('first answer', rows.first, 'ms', 1),
    figureRow('the same requests made directly: one, then the others at once', rows.direct, 'ms', 1),
    figureRow('added by the service', rows.added, 'ms', 1),
    figureRow('second answer', rows.second, 'ms', 1),
  ];
}

/** The p99 of gaps between occupations that are there, while others wait for a Web Services site that hangs. */
export async function benchHanging(databaseUrl, source, rounds) {
  const fake = await startFake(source);
  const missing = await chooseCodes(databaseUrl);
  await forget(databaseUrl, missing);
  const { service, address } = await startReady(databaseUrl, fake.environment);
  const paths = await randomPaths(address);
  const series = [];
  let unavailable = 0;
  await fake.tell({ hang: true });
  for (let round = 0; round < rounds; round++) {
    const alone = await load(address, paths);
    let over = false;
    const asking = Array.from({ length: ASKING }, async (_, i) => {
      while (!over) {
        if ((await gap(address, missing[i], missing[i])) === 503) unavailable++;
        await sleep(100);
      }
    });
    await sleep(500);
    const beside = await load(address, paths);
    over = true;
    await Promise.all(asking);
    series.push({ alone, beside });
  }
  await stop(service);
  await fake.stop();
  const ratios = (figure) => series.map(({ alone, beside }) => figure(beside) / figure(alone));
  const row = (name, figures, unit, digits) => figureRow(name, figures, unit, digits);
  return [
    ...TABLE_HEAD,
    row(
      'p99 while Web Services hang',
      series.map(({ beside }) => beside.latency.p99),
      'ms',
      1,
    ),
    row(
      'p99 without requests that need them',
      series.map(({ alone }) => alone.latency.p99),
      'ms',
      1,
    ),
    row(
      'ratio of the two',
      ratios(({ latency }) => latency.p99),
      '',
      2,
    ),
    row(
      'requests/s, ratio',
      ratios(({ requests }) => requests.average),
      '',
      2,
    ),
    `| answers 503 to those who needed them | ${unavailable} | | |`,
  ];
}

async function startReady(databaseUrl, environment) {
  const service = startService(databaseUrl, environment);
  const [, address] = await printed(service, READY);
  return { service, address };
}

async function startFake(source) {
  const entry = fileURLToPath(new URL('web-services-process.cjs', import.meta.url));
  const child = fork(entry, [JSON.stringify({ folder: source, delayMs: DELAY_MS })]);
  const [{ environment }] = await once(child, 'message');
  return {
    environment,
    tell: (message) => {
      child.send(message);
      return once(child, 'message');
    },
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function chooseCodes(databaseUrl) {
  const { service, address } = await startReady(databaseUrl, {});
  const rated = await ratedCodes(address);
  await stop(service);
  return rated.filter((_code, i) => i % Math.floor(rated.length / (SAMPLES + 1)) === 0).slice(0, SAMPLES + 1);
}

async function forget(databaseUrl, codes) {
  const connection = await mysql.createConnection(databaseUrl);
  for (const table of [...TABLES, 'onet_occupations_api_landing', 'onet_ratings_api_landing']) {
    await connection.query(`DELETE FROM ${table} WHERE onet_soc_code IN (?)`, [codes]);
  }
  // They hold what the tables held.
  await connection.query('DELETE FROM release_packs');
  await connection.end();
}

async function gap(address, from, to) {
  const answer = await fetch(`${address}/api/v1/skill-gap-by-lvl?from=${from}&to=${to}`, { headers: HEADERS });
  await answer.text();
  return answer.status;
}

/** What the service needs to know, by the same requests. */
async function askDirectly({ ONET_API_BASE_URL: baseUrl, ONET_API_KEY: key }, code) {
  const ask = async (table) => {
    const url = `${baseUrl}database/rows/${table}?start=1&end=2000&filter=onetsoc_code.eq.${code}`;
    await (await fetch(url, { headers: { 'X-API-Key': key } })).text();
  };
  await ask('occupation_data');
  await Promise.all(['skills', 'knowledge', 'abilities', 'work_activities'].map(ask));
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
