import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nodeFlags, processorSeconds, stop } from './processes.mjs';
import { KEYS, load, randomPaths, READY } from './serve.mjs';
import { figureRow, ratioRow, TABLE_HEAD } from './statistics.mjs';

const UNLIMITED = '0';
/** The largest that may be set, which four seconds in sixteen do not reach. */
const NEVER_REACHED = '1000000';
const POLL_MS = 50;

/** Each with one more part than the one before; lines of requests are of the level info. */
const VARIANTS = {
  bare: { entry: 'test/bench/unguarded-process.cjs', limit: UNLIMITED, logLevel: 'warn' },
  guarded: { entry: 'apps/launch/start.mjs', limit: UNLIMITED, logLevel: 'warn' },
  limited: { entry: 'apps/launch/start.mjs', limit: NEVER_REACHED, logLevel: 'warn' },
  whole: { entry: 'apps/launch/start.mjs', limit: NEVER_REACHED, logLevel: 'info' },
};

/** What the guards, the rate limit and the line in the log cost a request: the service with and without them, in turn. */
export async function benchOverhead(databaseUrl, folder, rounds) {
  const services = {};
  try {
    for (const [name, variant] of Object.entries(VARIANTS)) {
      services[name] = await startVariant(variant, databaseUrl, join(folder, `${name}.log`));
    }
    return report(await measureInTurn(services, rounds));
  } finally {
    await Promise.all(Object.values(services).map(({ child }) => stop(child)));
  }
}

async function measureInTurn(services, rounds) {
  const paths = await randomPaths(services.bare.address);
  const figures = Object.fromEntries(Object.keys(services).map((name) => [name, { rate: [], cost: [], p99: [] }]));
  for (const { address } of Object.values(services)) await load(address, paths);
  for (let round = 0; round < rounds; round++) {
    // Each begins a round as often as any other.
    const all = Object.entries(services);
    const turns = all.map((_service, i) => all[(i + round) % all.length]);
    for (const [name, { address, child }] of turns) {
      const before = processorSeconds(child.pid);
      const { requests, latency } = await load(address, paths);
      figures[name].cost.push(((processorSeconds(child.pid) - before) / requests.total) * 1e6);
      figures[name].rate.push(requests.average);
      figures[name].p99.push(latency.p99);
    }
  }
  return figures;
}

function report({ bare, guarded, limited, whole }) {
  return [
    ...TABLE_HEAD,
    figureRow('without guard, limit and log', bare.rate, 'requests/s', 0),
    figureRow('with the guard', guarded.rate, 'requests/s', 0),
    figureRow('with guard and limit', limited.rate, 'requests/s', 0),
    figureRow('with guard, limit and log, as it runs', whole.rate, 'requests/s', 0),
    ratioRow('all three, requests/s: with to without', whole.rate, bare.rate),
    ratioRow('guard, requests/s', guarded.rate, bare.rate),
    ratioRow('limit, requests/s', limited.rate, guarded.rate),
    ratioRow('log, requests/s', whole.rate, limited.rate),
    figureRow('processor time of a request without guard, limit and log', bare.cost, 'µs', 1),
    figureRow('with the guard', guarded.cost, 'µs', 1),
    figureRow('with guard and limit', limited.cost, 'µs', 1),
    figureRow('with guard, limit and log', whole.cost, 'µs', 1),
    // What a machine would answer that does nothing else.
    ratioRow('all three, processor time: without to with', bare.cost, whole.cost),
    figureRow('p99 without guard, limit and log', bare.p99, 'ms', 1),
    figureRow('p99 with the guard', guarded.p99, 'ms', 1),
    figureRow('p99 with guard and limit', limited.p99, 'ms', 1),
    figureRow('p99 with all three', whole.p99, 'ms', 1),
  ];
}

/** Its standard output is a file, as where a log is collected. */
async function startVariant({ entry, limit, logLevel }, databaseUrl, logFile) {
  const file = openSync(logFile, 'w');
  const program = fileURLToPath(new URL(`../../${entry}`, import.meta.url));
  const child = spawn(process.execPath, [...nodeFlags('start'), program], {
    env: {
      ...process.env,
      ...KEYS,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      ONET_SOURCE: '',
      REFRESH_AT_START: 'off',
      REFRESH_CRON: 'off',
      RATE_LIMIT_PER_MINUTE: limit,
      LOG_LEVEL: logLevel,
    },
    stdio: ['ignore', file, 'inherit'],
  });
  closeSync(file);
  for (;;) {
    const [, address] = READY.exec(readFileSync(logFile, 'utf8')) ?? [];
    if (address) return { child, address };
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${entry} ended with code ${child.exitCode}`);
    await sleep(POLL_MS);
  }
}
