import { halfUp } from './half-up';
import { varianceOf, verdictsOf, type GapVerdict, type Levels } from './verdict';
import type { Weighed } from './weigh';

/** Two profiles of one domain in figures. Shares are in millionths. */
export interface Summary {
  /** Elements with a level on both sides. */
  readonly compared: number;
  /** Null, like the other shares, where the target needs nothing. */
  readonly coverage: number | null;
  /** Null where an error of an element that lacks something is not published. */
  readonly coverageError: number | null;
  readonly shortfall: number | null;
  /** The part of the shortfall that is in real gaps. */
  readonly realShortfall: number | null;
  readonly surplus: number | null;
  /** From -1 (the source has more of everything) to 1 (the target needs more of everything); null if all is equal. */
  readonly direction: number | null;
  /** Of the rows listed as gaps: where the target needs something, and more than the source has. */
  readonly verdicts: Readonly<Record<GapVerdict, number>>;
  /** How many gaps would count as real if there were none, in hundredths. */
  readonly expectedByChance: number;
}

const MILLION = 1_000_000;
/** Only differences above 0 are tested, so that one end of the 95 % interval counts: 2.5 %. */
export const CHANCE_IN_THOUSANDTHS = 25;

/**
 * Sums up two profiles.
 * @param weighed what `weigh` makes of them
 * @param verdicts of each element, where they are known already
 */
export function summarise(from: Levels, to: Levels, weighed: Weighed, verdicts = verdictsOf(from, to)): Summary {
  const { weights, differences, priorities, need } = weighed;
  const sums = { shortfall: 0, real: 0, surplus: 0, difference: 0, distance: 0, compared: 0 };
  let variance: number | null = 0;
  const counts: Record<GapVerdict, number> = {
    real: 0,
    within_noise: 0,
    low_precision: 0,
    unknown: 0,
    not_required: 0,
  };
  for (let element = 0; element < differences.length; element++) {
    const difference = differences[element] ?? 0;
    const priority = priorities[element] ?? 0;
    sums.difference += difference;
    sums.distance += Math.abs(difference);
    if ((from.level[element] ?? -1) >= 0 && (to.level[element] ?? -1) >= 0) sums.compared++;
    if (difference < 0) sums.surplus -= priority;
    if (difference <= 0) continue;
    const verdict = verdicts[element] as GapVerdict;
    counts[verdict]++;
    sums.shortfall += priority;
    if (verdict === 'real') sums.real += priority;
    if (priority > 0) variance = plus(variance, weights[element] ?? 0, varianceOf(from, to, element));
  }
  const share = (sum: number): number | null => (need === 0 ? null : halfUp(sum * MILLION, need));
  const shortfall = share(sums.shortfall);
  return {
    compared: sums.compared,
    coverage: shortfall === null ? null : MILLION - shortfall,
    coverageError: need === 0 || variance === null ? null : Math.floor((Math.sqrt(variance) * 10_000) / need + 0.5),
    shortfall,
    realShortfall: share(sums.real),
    surplus: share(sums.surplus),
    direction: sums.distance === 0 ? null : halfUp(sums.difference * MILLION, sums.distance),
    verdicts: counts,
    expectedByChance: halfUp(CHANCE_IN_THOUSANDTHS * (counts.real + counts.within_noise), 10),
  };
}

/** Errors of elements are taken as independent of each other. */
function plus(sum: number | null, weight: number, variance: number | null): number | null {
  return sum === null || variance === null ? null : sum + weight ** 2 * variance;
}
