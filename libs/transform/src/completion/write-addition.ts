import { Occupation } from '@app/occupations';
import type { ElementId } from '@app/onet';
import { Release } from '@app/runs';
import { OccupationSkill, Skill } from '@app/skills';
import { In, type EntityManager } from 'typeorm';
import type { ElementFacts } from '../rows/known-keys';
import type { NormalisedRow } from '../rows/normalise-rows';
import { TARGETS } from '../rows/targets';
import type { Changes } from './find-changes';

/** Rows of one occupation for a release that has none of them, or older ones from Web Services. */
export interface Additions {
  readonly occupations: Changes<NormalisedRow<'occupations'>>;
  readonly ratings: Changes<NormalisedRow<'skills'>>;
  /** The elements of the content model that the ratings refer to; null if the release came without it. */
  readonly elements: ReadonlyMap<ElementId, ElementFacts> | null;
}

/**
 * Writes the rows, with skills that nobody was rated on so far, and brings the figures of the release up to them.
 * @returns how many occupations and ratings were written
 */
export async function writeAddition(manager: EntityManager, releaseId: number, additions: Additions): Promise<number> {
  const { occupations, ratings, elements } = additions;
  const writtenOccupations = [...occupations.added, ...occupations.replaced];
  const writtenRatings = [...ratings.added, ...ratings.replaced];
  const rowsWritten = writtenOccupations.length + writtenRatings.length;
  if (rowsWritten === 0) return 0;
  if (writtenOccupations.length > 0) {
    const rows = writtenOccupations.map((row) => ({ releaseId, ...row }));
    await manager.upsert(Occupation, rows, ['releaseId', ...TARGETS.occupations.key]);
  }
  const wasRated = await ratedAmong(manager, releaseId, ratings.added);
  const newSkills = await writeNewSkills(manager, releaseId, ratings.added, elements);
  if (writtenRatings.length > 0) {
    const rows = writtenRatings.map(({ elementName: _name, ...row }) => ({ releaseId, ...row }));
    await manager.upsert(OccupationSkill, rows, ['releaseId', ...TARGETS.skills.key]);
  }
  await raiseFigures(manager, releaseId, {
    occupationCount: occupations.added.length,
    ratedOccupationCount: ratings.added.length > 0 && !wasRated ? 1 : 0,
    skillCount: newSkills,
    ratingCount: ratings.added.length,
    revision: 1,
  });
  return rowsWritten;
}

async function ratedAmong(
  manager: EntityManager,
  releaseId: number,
  [rating]: readonly NormalisedRow<'skills'>[],
): Promise<boolean> {
  return Boolean(rating) && manager.existsBy(OccupationSkill, { releaseId, onetSocCode: rating?.onetSocCode });
}

async function writeNewSkills(
  manager: EntityManager,
  releaseId: number,
  ratings: readonly NormalisedRow<'skills'>[],
  elements: Additions['elements'],
): Promise<number> {
  const names = new Map(ratings.map(({ elementId, elementName }) => [elementId, elementName]));
  const present = await manager.findBy(Skill, { releaseId, elementId: In([...names.keys()]) });
  for (const { elementId } of present) names.delete(elementId);
  const added = [...names].map(([elementId, name]) => {
    const element = elements?.get(elementId);
    return { releaseId, elementId, name: element?.name ?? name, description: element?.description ?? null };
  });
  if (added.length > 0) await manager.insert(Skill, added);
  return added.length;
}

type Figures = Pick<Release, 'occupationCount' | 'ratedOccupationCount' | 'skillCount' | 'ratingCount' | 'revision'>;

/** In the database, since others raise them as well. */
async function raiseFigures(manager: EntityManager, releaseId: number, added: Figures): Promise<void> {
  for (const [property, number] of Object.entries(added)) {
    if (number > 0) await manager.increment(Release, { id: releaseId }, property, number);
  }
}
