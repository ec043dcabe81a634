import type { ElementId } from '@app/onet';
import { isDue } from '../levels/holes';
import type { LlmGapDescription } from '../store/llm-gap-description.entity';

/**
 * Gaps whose text is asked for now: those that nobody was asked about, as levels that come later make more gaps, and those
 * that were left open and whose wait is over. Texts that the model left out itself stay left out.
 */
export function missingTexts(
  gaps: readonly ElementId[],
  stored: readonly Pick<LlmGapDescription, 'elementId' | 'retryAt'>[],
  now: Date,
): ElementId[] {
  const byElement = new Map(stored.map((row) => [row.elementId, row]));
  return gaps.filter((id) => {
    const row = byElement.get(id);
    return row === undefined || isDue(row.retryAt, now);
  });
}
