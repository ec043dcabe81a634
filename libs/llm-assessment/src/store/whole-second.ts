const SECOND_MS = 1_000;

/** The current second. MySQL keeps no fractions, and an answer must not change once it is read back. */
export function currentSecond(): Date {
  return new Date(Math.floor(Date.now() / SECOND_MS) * SECOND_MS);
}
