import type { Cell, ExportColumn } from '../tables/export-table';

/** How a format writes a table as text. */
export interface RowWriter {
  /** What comes before all rows. */
  readonly head: string;
  /** One row with its end. */
  readonly line: (cells: readonly Cell[]) => string;
}

export type MakeRowWriter = (columns: readonly ExportColumn[]) => RowWriter;
