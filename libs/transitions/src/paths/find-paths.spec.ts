import { findPaths, isDirectAdmissible, type Path, type PathWorld } from './find-paths';
import { obstaclesTo } from './obstacles';
import { isUpAtMost, isWithin, meets, type PathRules } from './path-rules';

const FREE: PathRules = { leastSimilarity: null, zoneUp: null, corridor: false };
const WORLDS = 300;
const SIZE = 7;

/** From row 0 to row 3. Shortfalls and similarities from each row to each, in thousandths. */
function world(shortfalls: number[][], similarities: number[][], jobZones: number[]): PathWorld {
  const size = jobZones.length;
  const [from, to] = [0, size - 1];
  const flat = (rows: number[][]) => Int32Array.from(rows.flat(), (thousandths) => thousandths * 1000);
  const between = { shortfalls: flat(shortfalls), similarities: flat(similarities) };
  const column = (cells: Int32Array) => Int32Array.from({ length: size }, (_, row) => cells[row * size + to] ?? 0);
  return {
    from: {
      shortfalls: between.shortfalls.subarray(0, size),
      similarities: between.similarities.subarray(0, size),
      ...{ jobZone: jobZones[from] ?? 0, own: new Set([from]) },
    },
    to: {
      shortfalls: column(between.shortfalls),
      similarities: column(between.similarities),
      ...{ jobZone: jobZones[to] ?? 0, own: new Set([to]) },
    },
    direct: { shortfall: between.shortfalls[to] ?? 0, similarity: between.similarities[to] ?? 0 },
    jobZones: Int8Array.from(jobZones),
    between,
  };
}

const SHORTFALLS = [
  [0, 200, 300, 500],
  [50, 0, 150, 400],
  [50, 20, 0, 250],
  [50, 20, 10, 0],
];
const SIMILARITIES = [
  [1000, 900, 700, 500],
  [900, 1000, 800, 600],
  [700, 800, 1000, 900],
  [500, 600, 900, 1000],
];
const STAIRS = world(SHORTFALLS, SIMILARITIES, [1, 2, 3, 4]);

it('takes the path whose largest step is smallest, for every number of stops', () => {
  expect(findPaths(STAIRS, FREE, 2)).toEqual([
    { stops: [2], largest: 300_000, total: 550_000 },
    { stops: [1, 2], largest: 250_000, total: 600_000 },
  ]);
  expect(findPaths(STAIRS, FREE, 0)).toEqual([]);
});

it('takes no step between occupations that are not similar enough, or too many job zones up', () => {
  const [similar, zones] = [
    { ...FREE, leastSimilarity: 800_000 },
    { ...FREE, zoneUp: 1 },
  ];
  expect(findPaths(STAIRS, similar, 2)).toEqual([null, { stops: [1, 2], largest: 250_000, total: 600_000 }]);
  expect(findPaths(STAIRS, zones, 2)).toEqual([null, { stops: [1, 2], largest: 250_000, total: 600_000 }]);
  expect([FREE, similar, zones].map((rules) => isDirectAdmissible(STAIRS, rules))).toEqual([true, false, false]);
});

it('stops nowhere above or below both ends, nor where there is no job zone', () => {
  const corridor = { ...FREE, corridor: true };
  expect(findPaths(world(SHORTFALLS, SIMILARITIES, [2, 1, 5, 4]), corridor, 2)).toEqual([null, null]);
  expect(findPaths(world(SHORTFALLS, SIMILARITIES, [2, 0, 3, 4]), corridor, 2)).toEqual([
    { stops: [2], largest: 300_000, total: 550_000 },
    null,
  ]);
});

it('names each rule that alone stands in the way', () => {
  const rules = { leastSimilarity: 800_000, zoneUp: 2, corridor: true };
  expect(obstaclesTo(1, STAIRS, rules)).toEqual(['min_percentile']);
  expect(obstaclesTo(1, STAIRS, { ...rules, zoneUp: 1 })).toEqual([]);
});

it('finds what trying every path finds', () => {
  const random = randomNumbers(41);
  let found = 0;
  for (let i = 0; i < WORLDS; i++) {
    const cells = () => Array.from({ length: SIZE }, () => Array.from({ length: SIZE }, () => random(40)));
    const tried = world(
      cells(),
      cells(),
      Array.from({ length: SIZE }, () => random(6)),
    );
    const rules = {
      leastSimilarity: random(2) === 0 ? null : 10_000,
      zoneUp: random(2) === 0 ? null : 1,
      corridor: random(2) === 0,
    };
    const paths = findPaths(tried, rules, 2);
    expect({ i, paths }).toEqual({ i, paths: [tryAll(tried, rules, 1), tryAll(tried, rules, 2)] });
    found += paths.filter((path) => path !== null).length;
  }
  expect(found).toBeGreaterThan(WORLDS / 2);
});

function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function tryAll(tried: PathWorld, rules: PathRules, count: number): Path | null {
  const rows = [...tried.jobZones.keys()];
  const lists = count === 1 ? rows.map((row) => [row]) : rows.flatMap((one) => rows.map((two) => [one, two]));
  const paths = lists.flatMap((stops) => asPath(tried, rules, stops) ?? []);
  paths.sort(
    (a, b) => a.largest - b.largest || a.total - b.total || String(a.stops).localeCompare(String(b.stops), 'en'),
  );
  return paths[0] ?? null;
}

/** Null where the path breaks a rule: written down as the definition says it. */
function asPath({ direct, jobZones, between }: PathWorld, rules: PathRules, stops: readonly number[]): Path | null {
  const size = jobZones.length;
  const path = [0, ...stops, size - 1];
  if (new Set(path).size < path.length) return null;
  const legs = stops.map((stop, i) => [path[i] ?? 0, stop] as const);
  legs.push([path.at(-2) ?? 0, size - 1]);
  const zone = (row: number) => jobZones[row] ?? 0;
  const steps = legs.map(([one, two]) => between.shortfalls[one * size + two] ?? 0);
  const remaining = path.slice(0, -1).map((row) => between.shortfalls[row * size + size - 1] ?? 0);
  const isAllowed =
    legs.every(([one, two]) => meets(between.similarities[one * size + two] ?? 0, rules)) &&
    legs.every(([one, two]) => isUpAtMost(zone(one), zone(two), rules.zoneUp)) &&
    (!rules.corridor || stops.every((stop) => isWithin(zone(0), zone(size - 1), zone(stop)))) &&
    remaining.every((rest, i) => i === 0 || rest < (remaining[i - 1] ?? 0)) &&
    steps.every((step) => step < direct.shortfall);
  if (!isAllowed) return null;
  return { stops, largest: Math.max(...steps), total: steps.reduce((sum, step) => sum + step, 0) };
}
