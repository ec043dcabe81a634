import { isUpAtMost, isWithin, meets, type PathRules } from './path-rules';

/** The ways between one end of a path and every rated occupation, by code; in millionths. */
export interface PathEnd {
  readonly shortfalls: Int32Array;
  readonly similarities: Int32Array;
  /** 1 to 5; 0 for none. */
  readonly jobZone: number;
  /** Its own rows among the occupations, which are no stops: one, or all that a person has been in. */
  readonly own: ReadonlySet<number>;
}

/** What paths are looked for in. */
export interface PathWorld {
  /** From where the person is to every occupation. */
  readonly from: PathEnd;
  /** From every occupation to where the person wants to go. */
  readonly to: PathEnd;
  readonly direct: { readonly shortfall: number; readonly similarity: number };
  /** 1 to 5; 0 for none. */
  readonly jobZones: Int8Array;
  /** Of all occupations to each other: [source × target]. */
  readonly between: { readonly shortfalls: Int32Array; readonly similarities: Int32Array };
}

/** A way with stops; shortfalls in millionths. */
export interface Path {
  /** Rows of occupations. */
  readonly stops: readonly number[];
  readonly largest: number;
  readonly total: number;
}

export const MOST_STOPS = 2;

/**
 * The best path with one stop, with two stops, and so on; null where there is none. Every step is within the rules, each stop
 * leaves less to be learnt for the target than the one before, and no step is as large as the direct one. The best has the
 * smallest largest step, then the smallest total, then the first codes.
 */
export function findPaths(world: PathWorld, rules: PathRules, mostStops: number): (Path | null)[] {
  return [bestWithOneStop, bestWithTwoStops].slice(0, mostStops).map((best) => best(world, rules));
}

/** Whether the step without stops is within the rules. */
export function isDirectAdmissible({ from, to, direct }: PathWorld, rules: PathRules): boolean {
  return meets(direct.similarity, rules) && isUpAtMost(from.jobZone, to.jobZone, rules.zoneUp);
}

function bestWithOneStop(world: PathWorld, rules: PathRules): Path | null {
  const last = new Set(lastStops(world, rules));
  let best: Path | null = null;
  for (const stop of firstStops(world, rules)) {
    if (!last.has(stop)) continue;
    best = better(best, pathOf([stop], [world.from.shortfalls[stop] ?? 0, world.to.shortfalls[stop] ?? 0]));
  }
  return best;
}

/** Both lists are by the size of their step, so that the search ends where steps are larger than the largest of the best. */
function bestWithTwoStops(world: PathWorld, rules: PathRules): Path | null {
  const { from, to, direct, between, jobZones } = world;
  const [firsts, lasts] = [firstStops(world, rules), lastStops(world, rules)];
  const size = jobZones.length;
  let best: Path | null = null;
  for (const one of firsts) {
    const [first, remaining] = [from.shortfalls[one] ?? 0, to.shortfalls[one] ?? 0];
    if (first > (best?.largest ?? Infinity)) break;
    for (const two of lasts) {
      const last = to.shortfalls[two] ?? 0;
      if (last > (best?.largest ?? Infinity) || last >= remaining) break;
      const middle = between.shortfalls[one * size + two] ?? -1;
      if (middle < 0 || middle >= direct.shortfall || middle > (best?.largest ?? Infinity)) continue;
      if (!meets(between.similarities[one * size + two] ?? 0, rules)) continue;
      if (!isUpAtMost(jobZones[one] ?? 0, jobZones[two] ?? 0, rules.zoneUp)) continue;
      best = better(best, pathOf([one, two], [first, middle, last]));
    }
  }
  return best;
}

/** What can be gone to at once and leaves less to be learnt: by the size of that step. */
function firstStops(world: PathWorld, rules: PathRules): number[] {
  const { from, to, direct, jobZones } = world;
  return stopsBy(from.shortfalls, world, rules, (row) => {
    const remaining = to.shortfalls[row] ?? -1;
    if (remaining < 0 || remaining >= direct.shortfall) return false;
    return meets(from.similarities[row] ?? 0, rules) && isUpAtMost(from.jobZone, jobZones[row] ?? 0, rules.zoneUp);
  });
}

/** From where the target can be gone to: by the size of that step. */
function lastStops(world: PathWorld, rules: PathRules): number[] {
  const { to, jobZones } = world;
  return stopsBy(to.shortfalls, world, rules, (row) => {
    return meets(to.similarities[row] ?? 0, rules) && isUpAtMost(jobZones[row] ?? 0, to.jobZone, rules.zoneUp);
  });
}

function stopsBy(
  steps: Int32Array,
  { from, to, direct, jobZones }: PathWorld,
  rules: PathRules,
  isStop: (row: number) => boolean,
): number[] {
  const stops: number[] = [];
  for (let row = 0; row < steps.length; row++) {
    const step = steps[row] ?? -1;
    if (from.own.has(row) || to.own.has(row) || step < 0 || step >= direct.shortfall) continue;
    if (rules.corridor && !isWithin(from.jobZone, to.jobZone, jobZones[row] ?? 0)) continue;
    if (isStop(row)) stops.push(row);
  }
  return stops.sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0) || a - b);
}

function pathOf(stops: readonly number[], steps: readonly number[]): Path {
  return { stops, largest: Math.max(...steps), total: steps.reduce((sum, step) => sum + step, 0) };
}

function better(best: Path | null, path: Path): Path {
  if (best === null) return path;
  const difference = path.largest - best.largest || path.total - best.total || compareStops(path.stops, best.stops);
  return difference < 0 ? path : best;
}

/** Rows are in the order of codes. */
function compareStops(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((row, i) => row !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
