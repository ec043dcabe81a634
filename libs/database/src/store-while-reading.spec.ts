import { setTimeout as sleep } from 'node:timers/promises';
import { storeWhileReading } from './store-while-reading';

async function* numbers(count: number, failAt = Infinity): AsyncGenerator<number> {
  for (let i = 1; i <= count; i++) {
    if (i === failAt) throw new Error(`reading ${i} failed`);
    await sleep(1);
    yield i;
  }
}

it('begins every batch in order, and has three under way at most', async () => {
  const stored: number[] = [];
  let storing = 0;
  let most = 0;
  await storeWhileReading(numbers(5), async (batch) => {
    most = Math.max(most, ++storing);
    stored.push(batch);
    await sleep(30);
    storing--;
  });
  expect(stored).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(3);
});

it('passes on the error of a batch, and begins none after those that are under way', async () => {
  const stored: number[] = [];
  const failing = storeWhileReading(numbers(9), async (batch) => {
    await sleep(3);
    if (batch === 2) throw new Error('storing 2 failed');
    stored.push(batch);
  });
  await expect(failing).rejects.toThrow('storing 2 failed');
  expect(stored).toEqual([1, 3, 4]);
});

it('passes on the error of the last batch', async () => {
  const failing = storeWhileReading(numbers(1), () => Promise.reject(new Error('storing 1 failed')));
  await expect(failing).rejects.toThrow('storing 1 failed');
});

it('has finished storing when reading fails', async () => {
  const stored: number[] = [];
  const failing = storeWhileReading(numbers(5, 3), async (batch) => {
    await sleep(10);
    stored.push(batch);
  });
  await expect(failing).rejects.toThrow('reading 3 failed');
  expect(stored).toEqual([1, 2]);
});
