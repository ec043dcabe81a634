import { halfUp, type SimilarityRanks } from '@app/skill-gap';
import type { ComparedOccupations } from './compared-occupations';
import { closest, type TransitionSource, type TransitionTarget } from './transition-profile';

/** What each of some occupations lacks, or is lacked for it: shares stay fractions of whole numbers until they are shown. */
export interface Lacks {
  /** Weight × missing level, summed up. */
  readonly lacks: Int32Array;
  /** Weight × level of the target, summed up; 0 where the share is not defined. */
  readonly needs: Int32Array;
}

/** Of a target that needs nothing. */
export const NO_SHORTFALL = -1;

const MILLION = 1_000_000;

/** What a source lacks for each occupation. */
export function lacksFrom({ levels: have }: Pick<TransitionSource, 'levels'>, targets: ComparedOccupations): Lacks {
  const { codes, width, levels, weights, needs } = targets;
  const lacks = new Int32Array(codes.length);
  for (let row = 0, cell = 0; row < lacks.length; row++) {
    let lack = 0;
    for (let element = 0; element < width; element++, cell++) {
      const missing = (levels[cell] ?? 0) - (have[element] ?? 0);
      if (missing > 0) lack += (weights[cell] ?? 0) * missing;
    }
    lacks[row] = lack;
  }
  return { lacks, needs };
}

/** What each occupation lacks for a target. */
export function lacksTo(
  { levels: wanted, weights, need }: Pick<TransitionTarget, 'levels' | 'weights' | 'need'>,
  sources: ComparedOccupations,
): Lacks {
  const { codes, width, levels } = sources;
  const lacks = new Int32Array(codes.length);
  for (let row = 0, cell = 0; row < lacks.length; row++) {
    let lack = 0;
    for (let element = 0; element < width; element++, cell++) {
      const missing = (wanted[element] ?? 0) - (levels[cell] ?? 0);
      if (missing > 0) lack += (weights[element] ?? 0) * missing;
    }
    lacks[row] = lack;
  }
  return { lacks, needs: new Int32Array(lacks.length).fill(need) };
}

/** In millionths, rounded half up; `NO_SHORTFALL` where the target needs nothing. */
export function shortfallOf(lack: number, need: number): number {
  return need === 0 ? NO_SHORTFALL : halfUp(lack * MILLION, need);
}

/**
 * Whether at least such a part of a need is covered: compared as whole numbers, so that just enough is enough. What needs
 * nothing is not covered, as nothing can be said of it.
 * @param coverage in thousandths
 */
export function isCovered(lack: number, need: number, coverage: number): boolean {
  return need > 0 && 1000 * lack <= (1000 - coverage) * need;
}

/** The shortfall of each row. */
export function shortfallsOf({ lacks, needs }: Lacks): Int32Array {
  return lacks.map((lack, row) => shortfallOf(lack, needs[row] ?? 0));
}

/** How similar a source is to each occupation, in millionths; `NO_SIMILARITY` where that cannot be told. */
export function similaritiesOf(
  { similarTo }: Pick<TransitionSource, 'similarTo'>,
  others: ComparedOccupations,
): Int32Array {
  return Int32Array.from(others.similarTo, (other) => closest(similarTo, other));
}

/**
 * The smallest similarity, in millionths, whose percentile is at least this one: also for sources that are none of the pairs
 * that percentiles are about.
 * @returns null for 0, which every similarity has
 */
export function leastSimilarity(ranks: Pick<SimilarityRanks, 'percentileOf'>, percentile: number): number | null {
  if (percentile === 0) return null;
  let [low, high] = [-MILLION, MILLION + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((ranks.percentileOf(middle) ?? -1) < percentile) low = middle + 1;
    else high = middle;
  }
  return low;
}
