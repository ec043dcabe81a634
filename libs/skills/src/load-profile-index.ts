import type { ElementId, OnetSocCode } from '@app/onet';
import { Occupation } from '@app/occupations';
import type { DataSource } from 'typeorm';
import { LevelScaleAnchor } from './level-scale-anchor.entity';
import { OccupationSkill } from './occupation-skill.entity';
import { ProfileIndex, type IndexedRelease, type LevelAnchor, type SkillEntry } from './profile-index';
import type { Rating } from './rating-columns';
import { Skill } from './skill.entity';

/** About 1,000 ratings at a time: more rows would hold up the requests that are served meanwhile. */
const OCCUPATIONS_A_QUERY = 15;

/** Builds the index of one release from the database. */
export async function loadProfileIndex(dataSource: DataSource, release: IndexedRelease): Promise<ProfileIndex> {
  const titles = await loadTitles(dataSource, release.id);
  const index = new ProfileIndex(release, await loadSkills(dataSource, release.id), titles);
  const codes = [...titles.keys()];
  for (let start = 0; start < codes.length; start += OCCUPATIONS_A_QUERY) {
    const range = codes.slice(start, start + OCCUPATIONS_A_QUERY);
    addRatings(index, await loadRatings(dataSource, release.id, range[0] ?? '', range.at(-1) ?? ''));
  }
  return index;
}

/** The ratings of one occupation, with their keys. */
export interface OccupationRatings {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly ratings: readonly RatingRow[];
}

/** What the database has of one occupation, for `extendIndex`; null if it does not have it at all. */
export async function loadOccupationRatings(
  dataSource: DataSource,
  releaseId: number,
  code: OnetSocCode,
): Promise<OccupationRatings | null> {
  const occupation = await dataSource.manager.findOneBy(Occupation, { releaseId, onetSocCode: code });
  return occupation && { code, title: occupation.title, ratings: await loadRatings(dataSource, releaseId, code, code) };
}

/** A copy of the index with these ratings in it; null if they are on skills that it does not have. */
export function extendIndex(
  index: ProfileIndex,
  release: IndexedRelease,
  { code, title, ratings }: OccupationRatings,
): ProfileIndex | null {
  if (!ratings.every(({ elementId }) => index.has(elementId))) return null;
  const extended = index.extendedBy(release, code, title);
  addRatings(extended, ratings);
  return extended;
}

async function loadTitles(dataSource: DataSource, releaseId: number): Promise<Map<OnetSocCode, string>> {
  const rows = await dataSource.manager.find(Occupation, {
    select: { onetSocCode: true, title: true },
    where: { releaseId },
    order: { onetSocCode: 'ASC' },
  });
  return new Map(rows.map(({ onetSocCode, title }) => [onetSocCode, title]));
}

async function loadSkills(dataSource: DataSource, releaseId: number): Promise<SkillEntry[]> {
  const skills = await dataSource.manager.findBy(Skill, { releaseId });
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
    .createQueryBuilder(OccupationSkill, 'r')
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

function addRatings(index: ProfileIndex, rows: readonly RatingRow[]): void {
  for (const row of rows) {
    const { recommendSuppress, notRelevant } = row;
    index.addRating(row.code, row.elementId, row.scaleId, {
      ...row,
      recommendSuppress: recommendSuppress === null ? null : Boolean(recommendSuppress),
      notRelevant: notRelevant === null ? null : Boolean(notRelevant),
    });
  }
}
