import { Logger } from '@nestjs/common';
import { PinnedReleases } from './pinned-releases.service';
import type { ReleaseParts } from './release-parts.service';
import { ReleaseView } from './release-view';
import type { Release } from './release.entity';
import type { ReleasesService } from './releases.service';
import { ServedRelease } from './served-release.service';

const MEGABYTE = 2 ** 20;

function release(id: number, name: string, changes: Partial<Release> = {}): Release {
  return { id, name, checksum: 'c', revision: 0, status: 'published', isCurrent: false, ...changes } as Release;
}

const FAILED = release(5, '30.1', { status: 'failed' });
const CURRENT = release(4, '30.0', { isCurrent: true });
const AGAIN = release(3, '29.0');
const OLDER = release(2, '28.0');
const OLDEST = release(1, '29.0');

const ALL = [FAILED, CURRENT, AGAIN, OLDER, OLDEST];

interface Setting {
  readonly known?: readonly Release[];
  readonly stored?: readonly Release[];
  /** Of each view. */
  readonly megabytes?: number;
}

/** Older releases beside the current one; `known` are those that the process knows of, `stored` those in the database. */
async function pinnedOf({ known = ALL, stored = known, megabytes = 1 }: Setting = {}) {
  let listed = known;
  const load = jest.fn((one: Release) => Promise.resolve(new ReleaseView(one, new Map())));
  const parts = { load, byteLengthOf: () => megabytes * MEGABYTE, describe: () => '' } as unknown as ReleaseParts;
  const list = jest.fn(() => Promise.resolve(listed));
  const isPublished = ({ id }: Release) => Promise.resolve(listed.some((one) => one.id === id));
  const releases = { list, isPublished, explain: String } as unknown as ReleasesService;
  const served = new ServedRelease(parts, releases);
  await served.poll();
  listed = stored;
  load.mockClear();
  list.mockClear();
  const pinned = new PinnedReleases(parts, served, releases);
  const idOf = async (name: string | null) => (await pinned.choose(name)).release.id;
  return { pinned, served, load, list, idOf };
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

it('gives the one that is served where no name is given, and where its own is', async () => {
  const { pinned, served, load, list } = await pinnedOf();
  expect(await pinned.choose(null)).toBe(served.current);
  expect(await pinned.choose('30.0')).toBe(served.current);
  expect(load).not.toHaveBeenCalled();
  expect(list).not.toHaveBeenCalled();
});

it('gives the newest published one of a name, without a look at the database', async () => {
  const { idOf, list } = await pinnedOf();
  expect(await idOf('29.0')).toBe(AGAIN.id);
  expect(list).not.toHaveBeenCalled();
});

it('loads once what a hundred want at the same time', async () => {
  const { idOf, load } = await pinnedOf();
  const ids = await Promise.all(Array.from({ length: 100 }, () => idOf('28.0')));
  expect(new Set(ids)).toEqual(new Set([OLDER.id]));
  expect(load).toHaveBeenCalledTimes(1);
});

it('loads one after the other', async () => {
  const { idOf, load } = await pinnedOf();
  let loading = 0;
  load.mockImplementation(async (one) => {
    expect(++loading).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    loading--;
    return new ReleaseView(one, new Map());
  });
  expect(await Promise.all([idOf('28.0'), idOf('29.0')])).toEqual([OLDER.id, AGAIN.id]);
});

it('keeps two, and lets the one go that was not asked for the longest', async () => {
  const { pinned, load } = await pinnedOf();
  for (const one of [OLDEST, OLDER, OLDEST, AGAIN, OLDEST, AGAIN]) await pinned.view(one);
  expect(load.mock.calls.map(([{ id }]) => id)).toEqual([OLDEST.id, OLDER.id, AGAIN.id]);
  await pinned.view(OLDER);
  expect(load).toHaveBeenCalledTimes(4);
});

it('keeps one where there is no room for two', async () => {
  const { pinned, load } = await pinnedOf({ megabytes: 40 });
  for (const one of [OLDEST, OLDEST, OLDER, OLDEST]) await pinned.view(one);
  expect(load).toHaveBeenCalledTimes(3);
});

it('loads anew what another process has added to', async () => {
  const { pinned, load } = await pinnedOf();
  await pinned.view(OLDER);
  const view = await pinned.view(release(OLDER.id, OLDER.name, { revision: 1 }));
  expect(view.release.revision).toBe(1);
  expect(await pinned.view(OLDER)).toBe(view);
  expect(load).toHaveBeenCalledTimes(2);
});

it('tries again after a loading that failed, whose error all get who waited', async () => {
  const { idOf, load } = await pinnedOf();
  load.mockRejectedValueOnce(new Error('no connection'));
  const failed = await Promise.allSettled([idOf('28.0'), idOf('28.0')]);
  expect(failed).toMatchObject([{ reason: { message: 'no connection' } }, { reason: { message: 'no connection' } }]);
  expect(await idOf('28.0')).toBe(OLDER.id);
  expect(load).toHaveBeenCalledTimes(2);
});

it('finds what was published a moment ago', async () => {
  const { idOf } = await pinnedOf({ known: [CURRENT], stored: [CURRENT, OLDER] });
  expect(await idOf('28.0')).toBe(OLDER.id);
});

it('serves the new current one that it finds so, in place of loading it beside the old one', async () => {
  const next = release(6, '30.2', { isCurrent: true });
  const stored = [next, release(CURRENT.id, CURRENT.name)];
  const { pinned, served, load } = await pinnedOf({ known: [CURRENT], stored });
  expect(await pinned.choose('30.2')).toBe(served.current);
  expect(load).toHaveBeenCalledTimes(1);
});

it.each([
  ['was never there', '27.0'],
  ['was refused', '30.1'],
])('says of a release that %s which there are', async (_what, name) => {
  const { pinned } = await pinnedOf();
  await expect(pinned.choose(name)).rejects.toMatchObject({
    code: 'RELEASE_NOT_FOUND',
    message: `There is no release ${name} here; there are 30.0, 29.0, 28.0.`,
    details: { releases: ['30.0', '29.0', '28.0'] },
  });
});

it('says the same of one that is swept while it is read', async () => {
  const { pinned, load } = await pinnedOf({ stored: [CURRENT] });
  load.mockRejectedValue(new Error('its rows are gone'));
  await expect(pinned.choose('28.0')).rejects.toMatchObject({
    code: 'RELEASE_NOT_FOUND',
    details: { releases: ['30.0'] },
  });
});
