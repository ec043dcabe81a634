import type { ComparedOccupations } from '../matrices/compared-occupations';
import { isCovered } from '../matrices/shortfalls';

/** One level and the highest one, in hundredths; how much of a target has to be covered, in thousandths. */
const ONE_LEVEL = 100;
const HIGHEST = 700;
export const COVERED = 900;

/** What a level more of each skill would open. */
export interface Unlocks {
  /** Targets that are covered already. */
  readonly covered: number;
  /** Of each skill: the targets that one level more of it alone would cover, and that are not covered yet. */
  readonly gains: Int32Array;
}

/**
 * Counts the targets that a source would newly cover to nine tenths, were one skill a level higher.
 * @param levels of the source in hundredths: of an occupation or a person
 * @param pool rows of the targets that are looked at
 */
export function countUnlocks(levels: Int16Array, targets: ComparedOccupations, pool: readonly number[]): Unlocks {
  const gains = new Int32Array(levels.length);
  let covered = 0;
  for (const row of pool) {
    const need = targets.needs[row] ?? 0;
    const lack = lackOf(levels, targets, row);
    if (isCovered(lack, need, COVERED)) covered++;
    else addGains(gains, levels, targets, { row, lack, need });
  }
  return { covered, gains };
}

/** Positions of skills: what opens most first, then as in the content model. */
export function inOrderOfGain(gains: Int32Array): number[] {
  return [...gains.keys()].sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || a - b);
}

function lackOf(have: Int16Array, { width, levels, weights }: ComparedOccupations, row: number): number {
  let lack = 0;
  for (let element = 0; element < width; element++) {
    const missing = (levels[row * width + element] ?? 0) - (have[element] ?? 0);
    if (missing > 0) lack += (weights[row * width + element] ?? 0) * missing;
  }
  return lack;
}

function addGains(
  gains: Int32Array,
  have: Int16Array,
  { width, levels, weights }: ComparedOccupations,
  { row, lack, need }: { row: number; lack: number; need: number },
): void {
  for (let element = 0; element < width; element++) {
    const level = have[element] ?? 0;
    const missing = (levels[row * width + element] ?? 0) - level;
    if (missing <= 0) continue;
    const learnt = Math.min(missing, ONE_LEVEL, HIGHEST - level);
    const stillLacking = lack - (weights[row * width + element] ?? 0) * learnt;
    if (isCovered(stillLacking, need, COVERED)) gains[element] = (gains[element] ?? 0) + 1;
  }
}
