import { compareReleaseNumbers, SAMPLE_RELEASE, toReleaseNumber, type ReleaseName } from '@app/onet';
import { Occupation, type RowSource } from '@app/occupations';
import type { Release } from '@app/releases';
import type { DataSource } from 'typeorm';
import { compareRatings, type Loss, type RatingLoss } from './compare-ratings';

/** A new release beside the one that is served. */
export interface Comparison {
  /** Name of the one that is served. */
  readonly served: ReleaseName;
  readonly isOlder: boolean;
  readonly occupations: Loss;
  /** Of each domain that is served: the loss of a small one would not show among all. */
  readonly ratings: readonly RatingLoss[];
}

/** Compares by keys: as many occupations as before may be other ones. */
export async function compareReleases(dataSource: DataSource, served: Release, added: Release): Promise<Comparison> {
  const { name, occupationCount } = served;
  // Nobody misses made-up data; but the release that takes its place should not hold less.
  const isMadeUp = name === SAMPLE_RELEASE && added.name !== SAMPLE_RELEASE;
  const gone = isMadeUp ? await countLess(dataSource, served, added) : await countGone(dataSource, served, added);
  return {
    served: name,
    isOlder: isOlder(added.name, name),
    occupations: { gone: gone.occupations, of: occupationCount },
    ratings: asPublished(gone.ratings, served),
  };
}

/** Where there is but one domain, the release's record says how many ratings it was published with. */
function asPublished(ratings: readonly RatingLoss[], { ratingCount }: Release): readonly RatingLoss[] {
  return ratings.length === 1 ? ratings.map((loss) => ({ ...loss, of: ratingCount })) : ratings;
}

async function countLess(dataSource: DataSource, served: Release, added: Release) {
  const before = await ratingsOf(dataSource, served);
  const now = await ratingsOf(dataSource, added);
  const countNow = (domain: RatingLoss['domain']) => now.find((count) => count.domain === domain)?.of ?? 0;
  return {
    occupations: Math.max(0, served.occupationCount - added.occupationCount),
    ratings: before.map(({ domain, of }) => ({ domain, gone: Math.max(0, of - countNow(domain)), of })),
  };
}

async function countGone(dataSource: DataSource, served: Release, added: Release) {
  const source = await sourceOf(dataSource, served.id);
  const codes = await codesOf(dataSource, { releaseId: served.id, source });
  const there = new Set(await codesOf(dataSource, { releaseId: added.id }));
  const ratings = await compareRatings(dataSource, { served, source, addedId: added.id }, codes);
  return { occupations: codes.filter((code) => !there.has(code)).length, ratings };
}

/** The ratings that a release came with, by domain: compared with itself, it lacks nothing. */
async function ratingsOf(dataSource: DataSource, release: Release): Promise<RatingLoss[]> {
  const source = await sourceOf(dataSource, release.id);
  const codes = await codesOf(dataSource, { releaseId: release.id, source });
  return compareRatings(dataSource, { served: release, source, addedId: release.id }, codes);
}

/** The source of a release. Occupations that joined it on demand do not count: they join the next one as well. */
async function sourceOf(dataSource: DataSource, releaseId: number): Promise<RowSource> {
  const hasFiles = await dataSource.manager.existsBy(Occupation, { releaseId, source: 'text_file' });
  return hasFiles ? 'text_file' : 'api';
}

async function codesOf(dataSource: DataSource, where: { releaseId: number; source?: RowSource }): Promise<string[]> {
  const rows = await dataSource.manager.find(Occupation, {
    select: { onetSocCode: true },
    where,
    order: { onetSocCode: 'ASC' },
  });
  return rows.map(({ onetSocCode }) => onetSocCode);
}

function isOlder(name: ReleaseName, served: ReleaseName): boolean {
  const number = toReleaseNumber(name);
  const servedNumber = toReleaseNumber(served);
  return number !== null && servedNumber !== null && compareReleaseNumbers(number, servedNumber) < 0;
}
