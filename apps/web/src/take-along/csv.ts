export type Cell = string | number | null;

/** RFC 4180, for spreadsheets: a text that would be taken for a formula gets an apostrophe in front. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(written).join(',') + '\r\n').join('');
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const guarded = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
