import { Breaker, isBrokenCircuit } from './breaker';
import { ManualClock } from './manual-clock';

class Failure extends Error {
  constructor(readonly isTheirs: boolean) {
    super('broken');
  }
}

function breakerOf() {
  const clock = new ManualClock();
  const said: string[] = [];
  const breaker = new Breaker({
    failure: Failure,
    counts: ({ isTheirs }) => isTheirs,
    failures: 2,
    breakMs: 10_000,
    onBreak: ({ message }) => said.push(message),
    onReset: () => said.push('back'),
    clock,
  });
  const fail = (isTheirs = true) =>
    breaker.execute(() => Promise.reject(new Failure(isTheirs))).catch((error: unknown) => error);
  return { breaker, clock, said, fail };
}

it('asks nobody after as many failures in a row, and says how long', async () => {
  const { breaker, clock, said, fail } = breakerOf();
  await fail();
  expect(() => breaker.assertWhole()).not.toThrow();
  await fail();
  expect(said).toEqual(['broken']);
  expect(() => breaker.assertWhole()).toThrow();
  expect(isBrokenCircuit(await fail())).toBe(true);
  expect(breaker.brokenBy).toBeInstanceOf(Failure);
  clock.advance(4_000);
  expect(breaker.waitMs).toBe(6_000);
  clock.advance(60_000);
  expect(breaker.waitMs).toBe(0);
});

it('does not count failures that say nothing of them', async () => {
  const { said, fail } = breakerOf();
  for (let i = 0; i < 5; i++) expect(await fail(false)).toBeInstanceOf(Failure);
  expect(said).toEqual([]);
});

it('begins to count anew after a success', async () => {
  const { breaker, said, fail } = breakerOf();
  await fail();
  await breaker.execute(() => Promise.resolve('answer'));
  await fail();
  expect(said).toEqual([]);
});
