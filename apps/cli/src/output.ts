import { terminalText, writeText } from '@app/onet';
import Table from 'cli-table3';
import { breakText, fitColumns, placesOf, type TableRow } from './fit-table';

/** Before what belongs to the row above. */
const INDENT = '  ';

/** How an answer is printed: for programs as JSON, for people as text. */
export interface OutputOptions {
  readonly json?: boolean;
}

export function print(options: OutputOptions, data: unknown, text: () => string): void {
  writeText(process.stdout, `${options.json ? JSON.stringify(data, null, 2) : text()}\n`);
}

/** Prints comma-separated values, whose ends of lines a terminal may obey. */
export function printCsv(text: string): void {
  // eslint-disable-next-line no-restricted-syntax -- what stands in the lines is written as writeText would
  process.stdout.write(shownLines(text));
}

/**
 * Writes a long text block by block, as fast as it is read; on a terminal as `printCsv` does. Whoever has read enough, as `head`
 * has, ends it.
 */
export async function writeBlocks(blocks: AsyncIterable<string>): Promise<void> {
  const { stdout } = process;
  // What goes wrong comes with each block.
  stdout.on('error', ignore);
  try {
    for await (const block of blocks) await writeBlock(stdout.isTTY ? shownLines(block) : block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  } finally {
    stdout.off('error', ignore);
  }
}

function writeBlock(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // eslint-disable-next-line no-restricted-syntax -- a file or another program gets the table as it is
    process.stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function shownLines(text: string): string {
  return text.split('\r\n').map(terminalText).join('\r\n');
}

function ignore(): void {
  // See above.
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
  const options = args.slice(0, end < 0 ? undefined : end);
  const isFormat = (option: string, i: number): boolean => option === 'json' && options[i - 1] === '--format';
  return options.some((option, i) => option === '--json' || option === '--format=json' || isFormat(option, i));
}

/** How wide the terminal is; 0 where there is none. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : 0;
}

/**
 * A table without colours and without lines between its rows, so that it can be cut and pasted. It fits the terminal;
 * elsewhere no row is broken.
 * @param notes texts to stand below rows, across all columns, by the positions of the rows
 */
export function table(
  head: readonly string[],
  rows: readonly TableRow[],
  width = terminalWidth(),
  notes: ReadonlyMap<number, string> = new Map(),
): string {
  const fitted = fitColumns(shownCells([head, ...rows]), width || Infinity);
  if (fitted === null) return rows.map((row, i) => describeRow(head, row, notes.get(i))).join('\n\n');
  const [fittedHead = [], ...fittedRows] = fitted;
  const drawn = new Table({ head: fittedHead, style: { head: [], border: [], compact: true } });
  for (const [i, row] of fittedRows.entries()) {
    drawn.push(row);
    const note = notes.get(i);
    if (note !== undefined) {
      const lines = breakText(terminalText(note), placesOf(fitted) - INDENT.length).split('\n');
      drawn.push([{ colSpan: head.length, content: lines.map((line) => `${INDENT}${line}`).join('\n') }]);
    }
  }
  return drawn.toString();
}

/** Escapes count for the width of a column. */
function shownCells(rows: readonly TableRow[]): TableRow[] {
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? terminalText(cell) : cell)));
}

/** Where a table has no room: a line for each cell that says something. */
function describeRow(head: readonly string[], row: TableRow, note?: string): string {
  const labelled = row.map((cell, column) => [head[column] ?? '', String(cell)] as const);
  const lines = labelled.flatMap(([label, text]) => (text === '' ? [] : [`${label}: ${text}`]));
  return [...lines, ...(note === undefined ? [] : [note])].join('\n');
}
