import type { Cell } from '../tables/export-table';
import { numberText } from './number-text';
import type { MakeRowWriter } from './row-writer';

/** Each row as a JSON object in a line of its own, with the names of the columns as members. */
export const ndjsonRows: MakeRowWriter = (columns) => {
  const before = columns.map(({ name }, column) => `${column === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const line = (cells: readonly Cell[]): string => {
    let text = '';
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] ?? null;
      text += `${before[column]}${jsonCell(cell)}`;
    }
    return `${text}}\n`;
  };
  return { head: '', line };
};

function jsonCell(cell: Cell): string {
  if (typeof cell === 'number') return numberText(cell);
  return typeof cell === 'string' ? JSON.stringify(cell) : String(cell);
}
