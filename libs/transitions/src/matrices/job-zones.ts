/** Whether two job zones lie at most so far apart; one that is not given (0, null) is within no limit. */
export function isNear(one: number | null, other: number, step: number | null): boolean {
  if (step === null) return true;
  return Boolean(one) && other !== 0 && Math.abs((one ?? 0) - other) <= step;
}
