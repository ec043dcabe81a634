import { terminalText, writeText } from '@app/onet';
import Table from 'cli-table3';
import { fitColumns, type TableRow } from './fit-table';

/** How an answer is printed: for programs as JSON, for people as text. */
export interface OutputOptions {
  readonly json?: boolean;
}

export function print(options: OutputOptions, data: unknown, text: () => string): void {
  writeText(process.stdout, `${options.json ? JSON.stringify(data, null, 2) : text()}\n`);
}

/** Tells people more than the answer; a program that reads JSON finds it in there. */
export function note(options: OutputOptions, text: string): void {
  if (!options.json) writeText(process.stderr, `${text}\n`);
}

/** Warns of an outcome that is no failure, but not as one would wish. */
export function warn(options: OutputOptions, warning: string): void {
  writeText(process.stderr, `${options.json ? JSON.stringify({ warning }) : `Warning: ${warning}`}\n`);
}

let json = false;

/** Says for the command to come whether all that it says is JSON. */
export function speakJson(isWanted: boolean): void {
  json = isWanted;
}

/** For problems and warnings, which can come before a command has options. */
export function speaksJson(): boolean {
  return json;
}

/** Whether a command line asks for JSON, also where the rest of it makes no sense. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).includes('--json');
}

/**
 * A table without colours and without lines between its rows, so that it can be cut and pasted. It fits the terminal;
 * elsewhere no row is broken.
 */
export function table(
  head: readonly string[],
  rows: readonly TableRow[],
  width = process.stdout.isTTY ? process.stdout.columns : 0,
): string {
  const fitted = fitColumns(shownCells([head, ...rows]), width || Infinity);
  if (fitted === null) return rows.map((row) => describeRow(head, row)).join('\n\n');
  const [fittedHead = [], ...fittedRows] = fitted;
  const drawn = new Table({ head: fittedHead, style: { head: [], border: [], compact: true } });
  drawn.push(...fittedRows);
  return drawn.toString();
}

/** Escapes count for the width of a column. */
function shownCells(rows: readonly TableRow[]): TableRow[] {
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? terminalText(cell) : cell)));
}

/** Where a table has no room: a line for each cell that says something. */
function describeRow(head: readonly string[], row: TableRow): string {
  const labelled = row.map((cell, column) => [head[column] ?? '', String(cell)] as const);
  return labelled.flatMap(([label, text]) => (text === '' ? [] : [`${label}: ${text}`])).join('\n');
}
