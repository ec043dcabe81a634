import type { ComparableRatings } from '@app/skills';

/** What a difference of levels says, in the order in which it is tested; the first that holds counts. */
export const VERDICTS = ['not_required', 'met', 'low_precision', 'unknown', 'real', 'within_noise'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** The verdicts that a row of a list of gaps can have. */
export type GapVerdict = Exclude<Verdict, 'met'>;

/** What comparing levels needs of one side. */
export type Levels = Pick<ComparableRatings, 'level' | 'levelError' | 'suppressed' | 'notRelevant'>;

/** Two-sided 95 % interval of a normal distribution, in hundredths. */
export const Z = 196;
/** In ten-thousandths: eight raters who agree to the last of them may still be wrong by this much. */
export const SMALLEST_ERROR = 500;
/** Differences are in hundredths, errors in ten-thousandths. */
const ERRORS_A_LEVEL = 100;

/** A level in hundredths; one that there is none of counts as 0. */
export function levelAt({ level }: Pick<Levels, 'level'>, element: number): number {
  return Math.max(0, level[element] ?? 0);
}

/**
 * Whether the target needs more of an element than the source has, and how sure that is: `real` if the difference is at
 * least 1.96 standard errors of it. It depends on this element alone.
 * @param element position in both
 */
export function verdictOf(from: Levels, to: Levels, element: number): Verdict {
  const need = levelAt(to, element);
  if (need === 0 || to.notRelevant[element] === 1) return 'not_required';
  const difference = need - levelAt(from, element);
  return difference <= 0 ? 'met' : certaintyOf(from, to, element, difference);
}

/** The verdict of each element. */
export function verdictsOf(from: Levels, to: Levels): Verdict[] {
  const verdicts: Verdict[] = [];
  for (let element = 0; element < to.level.length; element++) verdicts.push(verdictOf(from, to, element));
  return verdicts;
}

/**
 * How sure it is that the source has more than the target needs: the same test on the difference the other way.
 * @returns null where it has no more
 */
export function surplusCertaintyOf(from: Levels, to: Levels, element: number): Certainty | null {
  const difference = levelAt(from, element) - levelAt(to, element);
  return difference <= 0 ? null : certaintyOf(from, to, element, difference);
}

/** How sure a difference is. */
export type Certainty = Exclude<GapVerdict, 'not_required'>;

function certaintyOf(from: Levels, to: Levels, element: number, difference: number): Certainty {
  if (from.suppressed[element] === 1 || to.suppressed[element] === 1) return 'low_precision';
  const variance = varianceOf(from, to, element);
  if (variance === null) return 'unknown';
  return isReal(difference, variance) ? 'real' : 'within_noise';
}

/**
 * Whether a difference is at least 1.96 standard errors of it.
 * @param variance in squares of ten-thousandths
 */
export function isReal(difference: number, variance: number): boolean {
  // Squared, so that nothing is rounded before it is compared; equality counts as real.
  return (ERRORS_A_LEVEL * difference) ** 2 * 10_000 >= Z ** 2 * variance;
}

/**
 * Half of the 95 % interval around the difference, in ten-thousandths of a level.
 * @returns null where O*NET publishes no standard error of one side
 */
export function halfWidthOf(from: Levels, to: Levels, element: number): number | null {
  const variance = varianceOf(from, to, element);
  return variance === null ? null : halfWidthBy(variance);
}

/** The same by the variance of the difference. */
export function halfWidthBy(variance: number): number {
  return Math.floor((Z * Math.sqrt(variance)) / 100 + 0.5);
}

/** Of the difference, in squares of ten-thousandths; null where a side has no standard error, or no level. */
export function varianceOf(from: Levels, to: Levels, element: number): number | null {
  const [ofSource, ofTarget] = [errorAt(from, element), errorAt(to, element)];
  return ofSource === null || ofTarget === null ? null : ofSource ** 2 + ofTarget ** 2;
}

/** Of a level, in ten-thousandths; null where there is no level, or its standard error is not published. */
export function errorAt({ level, levelError }: Pick<Levels, 'level' | 'levelError'>, element: number): number | null {
  const [at, error] = [level[element] ?? -1, levelError[element] ?? -1];
  return at < 0 || error < 0 ? null : Math.max(error, SMALLEST_ERROR);
}
