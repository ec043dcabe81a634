import { domainOf, type ElementId, type OnetSocCode } from '@app/onet';
import type { ReleaseIdentity } from '@app/releases';
import { Occupation } from '@app/occupations';
import type { DataSource } from 'typeorm';
import { LevelScaleAnchor } from '../elements/level-scale-anchor.entity';
import { OccupationRating } from '../ratings/occupation-rating.entity';
import { ElementTable, type LevelAnchor, type ElementEntry } from './element-table';
import type { ProfileIndex } from './profile-index';
import { ProfileIndexBuilder } from './profile-index-builder';
import type { Rating } from '../ratings/rating-columns';
import { RatedElement } from '../elements/rated-element.entity';

/** More at a time would hold up the requests that are served meanwhile. */
const RATINGS_A_QUERY = 1_000;
const SCALES_OF_PROFILES = 2;

/** Builds the index of one release from the database. */
export async function loadProfileIndex(dataSource: DataSource, release: ReleaseIdentity): Promise<ProfileIndex> {
  const titles = await loadTitles(dataSource, release.id);
  const elements = new ElementTable(await loadElements(dataSource, release.id));
  const builder = ProfileIndexBuilder.empty(elements, titles);
  const codes = [...titles.keys()];
  const occupationsAQuery = Math.ceil(RATINGS_A_QUERY / (SCALES_OF_PROFILES * Math.max(1, elements.width)));
  for (let start = 0; start < codes.length; start += occupationsAQuery) {
    const range = codes.slice(start, start + occupationsAQuery);
    addRatings(builder, await loadRatings(dataSource, release.id, range[0] ?? '', range.at(-1) ?? ''));
  }
  return builder.build(release);
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
