import { within } from '@app/outside';
import { LlmUnavailableError } from '../llm.errors';

/** An answer that is there already waits this long for what it lacks. */
const FILL_WAIT_MS = 20_000;

/**
 * The result of filling up an answer that is there already; the work goes on after the wait.
 * @throws LlmUnavailableError if it takes longer, and what the work throws
 */
export async function fillWithin<T>(work: Promise<T>): Promise<T> {
  return within(work, FILL_WAIT_MS, () => {
    throw new LlmUnavailableError('it takes long');
  });
}
