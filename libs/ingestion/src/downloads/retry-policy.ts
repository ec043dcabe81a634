import { DelegateBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';
import { DownloadFailedError } from './download.errors';

const MAX_DELAY_MS = 60_000;

export interface Retrying {
  readonly retries: number;
  /** Before the first retry; twice that before the second, and so on, unless the server says how long. */
  readonly delayMs: number;
  readonly when: (error: DownloadFailedError) => boolean;
  readonly onRetry?: (error: DownloadFailedError, delayMs: number) => void;
}

/** Tries again what failed for a reason that may pass. */
export function retrying({ retries, delayMs, when, onRetry }: Retrying): RetryPolicy {
  const backoff = new DelegateBackoff<{ attempt: number; result: object }>(({ attempt, result }) => {
    const asked = failureIn(result)?.retryAfterMs;
    return Math.min(asked ?? delayMs * 2 ** (attempt - 1), MAX_DELAY_MS);
  });
  const policy = retry(
    handleWhen((error) => error instanceof DownloadFailedError && when(error)),
    { maxAttempts: retries, backoff },
  );
  policy.onRetry((event) => {
    const failure = failureIn(event);
    if (failure) onRetry?.(failure, event.delay);
  });
  return policy;
}

function failureIn(result: object): DownloadFailedError | null {
  return 'error' in result && result.error instanceof DownloadFailedError ? result.error : null;
}
