import { halfUp } from './half-up';

/**
 * The parts of a whole in units, such as ten-thousandths, so that what is shown adds up: to the sum of the parts in the
 * same unit, rounded half up. Each part is rounded down, and what is missing then goes to the largest remainders; among
 * equal ones to the first.
 */
export function apportion(parts: readonly number[], whole: number, units: number): number[] {
  if (whole === 0) return parts.map(() => 0);
  const shown = parts.map((part) => Math.floor((part * units) / whole));
  const remainders = parts.map((part, i) => part * units - (shown[i] ?? 0) * whole);
  const total = halfUp(sumOf(parts) * units, whole);
  const missing = total - sumOf(shown);
  if (missing === 0) return shown;
  const byRemainder = [...parts.keys()].sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b);
  for (const i of byRemainder.slice(0, missing)) shown[i] = (shown[i] ?? 0) + 1;
  return shown;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
