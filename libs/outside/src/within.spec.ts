import { within } from './within';

const never = new Promise<string>(() => undefined);

it('gives what comes in time', async () => {
  expect(await within(Promise.resolve('done'), 1_000, () => 'late')).toBe('done');
});

it('passes on how the work failed', async () => {
  await expect(within(Promise.reject(new Error('broken')), 1_000, () => 'late')).rejects.toThrow('broken');
});

it('gives what is to be given instead of what comes too late', async () => {
  expect(await within(never, 1, () => 'late')).toBe('late');
});

it('throws what is to be thrown where it comes too late', async () => {
  const late = within(never, -1, () => {
    throw new Error('late');
  });
  await expect(late).rejects.toThrow('late');
});
