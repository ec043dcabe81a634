import type { ComparableRatings } from '@app/skills';
import { apportion } from './apportion';
import { summarise, type Summary } from './summarise';
import { halfWidthOf, levelAt, surplusCertaintyOf, verdictsOf, type Certainty, type Verdict } from './verdict';
import { inOrderOfPriority, weigh, type Weighed } from './weigh';

/** One element compared; levels in hundredths. */
export interface ComparedElement {
  /** Its position in the domain. */
  readonly element: number;
  readonly fromLevel: number;
  readonly toLevel: number;
  /** Target minus source. */
  readonly difference: number;
  /** Half of the 95 % interval around the difference, in ten-thousandths; null where an error is not published. */
  readonly halfWidth: number | null;
  readonly verdict: Verdict;
  /** How sure it is that the source has more; null where it has no more. */
  readonly surplus: Certainty | null;
  /** Importance in the target above "not important", in hundredths. */
  readonly weight: number;
  /** Part of the target's needs that this gap is, in ten-thousandths; 0 for what is no gap. */
  readonly contribution: number;
}

/** Two profiles of one domain compared. */
export interface DomainComparison {
  readonly summary: Summary;
  /** Where the target needs something, and more than the source has: what weighs most first. */
  readonly gaps: readonly ComparedElement[];
  /** All other elements: what the source has most more of first. */
  readonly others: readonly ComparedElement[];
}

const CONTRIBUTION_UNITS = 10_000;

/** @param include `gaps` leaves the other elements out */
export function compareDomain(
  from: ComparableRatings,
  to: ComparableRatings,
  include: 'gaps' | 'all',
): DomainComparison {
  const weighed = weigh(from, to);
  const gaps = inOrderOfPriority(weighed, 'gaps');
  const contributions = contributionsOf(gaps, weighed);
  const verdicts = verdictsOf(from, to);
  const compared = { from, to, weighed, contributions, verdicts };
  return {
    summary: summarise(from, to, weighed, verdicts),
    gaps: compareElements(compared, gaps),
    others: include === 'all' ? compareElements(compared, inOrderOfPriority(weighed, 'others')) : [],
  };
}

interface Compared {
  readonly from: ComparableRatings;
  readonly to: ComparableRatings;
  readonly weighed: Weighed;
  /** Of each element, in ten-thousandths. */
  readonly contributions: Int32Array;
  readonly verdicts: readonly Verdict[];
}

/** Without a function for each element, or copies: this is most of what an answer takes. */
function compareElements({ from, to, weighed, contributions, verdicts }: Compared, elements: readonly number[]) {
  const compared: ComparedElement[] = [];
  for (const element of elements) {
    compared.push({
      element,
      fromLevel: levelAt(from, element),
      toLevel: levelAt(to, element),
      difference: weighed.differences[element] ?? 0,
      halfWidth: halfWidthOf(from, to, element),
      verdict: verdicts[element] ?? 'unknown',
      surplus: surplusCertaintyOf(from, to, element),
      weight: weighed.weights[element] ?? 0,
      contribution: contributions[element] ?? 0,
    });
  }
  return compared;
}

/** Ties of remainders go by the order of elements, whatever weighs most. */
function contributionsOf(gaps: readonly number[], { priorities, need }: Weighed): Int32Array {
  const elements = gaps.toSorted((a, b) => a - b);
  const parts = elements.map((element) => priorities[element] ?? 0);
  const shown = apportion(parts, need, CONTRIBUTION_UNITS);
  const contributions = new Int32Array(priorities.length);
  elements.forEach((element, i) => (contributions[element] = shown[i] ?? 0));
  return contributions;
}
