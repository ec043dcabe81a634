import { canonicalName, type CatalogueColumn } from '@app/onet';
import { SourceInvalidError } from '../ingestion.errors';

/** Where a column of the catalogue stands in a file. */
export interface ColumnPlace {
  /** Null if it is not there, and need not be. */
  readonly position: number | null;
  readonly decimal: boolean;
}

/**
 * The columns of the catalogue, in its order, among the names in a header.
 * @throws SourceInvalidError if one is missing or there twice
 */
export function findColumns(
  header: readonly string[],
  columns: readonly CatalogueColumn[],
  fileName: string,
): ColumnPlace[] {
  const canonical = header.map(canonicalName);
  return columns.map(({ headers, decimal = false, optional = false }) => {
    const known = headers.map(canonicalName);
    const found = canonical.flatMap((name, position) => (known.includes(name) ? [position] : []));
    const column = headers.map((name) => `"${name}"`).join(' or ');
    if (found.length > 1) throw new SourceInvalidError(`${fileName} has the column ${column} more than once.`);
    if (found[0] !== undefined) return { position: found[0], decimal };
    if (optional) return { position: null, decimal };
    throw new SourceInvalidError(
      `${fileName} has no column ${column}; its first line must name the columns of an O*NET table, separated by ` +
        'tabs, commas or semicolons.',
    );
  });
}
