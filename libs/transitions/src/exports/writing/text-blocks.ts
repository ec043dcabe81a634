import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportTable } from '../tables/export-table';
import { csvRows } from './csv';
import { ndjsonRows } from './ndjson';
import type { MakeRowWriter } from './row-writer';

/** The formats of text that tables are written in. */
export const TEXT_FORMATS = ['csv', 'ndjson'] as const;

export type TextFormat = (typeof TEXT_FORMATS)[number];

const WRITERS: Readonly<Record<TextFormat, MakeRowWriter>> = { csv: csvRows, ndjson: ndjsonRows };
/** Characters: they are written in a millisecond, which is what others wait for, and a connection takes as much at once. */
const BLOCK = 64 * 1_024;

/** A table as text, in blocks; other requests are served between them. Whoever stops reading stops the writing. */
export async function* textBlocks(table: ExportTable, format: TextFormat): AsyncGenerator<string, void> {
  for (const block of blocksOf(table, format)) {
    yield block;
    await nextTurn();
  }
}

/** Rows are joined here and not by csv-stringify, which takes three times as long. */
function* blocksOf({ columns, rows }: ExportTable, format: TextFormat): Iterable<string> {
  const { head, line } = WRITERS[format](columns);
  let block = head;
  for (const row of rows()) {
    block += line(row);
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
