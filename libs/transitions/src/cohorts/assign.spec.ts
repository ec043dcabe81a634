import { assign, NOT_ELIGIBLE, type AssignmentProblem } from './assign';

/** As many cases as take a second; the same ones every time. */
const CASES = 400;

it('moves people on where that lets all go at less', async () => {
  // Nearest first, a would go to x, and b be left with what costs 9: 20 in all.
  const plan = await assign({ people: [2, 2], places: [2, 2], costs: Int32Array.of(1, 2, 1, 9) });
  expect({ ...plan, moved: [...plan.moved] }).toEqual({ moved: [0, 2, 2, 0], total: 6, left: [0, 0] });
});

it('sends everybody to what costs least where places are not counted', async () => {
  const plan = await assign({ people: [3, 1], places: [null, null], costs: Int32Array.of(5, 4, 2, 7) });
  expect({ ...plan, moved: [...plan.moved] }).toEqual({ moved: [0, 3, 1, 0], total: 14, left: [0, 0] });
});

it('leaves people where places run out, and sends nobody where nobody may go', async () => {
  const few = await assign({ people: [5], places: [2], costs: Int32Array.of(1) });
  expect(few).toMatchObject({ total: 2, left: [3] });
  const none = await assign({ people: [5], places: [9], costs: Int32Array.of(NOT_ELIGIBLE) });
  expect(none).toMatchObject({ total: 0, left: [5] });
});

it('places as many as can be placed, even at what costs more', async () => {
  const plan = await assign({
    people: [1, 1],
    places: [1, 1],
    costs: Int32Array.of(0, 1_000_000, 0, NOT_ELIGIBLE),
  });
  expect(plan).toMatchObject({ total: 1_000_000, left: [0, 0] });
});

it('finds what trying every plan finds, and breaks no limit', async () => {
  const random = randomNumbers(290);
  for (let i = 0; i < CASES; i++) {
    const problem = randomProblem(random);
    const { moved, total, left } = await assign(problem);
    expect({ problem, placed: placedBy(problem, left), total }).toEqual({ problem, ...bestOf(problem) });
    expectFeasible(problem, moved, left);
  }
});

/** Numbers below a limit, from the linear congruences of Numerical Recipes. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function randomProblem(random: (limit: number) => number): AssignmentProblem {
  const [origins, targets] = [1 + random(3), 1 + random(3)];
  return {
    people: Array.from({ length: origins }, () => random(4)),
    places: Array.from({ length: targets }, () => (random(6) === 0 ? null : random(4))),
    costs: Int32Array.from({ length: origins * targets }, () => (random(6) === 0 ? NOT_ELIGIBLE : random(10))),
  };
}

function placedBy({ people }: AssignmentProblem, left: readonly number[]): number {
  return sumOf(people) - sumOf(left);
}

/** The most people that can be placed, and the least that they cost: person by person, every target tried. */
function bestOf({ people, places, costs }: AssignmentProblem): { placed: number; total: number } {
  const persons = people.flatMap((count, origin) => Array<number>(count).fill(origin));
  const free = places.map((count) => count ?? Infinity);
  const best = { placed: 0, total: 0 };
  const place = (person: number, placed: number, total: number): void => {
    const origin = persons[person];
    if (origin === undefined) {
      if (placed > best.placed || (placed === best.placed && total < best.total))
        Object.assign(best, { placed, total });
      return;
    }
    place(person + 1, placed, total);
    for (const [target, count] of free.entries()) {
      const cost = costs[origin * places.length + target] ?? NOT_ELIGIBLE;
      if (cost === NOT_ELIGIBLE || count === 0) continue;
      free[target] = count - 1;
      place(person + 1, placed + 1, total + cost);
      free[target] = count;
    }
  };
  place(0, 0, 0);
  return best;
}

function expectFeasible(
  { people, places, costs }: AssignmentProblem,
  moved: Int32Array,
  left: readonly number[],
): void {
  const width = places.length;
  for (const [origin, count] of people.entries()) {
    expect(sumOf([...moved.subarray(origin * width, (origin + 1) * width)]) + (left[origin] ?? 0)).toBe(count);
  }
  for (const [target, count] of places.entries()) {
    expect(sumOf(people.map((_, origin) => moved[origin * width + target] ?? 0))).toBeLessThanOrEqual(
      count ?? Infinity,
    );
  }
  for (const [cell, count] of moved.entries()) {
    expect(count).toBeGreaterThanOrEqual(0);
    if (costs[cell] === NOT_ELIGIBLE) expect(count).toBe(0);
  }
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
