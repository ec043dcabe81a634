import type { LlmAssessment } from '../store/llm-assessment.entity';

/**
 * The missing levels that a caller wants: those that were left open and whose wait is over, all that were left open, or
 * also those that the model left out itself.
 */
export type WantedHoles = 'due' | 'open' | 'all';

type Holes = Pick<LlmAssessment, 'asked' | 'assessed' | 'retryAt'>;

/** True for an assessment that is asked about again. */
export function hasWanted(holes: WantedHoles, { asked, assessed, retryAt }: Holes, now: Date): boolean {
  if (assessed === asked) return false;
  if (holes === 'all') return true;
  return holes === 'open' ? retryAt !== null : isDue(retryAt, now);
}

/** True where something was left open, and the wait for it is over. */
export function isDue(retryAt: Date | null, now: Date): boolean {
  return retryAt !== null && retryAt.getTime() <= now.getTime();
}
