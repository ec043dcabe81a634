import { RequestCounter } from './request-counter';

const MINUTE = 60_000;
let now = 0;

beforeEach(() => {
  now = 1_000;
});

function counterOf(mostCounted?: number) {
  const counter = new RequestCounter(() => now, mostCounted);
  return (key: string, limit = 2) => counter.increment(key, MINUTE, limit);
}

it('blocks what passes the limit until the window ends', async () => {
  const count = counterOf();
  expect(await count('a')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 60 });
  now += 59_001;
  expect(await count('a')).toMatchObject({ totalHits: 2, timeToExpire: 1, isBlocked: false });
  expect(await count('a')).toMatchObject({ totalHits: 3, timeToExpire: 1, isBlocked: true });
  now += 998;
  expect(await count('a')).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
  now += 1;
  expect(await count('a')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 60 });
});

it('is not kept waiting by requests that it blocked', async () => {
  const count = counterOf();
  for (let i = 0; i < 100; i++) await count('a');
  now += MINUTE;
  expect(await count('a')).toMatchObject({ totalHits: 1, isBlocked: false });
});

it('counts each by itself', async () => {
  const count = counterOf();
  await count('a');
  expect(await count('b')).toMatchObject({ totalHits: 1 });
});

it('forgets who was not seen for longest when there are too many', async () => {
  const count = counterOf(2);
  await count('a');
  await count('b');
  await count('a');
  await count('c');
  expect(await count('a')).toMatchObject({ totalHits: 3 });
  expect(await count('b')).toMatchObject({ totalHits: 1 });
});
