import { Turns } from '../turns/turns';
import type { ComparedOccupations } from './compared-occupations';
import { lacksFrom, shortfallsOf } from './shortfalls';
import { closest } from './transition-profile';

/** Shortfalls and similarities of all rated occupations to each other, in millionths: [source × target], by code. */
export interface Matrices {
  readonly size: number;
  readonly shortfalls: Int32Array;
  readonly similarities: Int32Array;
}

/** Memory that the matrices of so many occupations take. */
export function bytesOfMatrices(size: number): number {
  return 2 * Int32Array.BYTES_PER_ELEMENT * size * size;
}

/** Computes the matrices, row by row, in stretches of some milliseconds. */
export async function makeMatrices(occupations: ComparedOccupations): Promise<Matrices> {
  const size = occupations.codes.length;
  const matrices = { size, shortfalls: new Int32Array(size * size), similarities: new Int32Array(size * size) };
  const turns = new Turns();
  for (let row = 0; row < size; row++) {
    fillRow(matrices, occupations, row);
    if (turns.isDue()) await turns.next();
  }
  return matrices;
}

function fillRow({ size, shortfalls, similarities }: Matrices, occupations: ComparedOccupations, row: number): void {
  const { levels, width, similarTo } = occupations;
  const from = { levels: levels.subarray(row * width, (row + 1) * width) };
  shortfalls.set(shortfallsOf(lacksFrom(from, occupations)), row * size);
  for (let other = row; other < size; other++) {
    const similarity = closest(similarTo[row] ?? [], similarTo[other] ?? []);
    similarities[row * size + other] = similarity;
    similarities[other * size + row] = similarity;
  }
}
