import type { RefreshState } from './refresh-watch.service';

/** However often it failed before, it is tried again within this time. */
const LONGEST_WAIT_MS = 4 * 3_600_000;

/**
 * When a refresh that failed, or could not begin, is to be tried again; null if there is none or that would not help.
 * @param retryMs after the first failure; twice as long after each further one
 * @param owedSince when a scheduled refresh should have begun and could not
 */
export function retryTime(state: RefreshState, retryMs: number, owedSince: Date | null = null): Date | null {
  const { failed, failuresInARow, lastScheduledStart, lastSoundEnd } = state;
  const isMadeUpFor = [lastScheduledStart, lastSoundEnd].some((since) => owedSince && since && since > owedSince);
  if (owedSince && !isMadeUpFor) return new Date(owedSince.getTime() + retryMs);
  // Somebody has to look at a release that was refused: it would be refused again.
  if (!failed || failed.errorCode === 'RELEASE_REFUSED') return null;
  const wait = Math.min(retryMs * 2 ** (failuresInARow - 1), Math.max(LONGEST_WAIT_MS, retryMs));
  return new Date((failed.finishedAt ?? failed.startedAt).getTime() + wait);
}
