import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { nodeFlags } from './processes.mjs';
import { answersOf, CONNECTIONS, HEADERS, KEYS, randomPaths, UNLIMITED } from './serve.mjs';
import { figureRow, median, TABLE_HEAD } from './statistics.mjs';

/** Longer than any phase: a load is stopped when its phase is over. */
const ENDLESS_SECONDS = 3_600;

/**
 * Gap answers while the process that gives them refreshes to another release, in turn with the same load alone for the
 * same time. Every answer is held against that of the old and of the new release for its pair.
 */
export async function benchRefresh(databaseUrl, source, folder, rounds) {
  // Every other round goes back, so that each of them publishes other levels.
  const releases = [
    { location: source, releaseName: 'bench.1' },
    { location: writeMirrored(source, join(folder, 'mirrored')), releaseName: 'bench.2' },
  ];
  const service = await startService(databaseUrl, source);
  await ask(service, { refresh: releases[1] });
  const paths = await randomPaths(service.address);
  const answers = [null, await answersOf(service.address, paths)];
  await ask(service, { refresh: releases[0] });
  answers[0] = await answersOf(service.address, paths);

  const series = [];
  for (let round = 0; round < rounds; round++) {
    const [from, to] = round % 2 === 0 ? [0, 1] : [1, 0];
    const expected = paths.map((path) => ({ path, old: answers[from][path], new: answers[to][path] }));
    const beside = await phase(service, expected, async () => {
      const { seconds } = await ask(service, { refresh: releases[to] });
      return seconds;
    });
    const settled = expected.map((answer) => ({ ...answer, old: answer.new }));
    const alone = await phase(service, settled, async () => {
      await sleep(beside.outcome * 1000);
    });
    series.push({ beside, alone });
  }
  service.child.disconnect();
  await once(service.child, 'exit');
  return report(series);
}

function report(series) {
  const row = (name, figure, unit, digits) => figureRow(name, series.map(figure), unit, digits);
  const count = (figure) => series.reduce((sum, { beside, alone }) => sum + figure(beside) + figure(alone), 0);
  const ratio = median(series.map(({ beside, alone }) => beside.p99 / alone.p99)).toFixed(1);
  return [
    ...TABLE_HEAD,
    row('p99 while the same process refreshes', ({ beside }) => beside.p99, 'ms', 1),
    row('p99 without a refresh', ({ alone }) => alone.p99, 'ms', 1),
    `| ratio of the two | ${ratio} | | |`,
    row('requests/s while it refreshes', ({ beside }) => beside.rate, 'requests/s', 0),
    row('requests/s without', ({ alone }) => alone.rate, 'requests/s', 0),
    row('longest block of the event loop while it refreshes', ({ beside }) => beside.longestBlock, 'ms', 1),
    row('longest block without', ({ alone }) => alone.longestBlock, 'ms', 1),
    row('duration of the refresh under this load', ({ beside }) => beside.outcome, 's'),
    `| requests in all | ${count(({ answered }) => answered)} | | |`,
    `| failed requests | ${count(({ failed }) => failed)} | | |`,
    `| wrong answers | ${count(({ wrong }) => wrong)} | | |`,
  ];
}

/** Loads the service until the work is done. */
async function phase(service, expected, work) {
  let wrong = 0;
  await ask(service, { watch: true });
  const load = autocannon({
    url: service.address,
    connections: CONNECTIONS,
    duration: ENDLESS_SECONDS,
    setupClient: (client) => client.setRequests(checkedRequests(expected, () => wrong++)),
  });
  const outcome = await work();
  load.stop();
  const { requests, latency, errors, non2xx } = await load;
  const { longestBlock } = await ask(service, {});
  const unanswered = Math.max(0, requests.sent - requests.total - CONNECTIONS);
  const failed = errors + non2xx + unanswered;
  return { outcome, longestBlock, p99: latency.p99, rate: requests.average, answered: requests.total, failed, wrong };
}

/** The requests of one connection, each from a place of its own on; once it got a new answer, an old one is wrong. */
function checkedRequests(expected, onWrong) {
  const start = Math.floor(Math.random() * expected.length);
  let flipped = false;
  return [...expected.slice(start), ...expected.slice(0, start)].map((answer) => ({
    method: 'GET',
    path: answer.path,
    headers: HEADERS,
    onResponse: (_status, body) => {
      if (body === answer.new) flipped = true;
      else if (flipped || body !== answer.old) onWrong();
    },
  }));
}

async function startService(databaseUrl, source) {
  const entry = fileURLToPath(new URL('serving-process.cjs', import.meta.url));
  const child = fork(entry, {
    execArgv: nodeFlags('start'),
    // Each refresh deletes what the one before the last published, as in a service that has run for long.
    env: {
      ...process.env,
      ...KEYS,
      ...UNLIMITED,
      DATABASE_URL: databaseUrl,
      ONET_SOURCE: source,
      RELEASES_KEPT: '2',
      LOG_LEVEL: 'warn',
    },
  });
  return { child, address: (await reply(child)).address };
}

function ask({ child }, message) {
  child.send(message);
  return reply(child);
}

/** The next message of the service; rejects if it ends instead. */
function reply(child) {
  return new Promise((resolve, reject) => {
    const fail = (code) => reject(new Error(`The service ended with code ${code}`));
    child.once('exit', fail);
    child.once('message', (message) => {
      child.off('exit', fail);
      resolve(message);
    });
  });
}

/** A copy of a source with every level x turned into 7 - x, so that no answer stays as it was. */
function writeMirrored(source, copy) {
  cpSync(source, copy, { recursive: true });
  const file = join(copy, 'Skills.txt');
  const mirror = (_match, scale, level) => `\tLV\t${(7 - Number(level)).toFixed(2)}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\t(LV)\t([\d.]+)/g, mirror));
  return copy;
}
