const SECOND_MS = 1_000;

/**
 * A time without fractions of its second. MySQL keeps none and would round, perhaps into the future; and an answer must not
 * change once it is read back.
 */
export function toWholeSecond(time = new Date()): Date {
  return new Date(Math.floor(time.getTime() / SECOND_MS) * SECOND_MS);
}
