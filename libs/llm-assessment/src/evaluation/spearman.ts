/**
 * Spearman's rank correlation of two equally long series, where ties take the average of the ranks they span. It is null
 * where it is not defined: with fewer than two values, or where all values of a series are equal.
 */
export function spearman(xs: ArrayLike<number>, ys: ArrayLike<number>): number | null {
  return correlation(averageRanks(xs), averageRanks(ys));
}

/** Pearson's correlation of two rankings, because the short formula with squared rank differences is wrong with ties. */
function correlation(xRanks: Float64Array, yRanks: Float64Array): number | null {
  const meanRank = (xRanks.length + 1) / 2;
  let xSquares = 0;
  let ySquares = 0;
  let products = 0;
  for (let i = 0; i < xRanks.length; i++) {
    const x = (xRanks[i] ?? NaN) - meanRank;
    const y = (yRanks[i] ?? NaN) - meanRank;
    xSquares += x * x;
    ySquares += y * y;
    products += x * y;
  }
  return xSquares === 0 || ySquares === 0 ? null : products / Math.sqrt(xSquares * ySquares);
}

/** The rank of each value, from 1 for the lowest. */
function averageRanks(values: ArrayLike<number>): Float64Array {
  const valueAt = (index: number | undefined): number => (index === undefined ? NaN : (values[index] ?? NaN));
  const ascending = Uint32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => valueAt(a) - valueAt(b));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < ascending.length;) {
    let end = start + 1;
    while (end < ascending.length && valueAt(ascending[end]) === valueAt(ascending[start])) end++;
    // The tie takes the ranks start + 1 to end.
    for (const index of ascending.subarray(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
