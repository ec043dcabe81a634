import { AtMostEvery } from './at-most-every';
import { ManualClock } from './manual-clock';

it('lets something happen at once, and again only when the interval is over', () => {
  const clock = new ManualClock();
  const seldom = new AtMostEvery(60_000, clock);
  expect([seldom.isTime(), seldom.isTime()]).toEqual([true, false]);
  clock.advance(59_999);
  expect(seldom.isTime()).toBe(false);
  clock.advance(1);
  expect([seldom.isTime(), seldom.isTime()]).toEqual([true, false]);
});
