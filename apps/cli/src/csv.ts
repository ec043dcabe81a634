import { csvLine } from '@app/transitions';

/** A cell of a table that programs read; null is an empty one. */
export type CsvCell = string | number | null;

/** Rows as comma-separated values (RFC 4180). Texts that a spreadsheet would compute get an apostrophe before them. */
export function csv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map(csvLine).join('');
}
