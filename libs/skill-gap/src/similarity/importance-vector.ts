/** The importance of the elements of one domain to an occupation, in hundredths, with its sums. */
export interface ImportanceVector {
  readonly values: Int16Array;
  readonly sum: number;
  /** n × the sum of squares - the square of the sum: n² times the variance. */
  readonly spread: number;
}

/** Null where the occupation is not rated on an element, or all are as important: nothing can be correlated then. */
export function importanceVector(values: Int16Array): ImportanceVector | null {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    if (value < 0) return null;
    sum += value;
    squares += value * value;
  }
  const spread = values.length * squares - sum * sum;
  return spread === 0 ? null : { values, sum, spread };
}

/** Pearson's correlation, from whole sums: the same on every machine up to its last division. */
export function pearson(a: ImportanceVector, b: ImportanceVector): number {
  const n = a.values.length;
  let products = 0;
  for (let i = 0; i < n; i++) products += (a.values[i] ?? 0) * (b.values[i] ?? 0);
  return (n * products - a.sum * b.sum) / (Math.sqrt(a.spread) * Math.sqrt(b.spread));
}
