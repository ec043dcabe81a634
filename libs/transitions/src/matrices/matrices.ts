import { Turns } from '../turns/turns';
import type { ComparedOccupations } from './compared-occupations';
import { lacksFrom, shortfallsOf, type Lacks } from './shortfalls';
import { closest } from './transition-profile';

/** What all rated occupations are to each other: [source × target], by code. */
export interface Matrices {
  readonly size: number;
  /** Weight × missing level, summed up. */
  readonly lacks: Int32Array;
  /** The same as shares of what the target needs, in millionths. */
  readonly shortfalls: Int32Array;
  /** In millionths. */
  readonly similarities: Int32Array;
}

/** Memory that the matrices of so many occupations take. */
export function bytesOfMatrices(size: number): number {
  return 3 * Int32Array.BYTES_PER_ELEMENT * size * size;
}

/** Computes the matrices, row by row, in stretches of some milliseconds. */
export async function makeMatrices(occupations: ComparedOccupations): Promise<Matrices> {
  const size = occupations.codes.length;
  const empty = () => new Int32Array(size * size);
  const matrices = { size, lacks: empty(), shortfalls: empty(), similarities: empty() };
  const turns = new Turns();
  for (let row = 0; row < size; row++) {
    fillRow(matrices, occupations, row);
    if (turns.isDue()) await turns.next();
  }
  return matrices;
}

function fillRow(
  { size, lacks, shortfalls, similarities }: Matrices,
  occupations: ComparedOccupations,
  row: number,
): void {
  const { levels, width, similarTo } = occupations;
  const from = { levels: levels.subarray(row * width, (row + 1) * width) };
  const lacking = lacksFrom(from, occupations);
  lacks.set(lacking.lacks, row * size);
  shortfalls.set(shortfallsOf(lacking), row * size);
  for (let other = row; other < size; other++) {
    const similarity = closest(similarTo[row] ?? [], similarTo[other] ?? []);
    similarities[row * size + other] = similarity;
    similarities[other * size + row] = similarity;
  }
}

/** What an occupation lacks for each, as `lacksFrom` would work it out. */
export function lacksFromRow(
  { size, lacks }: Matrices,
  { needs }: Pick<ComparedOccupations, 'needs'>,
  row: number,
): Lacks {
  return { lacks: lacks.subarray(row * size, (row + 1) * size), needs };
}

/** What each lacks for an occupation, as `lacksTo` would work it out. */
export function lacksToRow(
  { size, lacks }: Matrices,
  { needs }: Pick<ComparedOccupations, 'needs'>,
  row: number,
): Lacks {
  const column = new Int32Array(size);
  for (let source = 0; source < size; source++) column[source] = lacks[source * size + row] ?? 0;
  return { lacks: column, needs: new Int32Array(size).fill(needs[row] ?? 0) };
}

/** How similar an occupation is to each, as `similaritiesOf` would work it out. */
export function similaritiesOfRow({ size, similarities }: Matrices, row: number): Int32Array {
  return similarities.subarray(row * size, (row + 1) * size);
}
