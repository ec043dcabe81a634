import { NONE } from '../ratings/comparable-ratings';

/** Ratings in hundredths, element by element, and how often they count. */
export interface CountedRatings {
  readonly ratings: Int16Array;
  readonly count: number;
}

/**
 * The mean of each element, in hundredths, half up; over those that are rated on it, and `NONE` where nobody is.
 * @param width how many elements there are
 */
export function meanRatings(counted: readonly CountedRatings[], width: number): Int16Array {
  const sums = new Int32Array(width);
  const counts = new Int32Array(width);
  for (const { ratings, count } of counted) {
    for (let i = 0; i < width; i++) {
      const rating = ratings[i] ?? NONE;
      if (rating < 0) continue;
      sums[i] = (sums[i] ?? 0) + rating * count;
      counts[i] = (counts[i] ?? 0) + count;
    }
  }
  return Int16Array.from(counts, (count, i) => (count === 0 ? NONE : halfUp(sums[i] ?? 0, count)));
}

function halfUp(sum: number, count: number): number {
  return Math.floor((2 * sum + count) / (2 * count));
}
