import { spearman } from './spearman';

it('is 1 for the same order and -1 for the reverse, whatever the distances', () => {
  expect(spearman([0.12, 2, 3], [1, 1.5, 7])).toBe(1);
  expect(spearman([0.12, 2, 3], [7, 1.5, 1])).toBe(-1);
});

// Ranks 1 2 3 4 5 and 2 1 4 3 5: squared rank differences 1 + 1 + 1 + 1 + 0 = 4, so 1 - 6 * 4 / (5 * 24) = 0.8.
it('agrees with the formula for series without ties', () => {
  expect(spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])).toBeCloseTo(0.8, 12);
});

// Ranks 1 2.5 2.5 4 and 2 1 3 4, around 2.5: -1.5 0 0 1.5 and -0.5 -1.5 0.5 1.5.
// Products 0.75 + 2.25 = 3, squares 4.5 and 5: 3 / sqrt(22.5) = 0.632456. The formula without ties would give 0.65.
it('gives tied values the average of their ranks', () => {
  expect(spearman([1, 2, 2, 3], [2, 1, 3, 4])).toBeCloseTo(0.632456, 6);
});

// Ranks 2 2 2 4 and 1.5 1.5 3.5 3.5, around 2.5: -0.5 -0.5 -0.5 1.5 and -1 -1 1 1.
// Products 0.5 + 0.5 - 0.5 + 1.5 = 2, squares 3 and 4: 2 / sqrt(12) = 0.577350.
it('takes ties in both series', () => {
  expect(spearman([0, 0, 0, 4], [1, 1, 2, 2])).toBeCloseTo(0.57735, 6);
});

it('is not defined where a series has one value only', () => {
  expect(spearman([], [])).toBeNull();
  expect(spearman([3], [4])).toBeNull();
  expect(spearman([3, 3, 3], [1, 2, 3])).toBeNull();
  expect(spearman([1, 2, 3], [3, 3, 3])).toBeNull();
});
