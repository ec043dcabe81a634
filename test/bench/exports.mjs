import { get as httpGet } from 'node:http';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf, printed, processorSeconds, stop } from './processes.mjs';
import { HEADERS, load, randomPaths, ratedCodes, READY, startService } from './serve.mjs';
import { figureRow, ratioRow, TABLE_HEAD } from './statistics.mjs';

const PAIRS = '/api/v1/exports/pairs';
const LOOK_EVERY_MS = 20;
const SETTLING_MS = 1_000;
/** How long somebody who reads nothing holds the file open. */
const SLOW_MS = 5_000;
/** So that more different rankings are asked for than a round has time for. */
const LIMITS = Array.from({ length: 40 }, (_, i) => 10 + i);
const NAMES = [
  ...['seconds', 'processor', 'zipped', 'peak', 'slow', 'alone', 'beside'],
  ...['gapRate', 'moveRate', 'newMoveRate'],
];

/** All pairs as a file; what a slow reader costs; what gaps take meanwhile; and rankings in turn with gaps. */
export async function benchExports(databaseUrl, rounds) {
  const service = startService(databaseUrl);
  const [, address] = await printed(service, READY);
  const figures = await measureAll(service.pid, address, rounds);
  await stop(service);
  return report(figures);
}

async function measureAll(pid, address, rounds) {
  const gaps = await randomPaths(address);
  const codes = (await ratedCodes(address)).slice(0, gaps.length);
  const moves = codes.map((code) => `/api/v1/occupations/${code}/moves`);
  const figures = Object.fromEntries(NAMES.map((name) => [name, []]));
  let asked = 0;
  await download(address);
  for (const paths of [gaps, moves]) await load(address, paths);
  for (let round = 0; round < rounds; round++) {
    await sleep(SETTLING_MS);
    const idle = memoryOf(pid, 'VmRSS') ?? NaN;
    const watch = watchMemory(pid);
    const before = processorSeconds(pid);
    figures.seconds.push(await download(address));
    figures.processor.push(processorSeconds(pid) - before);
    figures.peak.push(watch.stop() - idle);
    figures.zipped.push(await download(address, { 'accept-encoding': 'gzip' }));
    figures.slow.push((await slowReader(pid, address)) - idle);
    figures.alone.push((await load(address, gaps)).latency.p99);
    figures.beside.push(await besideExports(address, gaps));
    figures.gapRate.push((await load(address, gaps)).requests.average);
    figures.moveRate.push((await load(address, moves)).requests.average);
    // Each for the first time.
    const others = moves.flatMap((path) =>
      LIMITS.map((limit) => `${path}?limit=${limit}&min_coverage=0.${500 + asked}`),
    );
    asked++;
    figures.newMoveRate.push((await load(address, others)).requests.average);
  }
  return figures;
}

function report({ seconds, processor, zipped, peak, slow, alone, beside, gapRate, moveRate, newMoveRate }) {
  return [
    ...TABLE_HEAD,
    figureRow('all pairs as CSV (`/exports/pairs`)', seconds, 's'),
    figureRow('its processor time', processor, 's'),
    figureRow('the same compressed', zipped, 's'),
    figureRow('memory above that of an idle service meanwhile', peak, 'MB', 0),
    figureRow('the same while a client reads nothing of it', slow, 'MB', 0),
    figureRow('p99 of `/skill-gap-by-lvl` at 50 connections', alone, 'ms', 1),
    figureRow('the same while all pairs are being exported', beside, 'ms', 1),
    ratioRow('the second to the first', beside, alone),
    figureRow('`/skill-gap-by-lvl`', gapRate, 'requests/s', 0),
    figureRow('`/occupations/{code}/moves`', moveRate, 'requests/s', 0),
    ratioRow('the second to the first', moveRate, gapRate),
    figureRow('the same, each asked for the first time', newMoveRate, 'requests/s', 0),
  ];
}

/** Seconds to the last byte. */
async function download(address, headers = {}) {
  const started = performance.now();
  for await (const chunk of await open(address, headers)) void chunk;
  return (performance.now() - started) / 1000;
}

function open(address, headers = {}) {
  return new Promise((resolve, reject) => {
    httpGet(address + PAIRS, { headers: { ...HEADERS, ...headers }, agent: false }, resolve).on('error', reject);
  });
}

/** The largest resident memory while a client holds the file open and reads nothing. */
async function slowReader(pid, address) {
  const watch = watchMemory(pid);
  const answer = await open(address);
  answer.pause();
  await sleep(SLOW_MS);
  answer.destroy();
  return watch.stop();
}

/** The p99 of gaps while one export follows the other. */
async function besideExports(address, paths) {
  let isOn = true;
  const exporting = (async () => {
    while (isOn) await download(address);
  })();
  const { latency } = await load(address, paths);
  isOn = false;
  await exporting;
  return latency.p99;
}

function watchMemory(pid) {
  let largest = memoryOf(pid, 'VmRSS') ?? NaN;
  const timer = setInterval(() => (largest = Math.max(largest, memoryOf(pid, 'VmRSS') ?? NaN)), LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return largest;
    },
  };
}
