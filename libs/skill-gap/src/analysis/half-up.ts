/** A fraction of whole numbers, rounded half up: of what people can check by hand, the same on every machine. */
export function halfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}
