import { errorAt, halfWidthBy, isReal, levelAt, verdictOf, type Levels, type Verdict } from '../analysis/verdict';

/** What a gap has become from one release to another. */
export const CHANGES = ['unchanged', 'opened', 'closed', 'widened', 'narrowed'] as const;

export type ChangeKind = (typeof CHANGES)[number];

/** How sure it is that a gap has changed. */
export const CHANGE_CERTAINTIES = ['real', 'within_noise', 'unknown'] as const;

export type ChangeCertainty = (typeof CHANGE_CERTAINTIES)[number];

/** The levels of one occupation in one release, element by element. */
export interface DatedLevels extends Levels {
  /** The months of the ratings, such as 202308; below 0 where none is published. */
  readonly month: ArrayLike<number>;
}

/** Two occupations in one release. */
export interface PairLevels {
  readonly from: DatedLevels;
  readonly to: DatedLevels;
}

/** One element by its positions in two releases. */
export interface JoinedElement {
  readonly before: number;
  readonly after: number;
}

/** The gap of one element in one release, in hundredths of a level. */
export interface ElementGap {
  readonly fromLevel: number;
  readonly toLevel: number;
  /** What the source lacks; 0 where it lacks nothing. */
  readonly gap: number;
  readonly verdict: Verdict;
}

/** What has become of the gap of one element. */
export interface GapChange {
  readonly element: JoinedElement;
  readonly kind: ChangeKind;
  readonly before: ElementGap;
  readonly after: ElementGap;
  /** The gap after minus the gap before, in hundredths. */
  readonly difference: number;
  /** Half of the 95 % interval around the difference, in ten-thousandths; null where there is no error to go by. */
  readonly halfWidth: number | null;
  readonly certainty: ChangeCertainty;
  /** Of each side whether it was rated again: whether the month of its rating differs. */
  readonly rerated: Readonly<Record<keyof PairLevels, boolean>>;
  /** A level differs although neither side was rated again: it was corrected. */
  readonly isDataFix: boolean;
}

/**
 * The gaps of the same two occupations in two releases, element by element. Only what was rated again can have changed by
 * chance, so that only the errors of such ratings count.
 * @param joined elements on which both occupations have a level in both releases
 */
export function compareGaps(before: PairLevels, after: PairLevels, joined: readonly JoinedElement[]): GapChange[] {
  return joined.map((element) => {
    const [was, is] = [gapAt(before, element.before), gapAt(after, element.after)];
    const isRerated = (side: keyof PairLevels): boolean =>
      before[side].month[element.before] !== after[side].month[element.after];
    const rerated = { from: isRerated('from'), to: isRerated('to') };
    const isSame = was.fromLevel === is.fromLevel && was.toLevel === is.toLevel;
    const isDataFix = !rerated.from && !rerated.to && !isSame;
    const difference = is.gap - was.gap;
    const variance = isDataFix ? null : varianceOf(before, after, { element, rerated });
    const kind = kindOf(was.gap, is.gap);
    const halfWidth = variance === null ? null : halfWidthBy(variance);
    const certainty = certaintyOf(difference, variance);
    return { element, kind, before: was, after: is, difference, halfWidth, certainty, rerated, isDataFix };
  });
}

function gapAt({ from, to }: PairLevels, element: number): ElementGap {
  const [fromLevel, toLevel] = [levelAt(from, element), levelAt(to, element)];
  const gap = Math.max(0, toLevel - fromLevel);
  return { fromLevel, toLevel, gap, verdict: verdictOf(from, to, element) };
}

function kindOf(before: number, after: number): ChangeKind {
  if (before === after) return 'unchanged';
  if (before === 0) return 'opened';
  if (after === 0) return 'closed';
  return after > before ? 'widened' : 'narrowed';
}

function certaintyOf(difference: number, variance: number | null): ChangeCertainty {
  if (variance === null) return 'unknown';
  return difference !== 0 && isReal(difference, variance) ? 'real' : 'within_noise';
}

/** Of the difference of the gaps, in squares of ten-thousandths; null where an error that counts is not published. */
function varianceOf(
  before: PairLevels,
  after: PairLevels,
  { element, rerated }: Pick<GapChange, 'element' | 'rerated'>,
): number | null {
  let variance = 0;
  for (const side of ['from', 'to'] as const) {
    if (!rerated[side]) continue;
    const [was, is] = [errorAt(before[side], element.before), errorAt(after[side], element.after)];
    if (was === null || is === null) return null;
    variance += was ** 2 + is ** 2;
  }
  return variance;
}
