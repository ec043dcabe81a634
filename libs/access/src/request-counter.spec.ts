import { ManualClock, systemClock } from '@app/outside';
import { addressCounted, keyCounted, RequestCounter } from './request-counter';

const MINUTE = 60_000;
let clock: ManualClock;

beforeEach(() => {
  clock = new ManualClock();
});

function counterOf(mostAddresses?: number) {
  const counter = new RequestCounter(clock, mostAddresses);
  return (key: string) => counter.count(key);
}

function counted(address: string): string {
  return addressCounted(address, 'withoutKey');
}

it('counts until the window ends, and says how long that is', () => {
  const count = counterOf();
  expect(count('a')).toEqual({ requests: 1, secondsLeft: 60 });
  clock.advance(59_001);
  expect(count('a')).toEqual({ requests: 2, secondsLeft: 1 });
  expect(count('a')).toEqual({ requests: 3, secondsLeft: 1 });
  clock.advance(998);
  expect(count('a')).toEqual({ requests: 4, secondsLeft: 1 });
  clock.advance(1);
  expect(count('a')).toEqual({ requests: 1, secondsLeft: 60 });
});

it('never names more than the window, whatever fraction of a millisecond it begins at', () => {
  clock.advance(79_359.04526299074);
  expect(counterOf()('a')).toMatchObject({ secondsLeft: 60 });
});

it('is not kept waiting by requests that were too many', () => {
  const count = counterOf();
  for (let i = 0; i < 100; i++) count('a');
  clock.advance(MINUTE);
  expect(count('a')).toMatchObject({ requests: 1 });
});

it('counts each by itself', () => {
  const count = counterOf();
  count('a');
  expect(count('b')).toMatchObject({ requests: 1 });
});

it('forgets the address that was not seen for longest when there are too many', () => {
  const count = counterOf(2);
  const [a, b, c] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(counted) as [string, string, string];
  count(a);
  count(b);
  count(a);
  count(c);
  expect(count(a)).toMatchObject({ requests: 3 });
  expect(count(b)).toMatchObject({ requests: 1 });
});

it('forgets no key, however many addresses come', () => {
  const count = counterOf(2);
  const key = keyCounted('hr', 'read');
  for (let i = 0; i < 3; i++) count(key);
  for (let i = 0; i < 100; i++) count(counted(`192.0.2.${i}`));
  expect(count(key)).toMatchObject({ requests: 4 });
});

it('lets nobody wait longer where the clock of the machine is set back', () => {
  jest.useFakeTimers({
    doNotFake: ['performance', 'setImmediate', 'nextTick'],
    now: Date.parse('2026-11-27T12:00:00Z'),
  });
  try {
    const counter = new RequestCounter(systemClock);
    counter.count('a');
    jest.setSystemTime(Date.parse('2026-11-27T11:00:00Z'));
    expect(counter.count('a')).toMatchObject({ requests: 2, secondsLeft: 60 });
  } finally {
    jest.useRealTimers();
  }
});
