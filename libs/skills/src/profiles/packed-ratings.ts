import type { ElementId, OnetSocCode } from '@app/onet';
import { TextNumbers } from '@app/releases';
import { RatingColumns, type RatingArrays } from '../ratings/rating-columns';
import type { ElementTable } from './element-table';
import type { ProfileIndex } from './profile-index';
import { ProfileIndexBuilder } from './profile-index-builder';

/** The ratings of a release as it carries them: the arrays of an index, and what their rows and columns stand for. */
export interface PackedRatings {
  /** Of the rows. */
  readonly codes: readonly OnetSocCode[];
  /** Of the cells of a row. */
  readonly elementIds: readonly ElementId[];
  readonly words: readonly string[];
  readonly importance: RatingArrays;
  readonly level: RatingArrays;
}

/** No copy: the index and what is packed share their arrays. */
export function packRatings({ ratings }: ProfileIndex): PackedRatings {
  const { elements, titles, importance, level } = ratings;
  return {
    codes: [...titles.keys()],
    elementIds: elements.ids,
    words: importance.words.texts,
    importance: importance.arrays,
    level: level.arrays,
  };
}

/**
 * For an index of these ratings, and of those of occupations that joined the release since.
 * @param titles of all occupations
 * @returns null if the elements are others than those of the ratings
 */
export function unpackRatings(
  { codes, elementIds, words, ...packed }: PackedRatings,
  elements: ElementTable,
  titles: ReadonlyMap<OnetSocCode, string>,
): ProfileIndexBuilder | null {
  if (elementIds.join() !== elements.ids.join()) return null;
  // A map keeps its order: rows stay where they are, and new ones come last.
  const inOrder = new Map(codes.map((code) => [code, titles.get(code) ?? '']));
  for (const [code, title] of titles) inOrder.set(code, title);
  const size = inOrder.size * elements.width;
  const shared = new TextNumbers([...words]);
  const columns = (arrays: RatingArrays): RatingColumns => {
    const there = new RatingColumns(arrays, shared);
    return arrays.dataValue.length === size ? there : there.copy(size);
  };
  const [importance, level] = [columns(packed.importance), columns(packed.level)];
  return new ProfileIndexBuilder({ elements, titles: inOrder, importance, level });
}
