import { NONE, type ComparableRatings } from '@app/skills';

/**
 * The standard error of a level that a person gave in whole numbers, in ten-thousandths: 1 / √12, the error of rounding.
 */
export const SELF_RATING_ERROR = 2_887;

/** What a person says of one element: a level in hundredths, 0 to 700. */
export type SelfRatings = ReadonlyMap<number, number>;

/**
 * The ratings of a person in one domain. Of every element the highest level of all past occupations, with its standard error
 * and flags, and the highest importance; what the person says of an element comes in its place, without flags. How long ago
 * an occupation was plays no part: O*NET has no data on what is forgotten.
 * @param past ratings of past occupations by code, as of two that are as high the first one counts
 * @param said levels in hundredths, by position of the element
 * @param domain how many elements it has, and the texts that dates are numbers of
 */
export function personRatings(
  past: readonly ComparableRatings[],
  said: SelfRatings,
  domain: { readonly width: number; readonly words: ComparableRatings['words'] },
): ComparableRatings {
  const ratings = noRatings(domain);
  const { level, importance, levelError, suppressed, notRelevant, dateUpdated } = ratings;
  for (let element = 0; element < level.length; element++) {
    for (const occupation of past) {
      importance[element] = Math.max(importance[element] ?? NONE, occupation.importance[element] ?? NONE);
      const other = occupation.level[element] ?? NONE;
      if (other <= (level[element] ?? NONE)) continue;
      level[element] = other;
      levelError[element] = occupation.levelError[element] ?? NONE;
      suppressed[element] = occupation.suppressed[element] ?? 0;
      notRelevant[element] = occupation.notRelevant[element] ?? 0;
      dateUpdated[element] = occupation.dateUpdated[element] ?? 0;
    }
    const own = said.get(element);
    if (own === undefined) continue;
    level[element] = own;
    levelError[element] = SELF_RATING_ERROR;
    suppressed[element] = 0;
    notRelevant[element] = 0;
    dateUpdated[element] = 0;
  }
  return ratings;
}

function noRatings({ width, words }: { readonly width: number; readonly words: ComparableRatings['words'] }) {
  return {
    level: new Int16Array(width).fill(NONE),
    importance: new Int16Array(width).fill(NONE),
    levelError: new Int32Array(width).fill(NONE),
    suppressed: new Int8Array(width),
    notRelevant: new Int8Array(width),
    dateUpdated: new Uint16Array(width),
    words,
  };
}
