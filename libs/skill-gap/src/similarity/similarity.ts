import type { ComparableRatings } from '@app/skills';
import { importanceVector, pearson, type ImportanceVector } from './importance-vector';

/** What similarity is about of an occupation: importance of skills, and of knowledge. */
export interface SimilarityProfile {
  readonly skills: ImportanceVector;
  readonly knowledge: ImportanceVector;
}

type Importance = Pick<ComparableRatings, 'importance'>;

/** Null where one of the two cannot be correlated. */
export function similarityProfile(
  ratedSkills: Importance | undefined,
  ratedKnowledge: Importance | undefined,
): SimilarityProfile | null {
  const skills = ratedSkills && importanceVector(ratedSkills.importance);
  const knowledge = ratedKnowledge && importanceVector(ratedKnowledge.importance);
  return skills && knowledge ? { skills, knowledge } : null;
}

/**
 * How similar two occupations are: the mean of the correlations of what matters in them, among skills and among areas of
 * knowledge; in millionths, -1,000,000 to 1,000,000. It says nothing of levels: coverage does.
 */
export function similarityOf(a: SimilarityProfile, b: SimilarityProfile): number {
  const mean = (pearson(a.skills, b.skills) + pearson(a.knowledge, b.knowledge)) / 2;
  return Math.floor(1_000_000 * mean + 0.5);
}
