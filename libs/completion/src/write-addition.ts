import { Occupation } from '@app/occupations';
import type { ElementId } from '@app/onet';
import { Release } from '@app/releases';
import { OccupationRating, RatedElement } from '@app/skills';
import { In, type EntityManager } from 'typeorm';
import { TARGETS, type ElementFacts, type NormalisedRow } from '@app/transform';
import type { Changes } from './find-changes';

/** Rows of one occupation for a release that has none of them, or older ones from Web Services. */
export interface Additions {
  readonly occupations: Changes<NormalisedRow<'occupation'>>;
  readonly ratings: Changes<NormalisedRow<'rating'>>;
  /** The elements of the content model that the ratings refer to; null if the release came without it. */
  readonly elements: ReadonlyMap<ElementId, ElementFacts> | null;
}

/**
 * Writes the rows, and the elements that nobody was rated on so far.
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
    await manager.upsert(Occupation, rows, ['releaseId', ...TARGETS.occupation.key]);
  }
  await writeNewElements(manager, releaseId, ratings.added, elements);
  if (writtenRatings.length > 0) {
    const rows = writtenRatings.map(({ elementName: _name, ...row }) => ({ releaseId, ...row }));
    await manager.upsert(OccupationRating, rows, ['releaseId', ...TARGETS.rating.key]);
  }
  // The figures of the release stay those of its publication, which the next release is held against.
  await manager.increment(Release, { id: releaseId }, 'revision', 1);
  return rowsWritten;
}

async function writeNewElements(
  manager: EntityManager,
  releaseId: number,
  ratings: readonly NormalisedRow<'rating'>[],
  elements: Additions['elements'],
): Promise<void> {
  const names = new Map(ratings.map(({ elementId, elementName }) => [elementId, elementName]));
  const present = await manager.findBy(RatedElement, { releaseId, elementId: In([...names.keys()]) });
  for (const { elementId } of present) names.delete(elementId);
  const added = [...names].map(([elementId, name]) => {
    const element = elements?.get(elementId);
    return { releaseId, elementId, name: element?.name ?? name, description: element?.description ?? null };
  });
  if (added.length > 0) await manager.insert(RatedElement, added);
}
