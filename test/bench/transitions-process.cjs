// Measures transitions between random occupations of the release in the database of DATABASE_URL, with the compiled code that
// answers requests; prints the figures.
const { setImmediate } = require('node:timers');
const { withRelease } = require('../../dist/apps/cli/src/with-app.js');
const { DIRECTORY } = require('../../dist/libs/occupations/src/index.js');
const { ServedRelease } = require('../../dist/libs/releases/src/index.js');
const { sideIn } = require('../../dist/libs/skill-gap/src/index.js');
const { ESTIMATES, PROFILES } = require('../../dist/libs/skills/src/index.js');
const { CohortsService } = require('../../dist/libs/transitions/src/cohorts/cohorts.service.js');
const { lacksFrom, lacksTo, similaritiesOf } = require('../../dist/libs/transitions/src/matrices/shortfalls.js');
const { targetOf } = require('../../dist/libs/transitions/src/matrices/transition-profile.js');
const { Transitions, TRANSITIONS } = require('../../dist/libs/transitions/src/matrices/transitions-part.js');
const { rankMoves, rankSimilar } = require('../../dist/libs/transitions/src/moves/rank-occupations.js');
const { PathsService } = require('../../dist/libs/transitions/src/paths/paths.service.js');
const { UnlocksService } = require('../../dist/libs/transitions/src/unlocks/unlocks.service.js');

const PAIRS = 300;
const WARM_UP = 50;
const ROUNDS = 5;
const RANKED = 10;
const LIMITS = { coverage: 800, zoneStep: 1 };
const RULES = { mostStops: 2, leastPercentile: 90, zoneUp: 1, corridor: true };
const NO_RULES = { mostStops: 2, leastPercentile: 0, zoneUp: null, corridor: false };

void withRelease(async (app) => {
  const { current } = app.get(ServedRelease);
  const fresh = () => new Transitions(current.get(PROFILES), current.get(DIRECTORY), current.get(ESTIMATES));
  const view = current.with(TRANSITIONS, fresh());
  const made = await makeMatrices(fresh);
  const figures = { ...made, ...(await rankAll(view)), ...(await planAll(view)) };
  process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
});

async function makeMatrices(fresh) {
  const [matrices, stretches] = [[], []];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    globalThis.gc();
    const transitions = fresh();
    const watch = watchStretches();
    const before = process.cpuUsage();
    const { lacks, shortfalls, similarities } = await transitions.matrices();
    const { user, system } = process.cpuUsage(before);
    stretches.push(watch.stop());
    matrices.push((user + system) / 1000);
    bytes = lacks.byteLength + shortfalls.byteLength + similarities.byteLength;
  }
  return { matrices, stretches, bytes };
}

/** The longest time between two turns of the event loop. */
function watchStretches() {
  let [last, longest, isOn] = [performance.now(), 0, true];
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (isOn) setImmediate(look);
  };
  setImmediate(look);
  return {
    stop: () => {
      isOn = false;
      return longest;
    },
  };
}

async function rankAll(view) {
  const occupations = await view.get(TRANSITIONS).occupations(false);
  await view.get(TRANSITIONS).matrices();
  const sides = occupations.codes.map((code) => sideIn(view, code, false));
  const [paths, unlocks] = [new PathsService(), new UnlocksService()];
  const by = (source, lacks) => ({
    ...lacks,
    similarities: similaritiesOf(source, occupations),
    jobZones: occupations.jobZones,
    own: new Set(),
  });
  const from = (side) => targetOf(side);
  const questions = {
    similar: ([a]) => rankSimilar({ similarities: similaritiesOf(from(a), occupations), own: new Set() }, RANKED),
    moves: ([a]) => rankMoves(by(from(a), lacksFrom(from(a), occupations)), a.jobZone, LIMITS, RANKED),
    feeders: ([a]) => rankMoves(by(from(a), lacksTo(from(a), occupations)), a.jobZone, LIMITS, RANKED),
    unlocks: ([a]) => unlocks.of(view, a, 'all', false),
    paths: ([a, b]) => paths.find({ view, from: a, to: b }, RULES),
    freePaths: ([a, b]) => paths.find({ view, from: a, to: b }, NO_RULES),
  };
  const figures = {};
  for (const [name, ask] of Object.entries(questions)) figures[name] = await timesOf(ask, randomPairs(sides));
  return figures;
}

async function timesOf(ask, pairs) {
  const times = [];
  for (const pair of pairs) {
    const start = performance.now();
    await ask(pair);
    times.push(performance.now() - start);
  }
  return times.slice(WARM_UP);
}

/** The same ones every time. */
function randomPairs(sides) {
  let state = 290;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return sides[Math.floor((state / 2 ** 32) * sides.length)];
  };
  return Array.from({ length: PAIRS + WARM_UP }, () => [next(), next()]);
}

async function planAll(view) {
  const { codes } = await view.get(TRANSITIONS).occupations(false);
  const found = { view: async () => view, of: async (named) => ({ view, sides: named.map(inView) }) };
  const inView = (code) => sideIn(view, code, false);
  const cohorts = new CohortsService(found);
  const plan = (origins, targets) =>
    cohorts.plan({
      origins: codes
        .filter((_, i) => i % 4 === 0)
        .slice(0, origins)
        .map((code, i) => ({ code, people: 10 + ((i * 7) % 90) })),
      targets: codes
        .filter((_, i) => i % 4 === 2)
        .slice(0, targets)
        .map((code, i) => ({ code, capacity: 10 + ((i * 13) % 80) })),
      ...{ min_coverage: 0, max_zone_step: 4, estimates: 'off', release: null },
    });
  const figures = { smallCohort: [], largeCohort: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, size] of Object.entries({ smallCohort: [20, 10], largeCohort: [200, 200] })) {
      const start = performance.now();
      await plan(...size);
      figures[name].push(performance.now() - start);
    }
  }
  return figures;
}
