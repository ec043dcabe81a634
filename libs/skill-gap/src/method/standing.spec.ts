import { aucOf, standingOf } from './standing';

const SELF = 1_000_000;

it('ranks related occupations among all others, and of equal ones by place', () => {
  expect(standingOf([SELF, 900, 500, 500, 100], 0, [3, 1])).toEqual({ ranks: [1, 3], auc: 0.875 });
  expect(standingOf([SELF, 900, 500, 500, 100], 0, [2, 1]).ranks).toEqual([1, 2]);
});

it('does not count the occupation itself, wherever it stands', () => {
  expect(standingOf([100, 200, 300], 2, [1])).toEqual({ ranks: [1], auc: 1 });
  expect(standingOf([100, 200, 50], 1, [2])).toEqual({ ranks: [2], auc: 0 });
});

it('counts a tie with one that is not related half', () => {
  expect(standingOf([SELF, 500, 500], 0, [1]).auc).toBe(0.5);
});

it('can tell nothing apart where all are related, or none is', () => {
  expect(standingOf([SELF, 500, 400], 0, [1, 2]).auc).toBeNull();
  expect(standingOf([SELF, 500, 400], 0, []).auc).toBeNull();
});

it('takes from what is beaten what the related ones beat of each other', () => {
  // Of 5, 4, 3, 2, 1 the first and the third: they beat 4.5 and 2.5 of all, and 3 + 2 of the other three.
  expect(aucOf(4.5 + 2.5, 2, 5)).toBeCloseTo(5 / 6, 12);
});
