import { ManualClock } from './manual-clock';
import { retryAfter } from './retry-after';

const clock = new ManualClock(Date.parse('2026-11-27T12:00:00Z'));

it.each([
  ['120', 120_000],
  ['Fri, 27 Nov 2026 12:00:30 GMT', 30_000],
  ['Fri, 27 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('reads %s', (value, milliseconds) => {
  expect(retryAfter(value, clock)).toBe(milliseconds);
});
