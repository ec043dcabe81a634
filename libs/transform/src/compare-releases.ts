import { compareReleaseNumbers, SAMPLE_RELEASE, toReleaseNumber, type ReleaseName } from '@app/onet';
import { Occupation, type RowSource } from '@app/occupations';
import type { Release } from '@app/releases';
import { OccupationSkill } from '@app/skills';
import type { DataSource } from 'typeorm';

/** How much of what is served a new release lacks. */
export interface Loss {
  readonly gone: number;
  readonly of: number;
}

/** A new release beside the one that is served. */
export interface Comparison {
  /** Name of the one that is served. */
  readonly served: ReleaseName;
  readonly isOlder: boolean;
  readonly occupations: Loss;
  readonly ratings: Loss;
}

/** About 3,500 ratings at a time: more would hold up the requests that are served meanwhile. */
const OCCUPATIONS_A_QUERY = 50;

/** Compares by keys: as many occupations as before may be other ones. */
export async function compareReleases(dataSource: DataSource, served: Release, added: Release): Promise<Comparison> {
  const { name, occupationCount, ratingCount } = served;
  const gone = await countGone(dataSource, served, added);
  return {
    served: name,
    isOlder: isOlder(added.name, name),
    occupations: { gone: gone.occupations, of: occupationCount },
    ratings: { gone: gone.ratings, of: ratingCount },
  };
}

async function countGone(dataSource: DataSource, served: Release, added: Release) {
  // Nobody misses what was made up; but what takes its place should not be less.
  if (served.name === SAMPLE_RELEASE && added.name !== SAMPLE_RELEASE) {
    const occupations = Math.max(0, served.occupationCount - added.occupationCount);
    return { occupations, ratings: Math.max(0, served.ratingCount - added.ratingCount) };
  }
  const source = await sourceOf(dataSource, served.id);
  const codes = await codesOf(dataSource, { releaseId: served.id, source });
  const there = new Set(await codesOf(dataSource, { releaseId: added.id }));
  let ratings = 0;
  for (let start = 0; start < codes.length; start += OCCUPATIONS_A_QUERY) {
    const range = codes.slice(start, start + OCCUPATIONS_A_QUERY);
    ratings += await countGoneRatings(dataSource, { served, added, source }, range);
  }
  return { occupations: codes.filter((code) => !there.has(code)).length, ratings };
}

/** Where a release came from. What joined it on demand does not count: that joins the next one as well. */
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

async function countGoneRatings(
  dataSource: DataSource,
  { served, added, source }: { served: Release; added: Release; source: RowSource },
  codes: readonly string[],
): Promise<number> {
  const same = dataSource
    .createQueryBuilder(OccupationSkill, 'added')
    .select('1')
    .where('added.releaseId = :addedId AND added.onetSocCode = served.onetSocCode')
    .andWhere('added.elementId = served.elementId AND added.scaleId = served.scaleId');
  return dataSource
    .createQueryBuilder(OccupationSkill, 'served')
    .where('served.releaseId = :servedId AND served.onetSocCode BETWEEN :first AND :last')
    .andWhere(`served.source = :source AND NOT EXISTS (${same.getQuery()})`)
    .setParameters({ servedId: served.id, addedId: added.id, source, first: codes[0], last: codes.at(-1) })
    .getCount();
}

function isOlder(name: ReleaseName, served: ReleaseName): boolean {
  const number = toReleaseNumber(name);
  const servedNumber = toReleaseNumber(served);
  return number !== null && servedNumber !== null && compareReleaseNumbers(number, servedNumber) < 0;
}
