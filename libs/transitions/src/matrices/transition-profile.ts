import type { ComparableRatings } from '@app/skills';
import {
  levelAt,
  similarityOf,
  similarityProfile,
  weigh,
  type Side,
  type SimilarityProfile,
  type Source,
} from '@app/skill-gap';

/** Where transitions start, in plain arrays: an occupation, or a person with some. */
export interface TransitionSource {
  /** LV of the skills in hundredths, 0 to 700; 0 for one without a level. */
  readonly levels: Int16Array;
  /** What similarity is about: one for an occupation, for a person one of each past occupation; none where it cannot be told. */
  readonly similarTo: readonly SimilarityProfile[];
  /** Null where O*NET gives none. */
  readonly jobZone: number | null;
}

/** Where transitions end: a source with what matters in it. */
export interface TransitionTarget extends TransitionSource {
  /** Importance of the skills above "not important", in hundredths: 0 to 400. */
  readonly weights: Int16Array;
  /** Weight × level, summed up: what it needs in all. */
  readonly need: number;
}

/** One side of an analysis as transitions take it; null where it has no ratings of skills. */
export function targetOf({ ratings, jobZone }: Pick<Side, 'ratings' | 'jobZone'>): TransitionTarget | null {
  const skills = ratings('skills');
  if (!skills) return null;
  const profile = similarityProfile(skills, ratings('knowledge'));
  return { ...plainSkills(skills), similarTo: profile ? [profile] : [], jobZone };
}

/**
 * The same of a side that has such ratings, as all have that questions about transitions name.
 * @throws Error if it has none, which is a fault of the program
 */
export function profileOf(side: Side): TransitionTarget {
  return targetOf(side) ?? refuse(side.code);
}

/**
 * The same of where somebody comes from; a person is as similar to an occupation as the nearest past one is.
 * @throws as profileOf
 */
export function sourceOf(source: Source): TransitionSource {
  if (source.basis !== 'person') return profileOf(source);
  const { levels } = plainSkills(source.ratings('skills') ?? refuse('a person'));
  return { levels, similarTo: source.past.flatMap((side) => profileOf(side).similarTo), jobZone: source.jobZone };
}

function refuse(who: string): never {
  throw new Error(`${who} has no ratings of skills`);
}

/** Levels and weights in the form that sums take: what is missing counts as 0. */
export function plainSkills(skills: ComparableRatings): Pick<TransitionTarget, 'levels' | 'weights' | 'need'> {
  const levels = Int16Array.from(skills.level, (_, element) => levelAt(skills, element));
  const { weights, need } = weigh(skills, skills);
  return { levels, weights: Int16Array.from(weights), need };
}

/** Less than any similarity: that of occupations which similarity is not about. */
export const NO_SIMILARITY = -2_000_000;

/** In millionths; the largest of those of a person's past occupations, which keeps its percentile comparable. */
export function closest(a: readonly SimilarityProfile[], b: readonly SimilarityProfile[]): number {
  let largest = NO_SIMILARITY;
  for (const one of a) for (const other of b) largest = Math.max(largest, similarityOf(one, other));
  return largest;
}

/** Weight × missing level from a source to a target, summed up. */
export function lackBetween({ levels: have }: TransitionSource, { levels, weights }: TransitionTarget): number {
  let lack = 0;
  for (const [element, level] of levels.entries()) {
    lack += (weights[element] ?? 0) * Math.max(0, level - (have[element] ?? 0));
  }
  return lack;
}
