import type { ReleaseName } from '@app/onet';

/** What stands in a column: a flag is true or false, and every column may have empty cells. */
export type ColumnType = 'text' | 'integer' | 'number' | 'flag';

export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** Null for an empty one. */
export type Cell = string | number | boolean | null;

/** A table as files hold it. Its rows are made while they are written, so that nobody holds all of them. */
export interface ExportTable {
  /** As the name of the file has it. */
  readonly name: string;
  readonly release: ReleaseName;
  readonly columns: readonly ExportColumn[];
  readonly rows: () => Iterable<readonly Cell[]>;
}

/** Columns of one type, in this order. */
export function columnsOf(type: ColumnType, ...names: readonly string[]): ExportColumn[] {
  return names.map((name) => ({ name, type }));
}
