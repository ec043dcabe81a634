import type { Cell } from '../tables/export-table';
import { numberText } from './number-text';
import type { MakeRowWriter } from './row-writer';

/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const TO_BE_QUOTED = /[",\r\n]/;

/** Without it Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = '\ufeff';
/** Longer texts seldom occur again. */
const LONGEST_REMEMBERED = 40;
const MOST_REMEMBERED = 10_000;

/** Rows as comma-separated values (RFC 4180), with the names of the columns above them. */
export const csvRows: MakeRowWriter = (columns) => {
  const cellOf = rememberingCells();
  const line = (cells: readonly Cell[]): string => {
    let text = '';
    for (let column = 0; column < cells.length; column++) {
      text += (column === 0 ? '' : ',') + cellOf(cells[column] ?? null);
    }
    return `${text}\r\n`;
  };
  return { head: BYTE_ORDER_MARK + csvLine(columns.map(({ name }) => name)), line };
};

/** One row. Texts that a spreadsheet would compute get an apostrophe before them. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return TO_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As `csvCell`: codes and titles come again and again, and to look at their characters each time takes twice as long. */
function rememberingCells(): (cell: Cell) => string {
  const known = new Map<string, string>();
  return (cell) => {
    if (typeof cell !== 'string' || cell.length > LONGEST_REMEMBERED) return csvCell(cell);
    let written = known.get(cell);
    if (written === undefined) {
      written = csvCell(cell);
      if (known.size < MOST_REMEMBERED) known.set(cell, written);
    }
    return written;
  };
}
