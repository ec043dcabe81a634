import type { ComparableRatings } from '@app/skills';
import { compareCell, prevalentGaps } from './compare-cohort';

/** Rated by people who agree: half an error of level each. */
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
  const [from, to] = [rated([200, 300, 400], [500, 500, 500]), rated([300, 320, 300], [300, 200, 500])];
  // (2 × 1.00 + 1 × .20) of (2 × 3.00 + 1 × 3.20 + 4 × 3.00); the second is within the error of the raters.
  expect(compareCell(from, to)).toEqual({ shortfall: 103_774, realGaps: [0], sizes: [100] });
});

it('puts first what most people lack, then what they lack most of', () => {
  const cells = [
    { shortfall: 1, realGaps: [0, 2, 4], sizes: [100, 50, 50] },
    { shortfall: 1, realGaps: [2, 3], sizes: [100, 100] },
    { shortfall: 1, realGaps: [1], sizes: [900] },
  ];
  expect(prevalentGaps(cells, [20, 10, 0])).toEqual([
    { element: 2, people: 30, levelPeople: 2000 },
    { element: 0, people: 20, levelPeople: 2000 },
    { element: 4, people: 20, levelPeople: 1000 },
    { element: 3, people: 10, levelPeople: 1000 },
  ]);
});
