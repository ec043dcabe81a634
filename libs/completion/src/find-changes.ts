import type { RowSource } from '@app/occupations';

/** A row of a release, which says where it came from. */
interface SourcedRow {
  readonly source: RowSource;
}

/** The rows to write so that a release holds the arrived ones. */
export interface Changes<T> {
  /** Rows whose key the release does not have. */
  readonly added: readonly T[];
  /** Rows from Web Services that take the place of older ones from there. */
  readonly replaced: readonly T[];
}

/**
 * Compares arrived rows with those of the release. A row that came with the release's files always stays, and
 * a row that is there already is not written again.
 * @param identify the key of a row as one text
 * @param properties what is compared
 */
export function findChanges<P extends SourcedRow, T extends P>(
  present: readonly P[],
  arrived: readonly T[],
  identify: (row: P) => string,
  properties: readonly string[],
): Changes<T> {
  const differs = (before: P, row: P): boolean =>
    properties.some((name) => before[name as keyof P] !== row[name as keyof P]);
  const presentByKey = new Map(present.map((row) => [identify(row), row]));
  const added: T[] = [];
  const replaced: T[] = [];
  for (const row of arrived) {
    const before = presentByKey.get(identify(row));
    if (!before) added.push(row);
    else if (before.source === 'api' && differs(before, row)) replaced.push(row);
  }
  return { added, replaced };
}
