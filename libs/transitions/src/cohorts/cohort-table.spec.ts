import type { ComparableRatings } from '@app/skills';
import { CohortTable } from './cohort-table';

/** Rated by people who agree to an eighth of a level. */
function rated(level: number[], importance: number[]): ComparableRatings {
  const width = level.length;
  return {
    level: Int16Array.from(level),
    importance: Int16Array.from(importance),
    levelError: new Int32Array(width).fill(1250),
    suppressed: new Int8Array(width),
    notRelevant: new Int8Array(width),
    dateUpdated: new Uint16Array(width),
    words: { texts: [] } as unknown as ComparableRatings['words'],
  };
}

it('tells what is lacked, and which gaps are real', () => {
  const table = new CohortTable([1], 1, 3);
  table.fill(0, 0, rated([200, 300, 400], [500, 500, 500]), rated([300, 320, 300], [300, 200, 500]));
  // (2 × 1.00 + 1 × .20) of (2 × 3.00 + 1 × 3.20 + 4 × 3.00); the second is within the error of the raters.
  expect([...table.shortfalls]).toEqual([103_774]);
  expect([...table.realGaps]).toEqual([1]);
  expect(table.prevalentGaps(0)).toEqual([{ element: 0, people: 1, levelPeople: 100 }]);
});

it('puts first what most people lack, then what they lack most of', () => {
  const table = new CohortTable([20, 10, 0], 2, 4);
  const matters = [500, 500, 500, 500];
  const target = rated([300, 300, 300, 300], matters);
  table.fill(0, 1, rated([200, 300, 250, 150], matters), target);
  table.fill(1, 1, rated([300, 200, 200, 300], matters), target);
  table.fill(2, 1, rated([0, 0, 0, 0], matters), target);
  expect(table.prevalentGaps(1)).toEqual([
    { element: 2, people: 30, levelPeople: 2000 },
    { element: 3, people: 20, levelPeople: 3000 },
    { element: 0, people: 20, levelPeople: 2000 },
    { element: 1, people: 10, levelPeople: 1000 },
  ]);
  expect(table.prevalentGaps(0)).toEqual([]);
});
