import type { Schemas } from '@app/client';

export type Ranked = Schemas['RankedOccupationDto'];
export type Column = 'title' | 'similarity' | 'coverage' | 'real_gaps' | 'job_zone';
export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

/** As the service ranks them. */
export const mostSimilarFirst: Sorting = { column: 'similarity', descending: true };

/** Sorted by one column; what has no figure there comes last either way, and equal rows by code. */
export function sorted(rows: readonly Ranked[], { column, descending }: Sorting): Ranked[] {
  const way = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[column], other[column]];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || byCode(one, other);
    const difference = typeof a === 'string' ? a.localeCompare(String(b), 'en') : a - Number(b);
    return difference === 0 ? byCode(one, other) : way * difference;
  });
}

/** A second press turns the order round; another column begins with what is best to go to. */
export function pressed(before: Sorting, column: Column): Sorting {
  if (before.column === column) return { column, descending: !before.descending };
  return { column, descending: column === 'similarity' || column === 'coverage' };
}

function byCode(one: Ranked, other: Ranked): number {
  return one.code.localeCompare(other.code);
}
