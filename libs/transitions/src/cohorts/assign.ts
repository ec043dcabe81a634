import { Turns } from '../turns/turns';

/** People in origins, places in targets, and what it takes to bring one person from the one to the other. */
export interface AssignmentProblem {
  readonly people: readonly number[];
  /** Null for as many as come. */
  readonly places: readonly (number | null)[];
  /** [origin × target]; `NOT_ELIGIBLE` where nobody goes. */
  readonly costs: Int32Array;
}

/** How many go from where to where; of equally good plans one. */
export interface Assignment {
  /** [origin × target] */
  readonly moved: Int32Array;
  /** People × cost, summed up. It is the same for all plans that are as good. */
  readonly total: number;
  /** People of each origin who have no place. */
  readonly left: readonly number[];
}

export const NOT_ELIGIBLE = -1;

/** Places as many people as there are places for, and of all ways to do that one of the cheapest. */
export async function assign(problem: AssignmentProblem): Promise<Assignment> {
  const flow = new CheapestFlow(problem);
  const turns = new Turns();
  while (flow.extend()) if (turns.isDue()) await turns.next();
  return flow.result();
}

/** A way to the nearest target with places. */
interface Search {
  /** Of each node, by reduced costs; those beyond `step` are no more than bounds. */
  readonly distances: Float64Array;
  /** The node before each on the way to it; -1 where a way begins. */
  readonly before: Int32Array;
  /** Null if nobody can be placed any more. */
  end: number | null;
  /** How much dearer the way is than the one before. */
  step: number;
}

/**
 * Successive shortest paths: each extension sends people along the cheapest way that is left, which may send others from
 * their target to another one. Potentials keep the costs of all ways at 0 or more, so that Dijkstra's search finds it; over all
 * pairs of nodes, as nearly every origin may go to every target. It takes whole numbers alone.
 */
class CheapestFlow {
  private readonly left: number[];
  private readonly free: number[];
  private readonly moved: Int32Array;
  /** Of origins, and behind them of targets: the least cost of a way to them. */
  private readonly potentials: Float64Array;
  /** The cost of the way that was taken last. */
  private reached = 0;

  constructor(private readonly problem: AssignmentProblem) {
    this.left = [...problem.people];
    this.free = problem.places.map((places) => places ?? Infinity);
    this.moved = new Int32Array(problem.costs.length);
    this.potentials = new Float64Array(this.left.length + this.free.length);
  }

  /** @returns false once nobody more can be placed */
  extend(): boolean {
    const { distances, before, end, step } = this.search();
    if (end === null) return false;
    this.reached += step;
    for (const [node, distance] of distances.entries()) {
      this.potentials[node] = (this.potentials[node] ?? 0) + Math.min(distance, step);
    }
    this.send(end, before);
    return true;
  }

  result(): Assignment {
    const { moved, left, problem } = this;
    return { moved, left, total: moved.reduce((sum, people, cell) => sum + people * (problem.costs[cell] ?? 0), 0) };
  }

  /** Nodes by their distance, until none can be nearer than the nearest target with places. */
  private search(): Search {
    const nodes = this.potentials.length;
    const search: Search = {
      distances: new Float64Array(nodes).fill(Infinity),
      before: new Int32Array(nodes).fill(-1),
      end: null,
      step: Infinity,
    };
    for (const [origin, people] of this.left.entries()) {
      if (people > 0) search.distances[origin] = -(this.potentials[origin] ?? 0);
    }
    const done = new Uint8Array(nodes);
    for (;;) {
      const node = nearest(search.distances, done);
      const distance = search.distances[node] ?? Infinity;
      if (distance >= search.step) return search;
      done[node] = 1;
      const step = distance + (this.potentials[node] ?? 0) - this.reached;
      if ((this.free[node - this.left.length] ?? 0) > 0 && step < search.step)
        Object.assign(search, { end: node, step });
      this.relax(node, search);
    }
  }

  /** From an origin every target can be gone to; from a target, whoever came to it can go back. */
  private relax(node: number, { distances, before }: Search): void {
    const { potentials, moved, problem, left, free } = this;
    const [origins, targets] = [left.length, free.length];
    const isOrigin = node < origins;
    const reached = (distances[node] ?? 0) + (potentials[node] ?? 0);
    const [start, end] = isOrigin ? [origins, origins + targets] : [0, origins];
    for (let next = start; next < end; next++) {
      const cell = isOrigin ? node * targets + next - origins : next * targets + node - origins;
      const cost = problem.costs[cell] ?? NOT_ELIGIBLE;
      if (cost === NOT_ELIGIBLE || (!isOrigin && moved[cell] === 0)) continue;
      const distance = reached + (isOrigin ? cost : -cost) - (potentials[next] ?? 0);
      if (distance >= (distances[next] ?? 0)) continue;
      distances[next] = distance;
      before[next] = node;
    }
  }

  /** As many as the way takes. */
  private send(end: number, before: Int32Array): void {
    const { left, free, moved } = this;
    const [origins, targets] = [left.length, free.length];
    const steps: { cell: number; sign: 1 | -1 }[] = [];
    let node = end;
    for (let from = before[node] ?? -1; from >= 0; node = from, from = before[node] ?? -1) {
      const isForward = from < origins;
      const cell = isForward ? from * targets + node - origins : node * targets + from - origins;
      steps.push({ cell, sign: isForward ? 1 : -1 });
    }
    const back = steps.filter(({ sign }) => sign < 0).map(({ cell }) => moved[cell] ?? 0);
    const people = Math.min(left[node] ?? 0, free[end - origins] ?? 0, ...back);
    for (const { cell, sign } of steps) moved[cell] = (moved[cell] ?? 0) + sign * people;
    left[node] = (left[node] ?? 0) - people;
    free[end - origins] = (free[end - origins] ?? 0) - people;
  }
}

/** The nearest node that is not done; -1 if there is none that can be reached. */
function nearest(distances: Float64Array, done: Uint8Array): number {
  let [node, least] = [-1, Infinity];
  for (let other = 0; other < distances.length; other++) {
    const distance = distances[other] ?? Infinity;
    if (done[other] === 0 && distance < least) [node, least] = [other, distance];
  }
  return node;
}
