/** A skill that the target needs more of than the source has. */
export interface LevelGap {
  /** Position of the skill in both level arrays. */
  readonly skill: number;
  readonly fromLevel: number;
  readonly toLevel: number;
}

/**
 * The skills whose level in the target is above 0 and above that in the source, in the order of the arrays. Levels
 * (O*NET's LV, 0 to 7) compare as published, without tolerance or rounding; a skill that an occupation is not rated on
 * (NaN) counts as level 0.
 */
export function compareProfiles(from: ArrayLike<number>, to: ArrayLike<number>): LevelGap[] {
  const gaps: LevelGap[] = [];
  for (let skill = 0; skill < to.length; skill++) {
    const fromLevel = levelAt(from, skill);
    const toLevel = levelAt(to, skill);
    if (toLevel > fromLevel) gaps.push({ skill, fromLevel, toLevel });
  }
  return gaps;
}

/**
 * The same for levels that a language model assessed, where NaN is a hole: a level that was asked for and never came.
 * A skill with a hole on either side is left out, as a hole taken for level 0 would show a gap that nobody assessed.
 */
export function compareAssessed(from: ArrayLike<number>, to: ArrayLike<number>): LevelGap[] {
  return compareProfiles(from, to).filter(({ skill }) => !Number.isNaN(from[skill]));
}

/** The skills that have a level on both sides: with none, an empty gap says nothing. */
export function countComparable(from: ArrayLike<number>, to: ArrayLike<number>): number {
  let count = 0;
  for (let skill = 0; skill < to.length; skill++) if (!Number.isNaN(from[skill]) && !Number.isNaN(to[skill])) count++;
  return count;
}

/** Of all gaps, those in skills that the source does not have at all. */
export function missingSkills(gaps: readonly LevelGap[]): LevelGap[] {
  return gaps.filter(({ fromLevel }) => fromLevel === 0);
}

/** A level is never below 0, so "above 0" follows from "above the source". */
function levelAt(levels: ArrayLike<number>, skill: number): number {
  const level = levels[skill] ?? 0;
  return level > 0 ? level : 0;
}
