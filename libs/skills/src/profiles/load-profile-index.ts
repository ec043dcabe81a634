import { domainOf, type ElementId, type OnetSocCode } from '@app/onet';
import type { Pack, ReleaseIdentity } from '@app/releases';
import { Occupation } from '@app/occupations';
import type { DataSource } from 'typeorm';
import { LevelScaleAnchor } from '../elements/level-scale-anchor.entity';
import { OccupationRating } from '../ratings/occupation-rating.entity';
import { ElementTable, type LevelAnchor, type ElementEntry } from './element-table';
import { unpackRatings, type PackedRatings } from './packed-ratings';
import type { ProfileIndex } from './profile-index';
import { ProfileIndexBuilder } from './profile-index-builder';
import type { Rating } from '../ratings/rating-columns';
import { RatedElement } from '../elements/rated-element.entity';

/** More at a time would hold up the requests that are served meanwhile. */
const RATINGS_A_QUERY = 1_000;
const SCALES_OF_PROFILES = 2;

/** Builds the index of one release from its rows in the database. */
export async function loadProfileIndex(dataSource: DataSource, release: ReleaseIdentity): Promise<ProfileIndex> {
  const { titles, elements } = await loadOutline(dataSource, release.id);
  const builder = ProfileIndexBuilder.empty(elements, titles);
  const codes = [...titles.keys()];
  const occupationsAQuery = Math.ceil(RATINGS_A_QUERY / (SCALES_OF_PROFILES * Math.max(1, elements.width)));
  for (let start = 0; start < codes.length; start += occupationsAQuery) {
    const range = codes.slice(start, start + occupationsAQuery);
    addRatings(builder, await loadRatings(dataSource, release.id, range[0] ?? '', range.at(-1) ?? ''));
  }
  return builder.build(release);
}

/**
 * The same from what the release carries, and from the rows of occupations that were added to since.
 * @returns null if what it carries does not do
 */
export async function restoreProfileIndex(
  dataSource: DataSource,
  release: ReleaseIdentity,
  { content, revision }: Pack<PackedRatings>,
): Promise<ProfileIndex | null> {
  const { titles, elements } = await loadOutline(dataSource, release.id);
  const builder = unpackRatings(content, elements, titles);
  if (builder && revision !== release.revision) {
    for (const code of await findAdded(dataSource, release.id, [...titles.keys()])) {
      addRatings(builder, await loadRatings(dataSource, release.id, code, code));
    }
  }
  return builder?.build(release) ?? null;
}

/** What an index is about: occupations and elements. */
async function loadOutline(dataSource: DataSource, releaseId: number) {
  const titles = await loadTitles(dataSource, releaseId);
  return { titles, elements: new ElementTable(await loadElements(dataSource, releaseId)) };
}

/** Some 16,000 ratings of four domains, a few milliseconds of a look at the source of each. */
const OCCUPATIONS_A_LOOK = 50;

/** The occupations that have ratings from Web Services, of these codes, which are in order. */
async function findAdded(
  dataSource: DataSource,
  releaseId: number,
  codes: readonly OnetSocCode[],
): Promise<OnetSocCode[]> {
  const found: OnetSocCode[] = [];
  for (let start = 0; start < codes.length; start += OCCUPATIONS_A_LOOK) {
    const range = codes.slice(start, start + OCCUPATIONS_A_LOOK);
    const rows = await dataSource
      .createQueryBuilder(OccupationRating, 'r')
      .select('r.onetSocCode', 'code')
      .distinct()
      .where('r.releaseId = :id AND r.onetSocCode BETWEEN :first AND :last', {
        ...{ id: releaseId, first: range[0], last: range.at(-1) },
      })
      .andWhere("r.source = 'api'")
      .getRawMany<{ code: OnetSocCode }>();
    found.push(...rows.map(({ code }) => code));
  }
  return found;
}

/** The ratings of one occupation, with their keys. */
export interface OccupationRatings {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly ratings: readonly RatingRow[];
}

/** The ratings of one occupation in the database, for `extendIndex`; null if the occupation is not there at all. */
export async function loadOccupationRatings(
  dataSource: DataSource,
  releaseId: number,
  code: OnetSocCode,
): Promise<OccupationRatings | null> {
  const occupation = await dataSource.manager.findOneBy(Occupation, { releaseId, onetSocCode: code });
  return occupation && { code, title: occupation.title, ratings: await loadRatings(dataSource, releaseId, code, code) };
}

/** A copy of the index with these ratings in it; null if they are on elements that it does not have. */
export function extendIndex(
  index: ProfileIndex,
  release: ReleaseIdentity,
  { code, title, ratings }: OccupationRatings,
): ProfileIndex | null {
  const isRoom = ratings.every(({ elementId }) => index.has(elementId) || domainOf(elementId) === null);
  if (!isRoom) return null;
  const builder = ProfileIndexBuilder.from(index, code, title);
  addRatings(builder, ratings);
  return builder.build(release);
}

async function loadTitles(dataSource: DataSource, releaseId: number): Promise<Map<OnetSocCode, string>> {
  const rows = await dataSource.manager.find(Occupation, {
    select: { onetSocCode: true, title: true },
    where: { releaseId },
    order: { onetSocCode: 'ASC' },
  });
  return new Map(rows.map(({ onetSocCode, title }) => [onetSocCode, title]));
}

async function loadElements(dataSource: DataSource, releaseId: number): Promise<ElementEntry[]> {
  const skills = await dataSource.manager.findBy(RatedElement, { releaseId });
  const anchors = await dataSource.manager.find(LevelScaleAnchor, {
    where: { releaseId, scaleId: 'LV' },
    order: { anchorValue: 'ASC' },
  });
  const byElement = new Map<ElementId, LevelAnchor[]>();
  for (const { elementId, anchorValue, anchorDescription } of anchors) {
    const anchor = { value: anchorValue, description: anchorDescription };
    byElement.set(elementId, [...(byElement.get(elementId) ?? []), anchor]);
  }
  return skills.map(({ elementId, name, description }) => ({
    elementId,
    name,
    description,
    anchors: byElement.get(elementId) ?? [],
  }));
}

export interface RatingRow extends Omit<Rating, 'recommendSuppress' | 'notRelevant'> {
  readonly code: OnetSocCode;
  readonly elementId: ElementId;
  readonly scaleId: string;
  /** Raw rows carry booleans as numbers. */
  readonly recommendSuppress: number | null;
  readonly notRelevant: number | null;
}

async function loadRatings(dataSource: DataSource, releaseId: number, first: OnetSocCode, last: OnetSocCode) {
  return dataSource
    .createQueryBuilder(OccupationRating, 'r')
    .select('r.onetSocCode', 'code')
    .addSelect('r.elementId', 'elementId')
    .addSelect('r.scaleId', 'scaleId')
    .addSelect('r.dataValue', 'dataValue')
    .addSelect('r.n', 'n')
    .addSelect('r.standardError', 'standardError')
    .addSelect('r.lowerCiBound', 'lowerCiBound')
    .addSelect('r.upperCiBound', 'upperCiBound')
    .addSelect('r.recommendSuppress', 'recommendSuppress')
    .addSelect('r.notRelevant', 'notRelevant')
    .addSelect('r.dateUpdated', 'dateUpdated')
    .addSelect('r.domainSource', 'domainSource')
    .addSelect('r.source', 'source')
    .where('r.releaseId = :id AND r.onetSocCode BETWEEN :first AND :last', { id: releaseId, first, last })
    .getRawMany<RatingRow>();
}

function addRatings(builder: ProfileIndexBuilder, rows: readonly RatingRow[]): void {
  for (const row of rows) {
    const { recommendSuppress, notRelevant } = row;
    builder.add(row.code, row.elementId, row.scaleId, {
      ...row,
      recommendSuppress: recommendSuppress === null ? null : Boolean(recommendSuppress),
      notRelevant: notRelevant === null ? null : Boolean(notRelevant),
    });
  }
}
