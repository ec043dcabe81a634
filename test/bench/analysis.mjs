import { load, randomPaths, READY, startService } from './serve.mjs';
import { memoryOf, printed, processorSeconds, stop } from './processes.mjs';
import { figureRow, ratioRow, TABLE_HEAD } from './statistics.mjs';

/** What is asked for each pair, in turn with the plain comparison by level. */
const QUESTIONS = {
  byLevel: (path) => path,
  analysis: (path) => path.replace('skill-gap-by-lvl', 'gap-analysis'),
  all: (path) => `${path.replace('skill-gap-by-lvl', 'gap-analysis')}&include=all`,
};

/**
 * Analyses of random pairs at 50 connections, held against the comparison by level. All connections go through the pairs in
 * the same order, so that most answers are kept ones.
 */
export async function benchAnalysis(databaseUrl, rounds) {
  const service = startService(databaseUrl);
  const [, address] = await printed(service, READY);
  const paths = await randomPaths(address);
  const figures = Object.fromEntries(Object.keys(QUESTIONS).map((name) => [name, { rate: [], p99: [], cost: [] }]));
  const memory = [];
  for (const question of Object.values(QUESTIONS)) await load(address, paths.map(question));
  for (let round = 0; round < rounds; round++) {
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const before = processorSeconds(service.pid);
      const { requests, latency } = await load(address, paths.map(question));
      figures[name].rate.push(requests.average);
      figures[name].p99.push(latency.p99);
      figures[name].cost.push(((processorSeconds(service.pid) - before) * 1e6) / requests.total);
    }
    memory.push(memoryOf(service.pid, 'VmRSS') ?? NaN);
  }
  await stop(service);
  return report(figures, memory);
}

function report({ byLevel, analysis, all }, memory) {
  return [
    ...TABLE_HEAD,
    figureRow('`/skill-gap-by-lvl`, random pairs', byLevel.rate, 'requests/s', 0),
    figureRow('`/gap-analysis` of all domains', analysis.rate, 'requests/s', 0),
    ratioRow('analysis to by level, requests/s', analysis.rate, byLevel.rate),
    ratioRow('the same with `include=all`', all.rate, byLevel.rate),
    figureRow('p99 of the analysis', analysis.p99, 'ms', 1),
    figureRow('p99 of the comparison by level', byLevel.p99, 'ms', 1),
    figureRow('processor time of one analysis', analysis.cost, 'µs', 0),
    figureRow('the same of one comparison by level', byLevel.cost, 'µs', 0),
    figureRow('resident memory of the service under load', memory, 'MB', 0),
  ];
}
