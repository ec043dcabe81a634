/** The share of those who answered with a category, in percent. */
export interface CategoryShare {
  readonly category: number;
  readonly dataValue: number;
}

/** Shares are summed up as whole numbers: of decimals, two halves need not make one. */
const UNITS = 10_000;

/**
 * The category that half of those who answered are in or below: the first one at which the shares so far reach half of all.
 * @param distribution by category; null if nobody answered
 */
export function medianCategory(distribution: readonly CategoryShare[]): number | null {
  const shares = distribution.map(({ dataValue }) => Math.round(dataValue * UNITS));
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (all === 0) return null;
  let reached = 0;
  const median = distribution.find((_share, i) => {
    reached += shares[i] ?? 0;
    return 2 * reached >= all;
  });
  return median?.category ?? null;
}

/**
 * The category with the largest share; of several, the lowest.
 * @param distribution by category; null if nobody answered
 */
export function modeCategory(distribution: readonly CategoryShare[]): number | null {
  let mode: CategoryShare | null = null;
  for (const share of distribution) if (share.dataValue > (mode?.dataValue ?? 0)) mode = share;
  return mode?.category ?? null;
}
