import { NONE } from '../ratings/comparable-ratings';

/** How far estimates of rated occupations are off their ratings, in ratings of one scale. */
export interface EstimateErrors {
  /** For each element the root of the mean square, in ten-thousandths: the standard error of an estimate. */
  readonly ofElements: Int32Array;
  /** The mean absolute error over all occupations and elements; null if nothing could be compared. */
  readonly mean: number | null;
  /** The mean absolute error of each occupation, ascending. */
  readonly ofOccupations: Float64Array;
}

/** In hundredths. */
const UNIT = 100;

/** Collects how far each estimate is off. */
export class EstimateErrorSum {
  private readonly squares: Float64Array;
  private readonly counts: Int32Array;
  private readonly means: number[] = [];
  private total = 0;

  constructor(width: number) {
    this.squares = new Float64Array(width);
    this.counts = new Int32Array(width);
  }

  /** Both in hundredths; an element without a rating, or without an estimate, is left out. */
  add(estimated: ArrayLike<number>, rated: ArrayLike<number>): void {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < this.squares.length; i++) {
      const [estimate, rating] = [estimated[i] ?? NONE, rated[i] ?? NONE];
      if (estimate < 0 || rating < 0) continue;
      const error = estimate - rating;
      this.squares[i] = (this.squares[i] ?? 0) + error * error;
      this.counts[i] = (this.counts[i] ?? 0) + 1;
      sum += Math.abs(error);
      count++;
    }
    if (count > 0) this.means.push(sum / count / UNIT);
    this.total += sum;
  }

  result(): EstimateErrors {
    const compared = this.counts.reduce((sum, count) => sum + count, 0);
    return {
      ofElements: Int32Array.from(this.squares, (square, i) => rootMean(square, this.counts[i] ?? 0)),
      mean: compared === 0 ? null : this.total / compared / UNIT,
      ofOccupations: Float64Array.from(this.means).sort(),
    };
  }
}

/** In ten-thousandths, of squares of hundredths; `NONE` without any. */
function rootMean(squares: number, count: number): number {
  return count === 0 ? NONE : Math.round(Math.sqrt(squares / count) * UNIT);
}
