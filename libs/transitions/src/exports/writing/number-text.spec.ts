import { assert, double, integer, property } from 'fast-check';
import { numberText } from './number-text';

it.each([
  0,
  -0,
  1,
  -1,
  0.1,
  -0.1,
  0.000001,
  0.21246,
  7,
  99.97,
  -0.24,
  1e-7,
  1e21,
  12_345.678,
  999.999999,
  0.1 + 0.2,
  NaN,
])('writes %d as JavaScript does', (number) => {
  expect(numberText(number)).toBe(String(number));
});

it('writes every number as JavaScript does', () => {
  assert(property(double(), (number) => numberText(number) === String(number)));
  const millionths = integer({ min: -1_001_000_000, max: 1_001_000_000 });
  assert(property(millionths, (number) => numberText(number / 1_000_000) === String(number / 1_000_000)));
});
