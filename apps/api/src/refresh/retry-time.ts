import type { RefreshState } from './refresh-watch.service';

/** However often it failed before, it is tried again within this time. */
const LONGEST_WAIT_MS = 4 * 3_600_000;

/**
 * When a refresh that failed is to be tried again; null if that would not help.
 * @param retryMs after the first failure; twice as long after each further one
 */
export function retryTime({ failed, failuresInARow }: RefreshState, retryMs: number): Date | null {
  // Somebody has to look at a release that was refused: it would be refused again.
  if (!failed || failed.errorCode === 'RELEASE_REFUSED') return null;
  const wait = Math.min(retryMs * 2 ** (failuresInARow - 1), Math.max(LONGEST_WAIT_MS, retryMs));
  return new Date((failed.finishedAt ?? failed.startedAt).getTime() + wait);
}
