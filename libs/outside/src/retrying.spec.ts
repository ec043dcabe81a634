import { retrying } from './retrying';

class Failure extends Error {
  constructor(readonly retryAfterMs: number | undefined) {
    super('broken');
  }
}

async function waitsOf(failure: Failure, spread = false): Promise<number[]> {
  const waits: number[] = [];
  const onRetry = (_error: Failure, delayMs: number) => waits.push(delayMs);
  const policy = retrying({ failure: Failure, retries: 3, delayMs: 4, spread, when: () => true, onRetry });
  await policy.execute(() => Promise.reject(failure)).catch(() => undefined);
  return waits;
}

it('doubles its waits', async () => {
  expect(await waitsOf(new Failure(undefined))).toEqual([4, 8, 16]);
});

it('waits as long as the server asks for', async () => {
  expect(await waitsOf(new Failure(7))).toEqual([7, 7, 7]);
});

it('draws each wait around that, but comes back no earlier than asked', async () => {
  const own = await waitsOf(new Failure(undefined), true);
  own.forEach((wait, index) => {
    expect(wait).toBeGreaterThanOrEqual(2 * 2 ** index);
    expect(wait).toBeLessThan(6 * 2 ** index);
  });
  for (const wait of await waitsOf(new Failure(8), true)) {
    expect(wait).toBeGreaterThanOrEqual(9);
    expect(wait).toBeLessThan(11);
  }
});

it('does not try again what will not pass', async () => {
  let tries = 0;
  const policy = retrying({ failure: Failure, retries: 3, delayMs: 1, when: () => false });
  await expect(
    policy.execute(() => {
      tries++;
      return Promise.reject(new Failure(undefined));
    }),
  ).rejects.toThrow('broken');
  expect(tries).toBe(1);
});
