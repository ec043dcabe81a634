import { medianCategory, modeCategory } from './categories';

function distribution(...shares: readonly number[]) {
  return shares.map((dataValue, i) => ({ category: i + 1, dataValue }));
}

/** Of release 29.0; analyses elsewhere came to the same. */
it.each([
  ['education of cashiers', [37.34, 44.32, 9.17, 9.17, 0, 0, 0, 0, 0, 0, 0, 0], 2, 2],
  ['experience of cashiers', [41.58, 2.42, 11.6, 0, 17.27, 20.77, 6.36, 0, 0, 0, 0], 3, 1],
  ['training of registered nurses at the site', [2.05, 32.79, 6.91, 15.69, 13.33, 29.24, 0, 0, 0], 4, 2],
  ['training of registered nurses on the job', [0, 16.94, 15.99, 34.4, 12.68, 19.99, 0, 0, 0], 4, 4],
])('finds median and mode of the %s', (_name, shares, median, mode) => {
  expect([medianCategory(distribution(...shares)), modeCategory(distribution(...shares))]).toEqual([median, mode]);
});

it('takes the lower one where exactly half is reached, or where two are the most frequent', () => {
  expect(medianCategory(distribution(20, 30, 50))).toBe(2);
  expect(modeCategory(distribution(10, 45, 45))).toBe(2);
});

it('reaches half of decimals that add up to it only on paper', () => {
  // 0.1 + 0.7 is 0.7999999999999999.
  expect(medianCategory(distribution(0.1, 0.7, 0.8))).toBe(2);
});

it('has neither where nobody answered', () => {
  expect([medianCategory(distribution(0, 0)), modeCategory(distribution(0, 0))]).toEqual([null, null]);
});
