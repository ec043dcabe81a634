import { DailyLimit } from './daily-limit';

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;

it('gives as many as there are in a day, then says how long the day lasts', () => {
  const limit = new DailyLimit(2, () => NOON);
  expect([limit.take(), limit.take(), limit.take(), limit.take()]).toEqual([null, null, 12 * HOUR_MS, 12 * HOUR_MS]);
});

it('begins anew at midnight', () => {
  let now = NOON;
  const limit = new DailyLimit(1, () => now);
  limit.take();
  now += 12 * HOUR_MS - 1;
  expect(limit.take()).toBe(1);
  now += 1;
  expect([limit.take(), limit.take()]).toEqual([null, 24 * HOUR_MS]);
});
