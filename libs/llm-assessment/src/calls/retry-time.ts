import { DomainError } from '@app/onet';

const SECOND_MS = 1_000;
/** Where nothing says how long to wait. */
const DEFAULT_WAIT_S = 60;
/** The budget says tomorrow, and somebody may raise it; to be refused by it costs nothing. */
const MAX_WAIT_S = 600;

/**
 * The time from which items that an interruption left open may be asked for again: after as long as it says, ten
 * minutes at most, in whole seconds as databases keep them. Null where nothing was interrupted.
 */
export function retryTimeOf(interruption: Error | null, now: Date): Date | null {
  if (interruption === null) return null;
  const said = interruption instanceof DomainError ? interruption.retryAfterSeconds : undefined;
  const waitS = Math.min(said ?? DEFAULT_WAIT_S, MAX_WAIT_S);
  return new Date((Math.ceil(now.getTime() / SECOND_MS) + waitS) * SECOND_MS);
}
