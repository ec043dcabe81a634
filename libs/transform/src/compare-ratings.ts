import { DOMAINS, domainOf, type Domain, type ElementId } from '@app/onet';
import type { RowSource } from '@app/occupations';
import type { Release } from '@app/releases';
import { OccupationRating } from '@app/skills';
import type { DataSource } from 'typeorm';

/** How much of what is served a new release lacks. */
export interface Loss {
  readonly gone: number;
  readonly of: number;
}

/** How many of the served ratings of one domain a new release lacks; those on elements of no domain are told of together. */
export interface RatingLoss extends Loss {
  readonly domain: Domain | null;
}

/** The ratings of one element: those that are served, and those of them that the new release has as well. */
export interface ElementCount {
  readonly elementId: ElementId;
  readonly served: number;
  readonly kept: number;
}

/** What is compared: the ratings of a release that came from one source, with those of another release. */
export interface RatingComparison {
  readonly served: Release;
  readonly source: RowSource;
  readonly addedId: number;
}

/** More at a time would hold up the requests that are served meanwhile. */
const RATINGS_A_QUERY = 3_500;

/** As many occupations as have about so many ratings, however many elements they are rated on. */
export function occupationsAQuery({
  ratingCount,
  ratedOccupationCount,
}: Pick<Release, 'ratingCount' | 'ratedOccupationCount'>): number {
  const each = ratingCount / Math.max(1, ratedOccupationCount);
  return Math.max(1, Math.floor(RATINGS_A_QUERY / Math.max(1, each)));
}

/** Counts by domain what is served and what is gone, of the occupations with these codes, which are in order. */
export async function compareRatings(
  dataSource: DataSource,
  comparison: RatingComparison,
  codes: readonly string[],
): Promise<RatingLoss[]> {
  const counts: ElementCount[] = [];
  const step = occupationsAQuery(comparison.served);
  for (let start = 0; start < codes.length; start += step) {
    const range = codes.slice(start, start + step);
    counts.push(...(await countByElement(dataSource, comparison, range)));
  }
  return lossesByDomain(counts);
}

/** Sums up by domain, in the order of the domains. Only domains that are served can be lost. */
export function lossesByDomain(counts: readonly ElementCount[]): RatingLoss[] {
  const losses: RatingLoss[] = [];
  for (const domain of [...DOMAINS, null]) {
    const own = counts.filter(({ elementId }) => domainOf(elementId) === domain);
    const of = own.reduce((sum, { served }) => sum + served, 0);
    const kept = own.reduce((sum, count) => sum + count.kept, 0);
    if (of > 0) losses.push({ domain, gone: of - kept, of });
  }
  return losses;
}

async function countByElement(
  dataSource: DataSource,
  { served, source, addedId }: RatingComparison,
  codes: readonly string[],
): Promise<ElementCount[]> {
  const same = [
    'releaseId = :addedId',
    ...['onetSocCode', 'elementId', 'scaleId'].map((key) => `${key} = served.${key}`),
  ];
  const rows = await dataSource
    .createQueryBuilder(OccupationRating, 'served')
    .leftJoin(OccupationRating, 'added', same.map((condition) => `added.${condition}`).join(' AND '))
    .select('served.elementId', 'elementId')
    .addSelect('COUNT(*)', 'served')
    .addSelect('COUNT(added.elementId)', 'kept')
    .where('served.releaseId = :servedId AND served.onetSocCode BETWEEN :first AND :last')
    .andWhere('served.source = :source')
    .groupBy('served.elementId')
    .setParameters({ servedId: served.id, addedId, source, first: codes[0], last: codes.at(-1) })
    .getRawMany<{ elementId: ElementId; served: number | string; kept: number | string }>();
  return rows.map((row) => ({ elementId: row.elementId, served: Number(row.served), kept: Number(row.kept) }));
}
