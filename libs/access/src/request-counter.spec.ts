import { ManualClock } from '@app/outside';
import { addressCounted, keyCounted, RequestCounter } from './request-counter';

const MINUTE = 60_000;
let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

function counterOf(mostAddresses?: number) {
  const counter = new RequestCounter(clock, mostAddresses);
  return (key: string, limit = 2) => counter.increment(key, MINUTE, limit);
}

function counted(address: string): string {
  return addressCounted(address, 'withoutKey');
}

it('blocks what passes the limit until the window ends', async () => {
  const count = counterOf();
  expect(await count('a')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 60 });
  clock.advance(59_001);
  expect(await count('a')).toMatchObject({ totalHits: 2, timeToExpire: 1, isBlocked: false });
  expect(await count('a')).toMatchObject({ totalHits: 3, timeToExpire: 1, isBlocked: true });
  clock.advance(998);
  expect(await count('a')).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
  clock.advance(1);
  expect(await count('a')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 60 });
});

it('never names more than the window, whatever fraction of a millisecond it begins at', async () => {
  clock.advance(79_359.04526299074);
  expect(await counterOf()('a')).toMatchObject({ timeToExpire: 60 });
});

it('is not kept waiting by requests that it blocked', async () => {
  const count = counterOf();
  for (let i = 0; i < 100; i++) await count('a');
  clock.advance(MINUTE);
  expect(await count('a')).toMatchObject({ totalHits: 1, isBlocked: false });
});

it('counts each by itself', async () => {
  const count = counterOf();
  await count('a');
  expect(await count('b')).toMatchObject({ totalHits: 1 });
});

it('forgets the address that was not seen for longest when there are too many', async () => {
  const count = counterOf(2);
  const [a, b, c] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(counted) as [string, string, string];
  await count(a);
  await count(b);
  await count(a);
  await count(c);
  expect(await count(a)).toMatchObject({ totalHits: 3 });
  expect(await count(b)).toMatchObject({ totalHits: 1 });
});

it('forgets no key, however many addresses come', async () => {
  const count = counterOf(2);
  const key = keyCounted('hr', 'read');
  for (let i = 0; i < 3; i++) await count(key);
  for (let i = 0; i < 100; i++) await count(counted(`192.0.2.${i}`));
  expect(await count(key)).toMatchObject({ totalHits: 4, isBlocked: true });
});

it('lets nobody wait longer where the clock of the machine is set back', async () => {
  jest.useFakeTimers({
    doNotFake: ['performance', 'setImmediate', 'nextTick'],
    now: Date.parse('2026-11-27T12:00:00Z'),
  });
  try {
    const counter = new RequestCounter();
    await counter.increment('a', MINUTE, 1);
    jest.setSystemTime(Date.parse('2026-11-27T11:00:00Z'));
    expect(await counter.increment('a', MINUTE, 1)).toMatchObject({ isBlocked: true, timeToExpire: 60 });
  } finally {
    jest.useRealTimers();
  }
});
