import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { memoryOf, nodeFlags, printed, start, stop } from './processes.mjs';
import { figureRow, ratioRow, TABLE_HEAD } from './statistics.mjs';

export const CONNECTIONS = 50;
const SECONDS = 4;
const PAIRS = 500;
export const KEYS = { API_KEY: 'bench-read-key-0', ADMIN_API_KEY: 'bench-admin-key-' };
/** A benchmark asks more often than clients may. */
export const UNLIMITED = {
  RATE_LIMIT_PER_MINUTE: '0',
  RATE_LIMIT_BULK_PER_MINUTE: '0',
  RATE_LIMIT_LLM_PER_MINUTE: '0',
  RATE_LIMIT_ADMIN_PER_MINUTE: '0',
};
export const HEADERS = { 'x-api-key': KEYS.API_KEY };

/** Gap answers of random pairs at 50 connections, in turn with bare Fastify routes that return the same bytes. */
export async function benchServe(databaseUrl, rounds) {
  const service = startService(databaseUrl);
  const [, address] = await printed(service, READY);
  const paths = await randomPaths(address);
  const answers = await answersOf(address, paths);
  const bytes = await startBare(answers, 'bytes');
  const objects = await startBare(answers, 'objects');
  const addresses = { service: address, bytes: bytes.address, objects: objects.address };
  const figures = { service: series(), bytes: series(), objects: series(), memory: [] };
  for (const target of Object.values(addresses)) await load(target, paths);
  for (let round = 0; round < rounds; round++) {
    for (const [name, target] of Object.entries(addresses)) {
      const { requests, latency } = await load(target, paths);
      figures[name].rate.push(requests.average);
      figures[name].p99.push(latency.p99);
    }
    figures.memory.push(memoryOf(service.pid, 'VmRSS') ?? NaN);
  }
  await Promise.all([service, bytes.child, objects.child].map(stop));
  return report(figures);
}

function series() {
  return { rate: [], p99: [] };
}

function report({ service, bytes, objects, memory }) {
  return [
    ...TABLE_HEAD,
    figureRow('`/skill-gap-by-lvl`, random pairs', service.rate, 'requests/s', 0),
    figureRow('bare route A: an object that Fastify writes as the same JSON', objects.rate, 'requests/s', 0),
    figureRow('bare route B: the same bytes, ready in memory', bytes.rate, 'requests/s', 0),
    ratioRow('service to A, requests/s', service.rate, objects.rate),
    ratioRow('service to B, requests/s', service.rate, bytes.rate),
    figureRow('p99 of the service', service.p99, 'ms', 1),
    ratioRow('service to A, p99', service.p99, objects.p99),
    ratioRow('service to B, p99', service.p99, bytes.p99),
    figureRow('resident memory of the service under load', memory, 'MB', 0),
  ];
}

export const READY = /Address +(http:\S+)/;

export function startService(databaseUrl, variables = {}, entry = 'apps/launch/start.mjs') {
  const environment = {
    ...UNLIMITED,
    ...variables,
    ...KEYS,
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    ONET_SOURCE: '',
    // To look for a newer release would take its part of the first second.
    REFRESH_AT_START: 'off',
  };
  return start(entry, nodeFlags('start'), [], environment);
}

export async function randomPaths(address) {
  const rated = await ratedCodes(address);
  const random = () => rated[Math.floor(Math.random() * rated.length)];
  return Array.from({ length: PAIRS }, () => `/api/v1/skill-gap-by-lvl?from=${random()}&to=${random()}`);
}

export async function ratedCodes(address) {
  const codes = [];
  for (let cursor = ''; cursor !== null;) {
    const url = `${address}/api/v1/occupations?limit=100${cursor && `&cursor=${cursor}`}`;
    const page = await (await fetch(url, { headers: HEADERS })).json();
    codes.push(...page.occupations.filter(({ rated }) => rated).map(({ code }) => code));
    cursor = page.next_cursor;
  }
  return codes;
}

export async function answersOf(address, paths) {
  const answers = {};
  for (const path of paths) answers[path] = await (await fetch(`${address}${path}`, { headers: HEADERS })).text();
  return answers;
}

async function startBare(answers, form) {
  const entry = fileURLToPath(new URL('bare-fastify.mjs', import.meta.url));
  const child = spawn(process.execPath, [entry, form], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(answers));
  const [, port] = await printed(child, /port (\d+)/);
  return { child, address: `http://127.0.0.1:${port}` };
}

export async function load(address, paths) {
  const requests = paths.map((path) => ({ method: 'GET', path, headers: HEADERS }));
  const result = await autocannon({ url: address, connections: CONNECTIONS, duration: SECONDS, requests });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return result;
}
