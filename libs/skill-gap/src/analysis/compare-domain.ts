import type { ComparableRatings } from '@app/skills';
import { apportion } from './apportion';
import { summarise, type Summary } from './summarise';
import { halfWidthOf, levelAt, surplusCertaintyOf, verdictOf, type Certainty, type Verdict } from './verdict';
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
  const isGap = (element: number): boolean => (weighed.differences[element] ?? 0) > 0;
  const gaps = inOrderOfPriority(weighed, isGap, 1);
  const others = include === 'all' ? inOrderOfPriority(weighed, (element) => !isGap(element), -1) : [];
  const contributions = contributionsOf(gaps, weighed);
  const compare = (element: number): ComparedElement => ({
    element,
    fromLevel: levelAt(from, element),
    toLevel: levelAt(to, element),
    difference: weighed.differences[element] ?? 0,
    halfWidth: halfWidthOf(from, to, element),
    verdict: verdictOf(from, to, element),
    surplus: surplusCertaintyOf(from, to, element),
    weight: weighed.weights[element] ?? 0,
    contribution: contributions.get(element) ?? 0,
  });
  return { summary: summarise(from, to, weighed), gaps: gaps.map(compare), others: others.map(compare) };
}

/** Ties of remainders go by the order of elements, whatever weighs most. */
function contributionsOf(gaps: readonly number[], { priorities, need }: Weighed): Map<number, number> {
  const elements = gaps.toSorted((a, b) => a - b);
  const parts = elements.map((element) => priorities[element] ?? 0);
  const shown = apportion(parts, need, CONTRIBUTION_UNITS);
  return new Map(elements.map((element, i) => [element, shown[i] ?? 0]));
}
