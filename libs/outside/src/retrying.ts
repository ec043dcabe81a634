import { DelegateBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';

const MAX_DELAY_MS = 60_000;

/** A failure that may say how long the server asked to wait, in milliseconds. */
export interface PassingFailure extends Error {
  readonly retryAfterMs: number | undefined;
}

export interface Retrying<E extends PassingFailure> {
  readonly failure: abstract new (...args: never[]) => E;
  readonly retries: number;
  /** Before the first retry; twice that before the second, and so on, unless the server says how long. */
  readonly delayMs: number;
  /** Draws each wait around that, so that those who failed together do not come back together. */
  readonly spread?: boolean;
  readonly when: (error: E) => boolean;
  readonly onRetry?: (error: E, delayMs: number) => void;
}

/** Tries again what failed for a reason that may pass. */
export function retrying<E extends PassingFailure>(options: Retrying<E>): RetryPolicy {
  const { failure, retries, delayMs, spread = false, when, onRetry } = options;
  const failureIn = (result: object): E | null =>
    'error' in result && result.error instanceof failure ? result.error : null;
  const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
    const asked = failureIn(result)?.retryAfterMs;
    const doubled = delayMs * 2 ** (attempt - 1);
    return Math.min(spread ? drawn(asked, doubled) : (asked ?? doubled), MAX_DELAY_MS);
  });
  const policy = retry(
    handleWhen((error) => error instanceof failure && when(error)),
    { maxAttempts: retries, backoff },
  );
  policy.onRetry((event) => {
    const error = failureIn(event);
    if (error) onRetry?.(error, event.delay);
  });
  return policy;
}

/** From half to one and a half times our own wait; never less than what was asked for. */
function drawn(asked: number | undefined, doubled: number): number {
  const jitter = 0.5 + Math.random();
  return asked === undefined ? doubled * jitter : asked * (1 + jitter / 4);
}
