import { halfUp } from './half-up';

/**
 * The parts of a whole in units, such as ten-thousandths, so that what is shown adds up: to the sum of the parts in the
 * same unit, rounded half up. Each part is rounded down, and what is missing then goes to the largest remainders; among
 * equal ones to the first.
 */
export function apportion(parts: readonly number[], whole: number, units: number): number[] {
  if (whole === 0) return parts.map(() => 0);
  const shown: number[] = [];
  const remainders: number[] = [];
  let [sum, sumShown] = [0, 0];
  for (const part of parts) {
    const down = Math.floor((part * units) / whole);
    shown.push(down);
    remainders.push(part * units - down * whole);
    sum += part;
    sumShown += down;
  }
  const missing = halfUp(sum * units, whole) - sumShown;
  if (missing === 0) return shown;
  const byRemainder = [...parts.keys()].sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b);
  for (const i of byRemainder.slice(0, missing)) shown[i] = (shown[i] ?? 0) + 1;
  return shown;
}
