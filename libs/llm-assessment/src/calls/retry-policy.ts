import { DelegateBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';
import { LlmFailure } from '../provider/llm-failure';

/** How often and how long to try: `brief` for somebody who waits for an answer, `patient` for a bulk run. */
export type Patience = 'brief' | 'patient';

const PATIENCE: Readonly<Record<Patience, { retries: number; delayMs: number; maxAskedMs: number }>> = {
  brief: { retries: 2, delayMs: 500, maxAskedMs: 5_000 },
  patient: { retries: 5, delayMs: 2_000, maxAskedMs: 60_000 },
};
const MAX_DELAY_MS = 60_000;

/**
 * Tries again what failed in a way that may pass. The waits double, and each is drawn from half to one and a half times
 * that, so that those who failed together do not come back together.
 */
export function retrying(patience: Patience, mayTryAgain: () => boolean): RetryPolicy {
  const { retries, delayMs, maxAskedMs } = PATIENCE[patience];
  const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
    const asked = 'error' in result && result.error instanceof LlmFailure ? result.error.retryAfterMs : undefined;
    const jitter = 0.5 + Math.random();
    return Math.min(
      asked === undefined ? delayMs * 2 ** (attempt - 1) * jitter : asked * (1 + jitter / 4),
      MAX_DELAY_MS,
    );
  });
  const passes = ({ traits, retryAfterMs = 0 }: LlmFailure): boolean => traits.retriable && retryAfterMs <= maxAskedMs;
  return retry(
    handleWhen((error) => error instanceof LlmFailure && passes(error) && mayTryAgain()),
    { maxAttempts: retries, backoff },
  );
}
