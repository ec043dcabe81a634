/** Similarities go from -SPAN to SPAN. */
const SPAN = 1_000_000;

/** How a similarity ranks among those of all pairs of rated occupations, in words. */
export const BANDS = [
  ['very_close', 99],
  ['close', 95],
  ['related', 90],
  ['some_overlap', 75],
  ['distant', -Infinity],
] as const;

export type Band = (typeof BANDS)[number][0];

/** The similarities of all pairs of two rated occupations, ascending. */
export class SimilarityRanks {
  constructor(readonly ascending: Int32Array) {}

  /** @param counts how many pairs have a similarity, at similarity + SPAN: to count them takes less than to sort them */
  static fromCounts(counts: Uint32Array, pairs: number): SimilarityRanks {
    const ascending = new Int32Array(pairs);
    let filled = 0;
    for (let place = 0; place < counts.length; place++) {
      const count = counts[place] ?? 0;
      if (count === 0) continue;
      ascending.fill(place - SPAN, filled, filled + count);
      filled += count;
    }
    return new SimilarityRanks(ascending);
  }

  /** Where to count similarities for `fromCounts`. */
  static counts(): Uint32Array {
    return new Uint32Array(2 * SPAN + 1);
  }

  static placeOf(similarity: number): number {
    return similarity + SPAN;
  }

  get pairs(): number {
    return this.ascending.length;
  }

  /** The percentage of pairs that are less similar, and half of those that are as similar; null without any pair. */
  percentileOf(similarity: number): number | null {
    if (this.pairs === 0) return null;
    const below = this.countBelow(similarity);
    const equal = this.countBelow(similarity + 1) - below;
    return (100 * (below + equal / 2)) / this.pairs;
  }

  /**
   * The cut-off of a percentile: the smallest similarity of a pair whose percentile is at least this one; null where no pair
   * has such a percentile.
   */
  at(percentile: number): number | null {
    let [low, high] = [0, this.pairs];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.percentileOf(this.ascending[middle] ?? 0) ?? 0) < percentile) low = middle + 1;
      else high = middle;
    }
    return this.ascending[low] ?? null;
  }

  private countBelow(similarity: number): number {
    let [low, high] = [0, this.pairs];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ascending[middle] ?? 0) < similarity) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function bandOf(percentile: number): Band {
  return BANDS.find(([, from]) => percentile >= from)?.[0] ?? 'distant';
}
