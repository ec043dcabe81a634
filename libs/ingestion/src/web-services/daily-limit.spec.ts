import { ManualClock } from '@app/outside';
import { DailyLimit } from './daily-limit';

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;

it('lets as many pass as there are in a day, then says how long the day lasts', () => {
  const limit = new DailyLimit(2, new ManualClock(NOON));
  limit.count();
  expect(limit.waitMs).toBeNull();
  limit.count();
  expect(limit.waitMs).toBe(12 * HOUR_MS);
});

it('begins anew at midnight', () => {
  const clock = new ManualClock(NOON);
  const limit = new DailyLimit(1, clock);
  limit.count();
  clock.advance(12 * HOUR_MS - 1);
  expect(limit.waitMs).toBe(1);
  clock.advance(1);
  expect(limit.waitMs).toBeNull();
  limit.count();
  expect(limit.waitMs).toBe(24 * HOUR_MS);
});
