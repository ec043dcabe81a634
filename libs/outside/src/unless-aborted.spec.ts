import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted, untilAborted } from './unless-aborted';

const never = new Promise<string>(() => undefined);
const stopped = new Error('stopped');

it('gives the result, and lets go of the signal', async () => {
  const stopping = new AbortController();
  expect(await unlessAborted(Promise.resolve('done'), stopping.signal)).toBe('done');
});

it('ends the waiting with the reason of the signal', async () => {
  const stopping = new AbortController();
  const waiting = unlessAborted(never, stopping.signal);
  stopping.abort(stopped);
  await expect(waiting).rejects.toBe(stopped);
});

it('waits for nothing where the signal was aborted before', async () => {
  await expect(unlessAborted(never, AbortSignal.abort(stopped))).rejects.toBe(stopped);
});

it('takes what still comes within the grace', async () => {
  const stopping = new AbortController();
  const waiting = unlessAborted(
    sleep(5).then(() => 'done'),
    stopping.signal,
    1_000,
  );
  stopping.abort(stopped);
  expect(await waiting).toBe('done');
});

it('gives items until the signal is aborted', async () => {
  const stopping = new AbortController();
  async function* items() {
    yield 1;
    await never;
  }
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of untilAborted(items(), stopping.signal)) {
      seen.push(item);
      stopping.abort(stopped);
    }
  })();
  await expect(reading).rejects.toBe(stopped);
  expect(seen).toEqual([1]);
});
