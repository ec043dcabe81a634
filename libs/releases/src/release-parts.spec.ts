import type { PartLoader } from './part-loader';
import { ReleaseParts } from './release-parts.service';
import { ReleasePart } from './release-view';
import type { Release } from './release.entity';
import type { ReleasesService } from './releases.service';

const CODES = new ReleasePart<readonly string[]>('codes');
const COUNT = new ReleasePart<number>('count');
const identity = { id: 7, name: '29.0', checksum: 'c', revision: 0 };
const release = identity as Release;
const extended = { ...identity, revision: 1 } as Release;

/** How many codes there are: made from the other part, whichever of the two was registered first. */
const counting: PartLoader<number> = {
  part: COUNT,
  load: async (_release, others) => (await others.get(CODES)).length,
  extend: async (_before, _addition, others) => (await others.get(CODES)).length,
  describe: (count) => `${count} codes`,
  byteLengthOf: () => 8,
};

function listing(changes: Partial<PartLoader<readonly string[]>> = {}) {
  return {
    part: CODES,
    load: jest.fn(() => Promise.resolve(['a', 'b'])),
    extend: (before: readonly string[], { code }: { code: string }) => Promise.resolve([...before, code]),
    ...changes,
  };
}

function parts(list: PartLoader<readonly string[]>, isPublished = true): ReleaseParts {
  const assertStillPublished = () => (isPublished ? Promise.resolve() : Promise.reject(new Error('swept')));
  const made = new ReleaseParts({ assertStillPublished } as unknown as ReleasesService);
  made.register(counting);
  made.register(list);
  return made;
}

it('loads every part once, also one that another part is made from', async () => {
  const list = listing();
  const view = await parts(list).load(release);
  expect(view.release).toEqual({ id: 7, name: '29.0', checksum: 'c', revision: 0 });
  expect(view.get(CODES)).toEqual(['a', 'b']);
  expect(view.get(COUNT)).toBe(2);
  expect(list.load).toHaveBeenCalledTimes(1);
});

it('gives no view of a release that was swept while it was read', async () => {
  await expect(parts(listing(), false).load(release)).rejects.toThrow('swept');
});

it('extends every part by what one occupation got, and leaves the view of before as it is', async () => {
  const made = parts(listing());
  const before = await made.load(release);
  const after = await made.extend(before, extended, 'c');
  expect([after.get(CODES), after.get(COUNT), after.release.revision]).toEqual([['a', 'b', 'c'], 3, 1]);
  expect([before.get(CODES), before.get(COUNT), before.release.revision]).toEqual([['a', 'b'], 2, 0]);
});

it('loads everything anew where one part has no room for what was added', async () => {
  const list = listing({ extend: () => Promise.resolve(null) });
  const made = parts(list);
  const after = await made.extend(await made.load(release), extended, 'c');
  expect(list.load).toHaveBeenCalledTimes(2);
  expect([after.get(COUNT), after.release.revision]).toEqual([2, 1]);
});

it('sums up what the parts take, and tells what they say of themselves', async () => {
  const made = parts(listing());
  const view = await made.load(release);
  expect(made.byteLengthOf(view)).toBe(8);
  expect(made.describe(view)).toBe('2 codes');
});

it('replaces one part in a view of its own', async () => {
  const view = await parts(listing()).load(release);
  expect(view.with(COUNT, 5).get(COUNT)).toBe(5);
  expect(view.get(COUNT)).toBe(2);
});

it('knows no part that nobody has registered', async () => {
  const view = await parts(listing()).load(release);
  expect(() => view.get(new ReleasePart('other'))).toThrow('No part of releases is called "other"');
});
