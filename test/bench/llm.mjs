import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { memoryOf, printed, stop } from './processes.mjs';
import { answersOf, HEADERS, load, ratedCodes, READY, startService } from './serve.mjs';
import { figureRow, TABLE_HEAD } from './statistics.mjs';

const OCCUPATIONS = 100;
const PAIRS = 500;
/** Questions under way at a time while everything is assessed and described. */
const ASKING = 16;
/** Dollars for a million tokens of the default model, as libs/config has them. */
const INPUT_USD = 0.3;
const OUTPUT_USD = 2.5;
/** As the server of the tests counts. */
const CHARACTERS_PER_TOKEN = 4;

const ROUTES = {
  described: { name: '`/skill-gap-llm`', pathOf: (pair) => `/api/v1/skill-gap-llm?${pair}` },
  onet: { name: '`/skill-gap-by-lvl`', pathOf: (pair) => `/api/v1/skill-gap-by-lvl?${pair}` },
  assessed: {
    name: '`/skill-gap-by-lvl?levels=llm`',
    pathOf: (pair) => `/api/v1/skill-gap-by-lvl?${pair}&levels=llm`,
  },
};

/**
 * What answers of the language model cost: time, once everything is stored, and calls with their tokens before that.
 * The server of the tests plays Vertex AI; it answers at once.
 * @returns tables by their titles
 */
export async function benchLlm(databaseUrl, rounds) {
  const fake = await startFake();
  try {
    const { codes, pairs } = await withService(databaseUrl, fake, prepare);
    const usage = await fake.usage();
    const { first, served } = await withService(databaseUrl, fake, async (service) => ({
      first: await timeFirstAnswers(service, pairs),
      served: await timeServing(service, pairs, rounds),
    }));
    const { levels, gap } = await fake.usage();
    if (levels.calls !== usage.levels.calls || gap.calls !== usage.gap.calls) throw new Error('Not all was stored.');
    const subject = `${pairs.length} random pairs of ${codes.length} assessed occupations`;
    return {
      [`Serving what a language model said, everything stored, 50 connections, ${subject}`]: reportServing(served),
      'The same answers': reportSizes(served.answers),
      'After a restart, one request at a time': reportFirst(first),
      'Calls, mean of each occupation and of each pair': reportUsage(usage, codes.length, pairs.length),
    };
  } finally {
    await fake.stop();
  }
}

async function withService(databaseUrl, { environment }, work) {
  const service = startService(databaseUrl, {
    ...environment,
    API_KEY_SCOPES: 'read,llm',
    LLM_DAILY_BUDGET_USD: '100000',
    LLM_CONCURRENCY: '64',
  });
  try {
    const [, address] = await printed(service, READY);
    return await work({ address, pid: service.pid });
  } finally {
    await stop(service);
  }
}

/** Has occupations assessed, then the gaps between pairs of them described. */
async function prepare({ address }) {
  const rated = await ratedCodes(address);
  const apart = Math.max(1, Math.floor(rated.length / OCCUPATIONS));
  const codes = rated.filter((_code, i) => i % apart === 0).slice(0, OCCUPATIONS);
  const pairs = randomPairs(codes);
  await askAll(
    address,
    codes.map((code) => `/api/v1/occupations/${code}/llm-assessment`),
  );
  await askAll(address, pairs.map(ROUTES.described.pathOf));
  return { codes, pairs };
}

/** Pairs of two different occupations, each once. */
function randomPairs(codes) {
  const possible = codes.length * (codes.length - 1);
  const random = () => codes[Math.floor(Math.random() * codes.length)];
  const pairs = new Set();
  while (pairs.size < Math.min(PAIRS, possible)) {
    const [from, to] = [random(), random()];
    if (from !== to) pairs.add(`from=${from}&to=${to}`);
  }
  return [...pairs];
}

async function askAll(address, paths) {
  const left = [...paths];
  const askInTurn = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) await get(address, path);
  };
  await Promise.all(Array.from({ length: ASKING }, askInTurn));
}

/** Milliseconds of the first answer for each pair, of the second one, and of that by the levels of O*NET. */
async function timeFirstAnswers({ address }, pairs) {
  const figures = { first: [], second: [], onet: [] };
  for (const pair of pairs) {
    figures.first.push(await timed(() => get(address, ROUTES.described.pathOf(pair))));
    figures.second.push(await timed(() => get(address, ROUTES.described.pathOf(pair))));
    figures.onet.push(await timed(() => get(address, ROUTES.onet.pathOf(pair))));
  }
  return figures;
}

async function timeServing({ address, pid }, pairs, rounds) {
  const paths = mapRoutes(({ pathOf }) => pairs.map(pathOf));
  const answers = mapRoutes(() => []);
  const figures = mapRoutes(() => ({ rate: [], p99: [] }));
  const memory = [];
  for (const name of Object.keys(ROUTES)) {
    answers[name] = Object.values(await answersOf(address, paths[name]));
    await load(address, paths[name]);
  }
  assertDescribed(answers.described);
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(ROUTES)) {
      const { requests, latency } = await load(address, paths[name]);
      figures[name].rate.push(requests.average);
      figures[name].p99.push(latency.p99);
    }
    memory.push(memoryOf(pid, 'VmRSS') ?? NaN);
  }
  return { answers, figures, memory };
}

function assertDescribed(answers) {
  for (const answer of answers) {
    const { skill_gaps: gaps, described } = JSON.parse(answer);
    if (described !== `${gaps.length}/${gaps.length}`) throw new Error(`Described are only ${described}: ${answer}`);
  }
}

function reportServing({ figures: { described, onet, assessed }, memory }) {
  const ratios = (above, below) => above.map((figure, round) => figure / below[round]);
  const both = Object.entries({ '`/skill-gap-llm`': described, '`levels=llm`': assessed });
  return [
    ...TABLE_HEAD,
    figureRow(ROUTES.described.name, described.rate, 'requests/s', 0),
    figureRow(ROUTES.onet.name, onet.rate, 'requests/s', 0),
    figureRow(ROUTES.assessed.name, assessed.rate, 'requests/s', 0),
    ...both.map(([name, { rate }]) =>
      figureRow(`${name} to O\\*NET's levels, requests/s`, ratios(rate, onet.rate), ''),
    ),
    figureRow(`p99 of ${ROUTES.described.name}`, described.p99, 'ms', 1),
    figureRow(`p99 of ${ROUTES.onet.name}`, onet.p99, 'ms', 1),
    figureRow(`p99 of ${ROUTES.assessed.name}`, assessed.p99, 'ms', 1),
    ...both.map(([name, { p99 }]) => figureRow(`${name} to O\\*NET's levels, p99`, ratios(p99, onet.p99), '')),
    figureRow('resident memory of the service under load', memory, 'MB', 0),
  ];
}

function reportSizes(answers) {
  const rows = Object.entries(ROUTES).map(([key, { name }]) => {
    const bytes = answers[key].map((answer) => Buffer.byteLength(answer));
    const gaps = answers[key].map((answer) => JSON.parse(answer).skill_gaps.length);
    return `| ${name} | ${mean(bytes).toFixed(0)} bytes | ${Math.min(...bytes)} | ${Math.max(...bytes)} | ${mean(gaps).toFixed(1)} |`;
  });
  return ['| answers | mean | minimum | maximum | gaps, mean |', '|---|---|---|---|---|', ...rows];
}

function reportFirst({ first, second, onet }) {
  return [
    ...TABLE_HEAD,
    figureRow(`first answer of ${ROUTES.described.name} for a pair, from the database`, first, 'ms', 1),
    figureRow('second answer for the pair, from memory', second, 'ms', 1),
    figureRow(`answer of ${ROUTES.onet.name} for the pair`, onet, 'ms', 1),
  ];
}

/** The schema is sent as well, but the server of the tests does not count it. */
function reportUsage({ levels, gap }, occupations, pairs) {
  const row = (name, figure, digits) => {
    const means = [figure(levels) / occupations, figure(gap) / pairs];
    return `| ${name} | ${means.map((each) => each.toFixed(digits)).join(' | ')} |`;
  };
  const schemaTokens = ({ schemaCharacters }) => schemaCharacters / CHARACTERS_PER_TOKEN;
  const dollars = (promptTokens, outputTokens) => (promptTokens * INPUT_USD + outputTokens * OUTPUT_USD) / 1e6;
  const prices = `${INPUT_USD.toFixed(2)} / ${OUTPUT_USD.toFixed(2)} dollars per million`;
  return [
    '| mean | occupation assessed | pair described |',
    '|---|---|---|',
    row('calls', ({ calls }) => calls, 2),
    row('prompt tokens (characters / 4)', ({ promptTokens }) => promptTokens, 0),
    row('response schema, not in the above (characters / 4)', schemaTokens, 0),
    row("output tokens (of the server of the tests, not of a model's answers)", ({ outputTokens }) => outputTokens, 0),
    row(`dollars at ${prices}`, (used) => dollars(used.promptTokens, used.outputTokens), 5),
    row(
      'dollars if the schema is billed too',
      (used) => dollars(used.promptTokens + schemaTokens(used), used.outputTokens),
      5,
    ),
  ];
}

async function startFake() {
  const child = fork(fileURLToPath(new URL('vertex-process.cjs', import.meta.url)));
  const [{ environment }] = await once(child, 'message');
  return {
    environment,
    usage: async () => {
      child.send({});
      const [usage] = await once(child, 'message');
      return usage;
    },
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function get(address, path) {
  const answer = await fetch(`${address}${path}`, { headers: HEADERS });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} is answered with ${answer.status}: ${text}`);
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function mapRoutes(make) {
  return Object.fromEntries(Object.entries(ROUTES).map(([name, route]) => [name, make(route)]));
}

function mean(figures) {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
