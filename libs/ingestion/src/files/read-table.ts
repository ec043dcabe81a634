import { pipeline, type Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalName, type CatalogueColumn } from '@app/onet';
import { CsvError, parse, type Options } from 'csv-parse';
import { SourceInvalidError } from '../ingestion.errors';
import { boundLines, LineTooLongError, MAX_RECORD_CHARACTERS } from './bound-lines';
import type { FileFormat } from './select-files';

/** A row as found: its fields in the order of the catalogue's columns. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A row that cannot be taken as it stands: it has not as many fields as the header, or holds what is no text. */
export interface MisshapenRow {
  readonly line: number;
  /** Its beginning. */
  readonly text: string;
  readonly reason: string;
}

export interface TableBatch {
  readonly rows: readonly TableRow[];
  readonly misshapen: readonly MisshapenRow[];
}

interface OpenBatch {
  rows: TableRow[];
  misshapen: MisshapenRow[];
  /** What the rows took when they were read, whatever was kept of them. */
  size: number;
}

interface NumberedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** What is done with a batch in one go holds up the requests that are served meanwhile. */
const BATCH_ROWS = 1_000;
/** Characters and fields: three times what a batch of official rows has, so that it is rows that count there. */
const BATCH_SIZE = 500_000;
/** The parser takes a chunk to its end, about 2 ms for this many bytes; a file's own chunks are four times as long. */
const SLICE_BYTES = 16_384;
/** The longest official field has 811; no column of a release takes more, and a MySQL text column just about this. */
const MAX_FIELD_CHARACTERS = 10_000;
/** More than is stored of it, so that whoever stores it sees that it goes on. */
const KEPT_OF_MISSHAPEN = 400;

/** What is left of bytes that are not UTF-8, and NUL, at which SQLite's driver cuts a text. */
const NO_TEXT = /[\uFFFD\0]/;

type RecordOptions = Options<NumberedRecord, string[]>;

const COMMON: RecordOptions = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: MAX_RECORD_CHARACTERS,
  on_record: (fields: string[], { lines }): NumberedRecord => ({ line: lines, fields }),
};

/** The text form has no quoting: `"` is a character like any other there. */
const FORM: Readonly<Record<FileFormat, RecordOptions>> = {
  text: { ...COMMON, delimiter: '\t', quote: null, record_delimiter: ['\r\n', '\n'] },
  csv: { ...COMMON, delimiter: ',', record_delimiter: ['\r\n', '\n'] },
};

/**
 * Reads an O*NET table batch by batch. Columns are found by their header; columns that the catalogue does not know are
 * left out. Fields stay exactly as they stand in the file.
 * @throws SourceInvalidError if the header lacks a column or has it twice, or the file is no table at all
 */
export async function* readTable(
  input: Readable,
  format: FileFormat,
  columns: readonly CatalogueColumn[],
  fileName: string,
): AsyncGenerator<TableBatch> {
  let header: Header | undefined;
  let batch = emptyBatch();
  try {
    // A failing input ends the parser, whose reader here gets the error.
    // parse() declares no form in which on_record changes the type of a record.
    const parser = pipeline(input, slices, boundLines, parse(FORM[format] as unknown as Options), () => undefined);
    for await (const record of parser as AsyncIterable<NumberedRecord>) {
      if (!header) header = readHeader(record.fields, columns, fileName);
      else addRecord(batch, record, header);
      if (batch.rows.length + batch.misshapen.length < BATCH_ROWS && batch.size < BATCH_SIZE) continue;
      yield batch;
      batch = emptyBatch();
    }
  } catch (cause) {
    throw cause instanceof CsvError || cause instanceof LineTooLongError ? notATable(fileName, cause) : cause;
  }
  if (!header) throw new SourceInvalidError(`${fileName} is empty; use a complete O*NET database download.`);
  yield batch;
}

async function* slices(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of input) {
    for (let start = 0; start < chunk.length; start += SLICE_BYTES) {
      yield chunk.subarray(start, start + SLICE_BYTES);
      await nextTurn();
    }
  }
}

interface Header {
  readonly width: number;
  /** Where each column of the catalogue stands in the file. */
  readonly positions: readonly number[];
}

function readHeader(names: readonly string[], columns: readonly CatalogueColumn[], fileName: string): Header {
  const canonical = names.map(canonicalName);
  const positions = columns.map(({ headers }) => {
    const known = headers.map(canonicalName);
    const found = canonical.flatMap((name, position) => (known.includes(name) ? [position] : []));
    const column = headers.map((name) => `"${name}"`).join(' or ');
    if (found.length > 1) throw new SourceInvalidError(`${fileName} has the column ${column} more than once.`);
    if (found[0] !== undefined) return found[0];
    throw new SourceInvalidError(
      `${fileName} has no column ${column}; its first line must name the columns of an O*NET table, separated by ` +
        'tabs (.txt) or commas (.csv).',
    );
  });
  return { width: names.length, positions };
}

function addRecord(batch: OpenBatch, record: NumberedRecord, header: Header): void {
  const { line, fields } = record;
  batch.size += sizeOf(fields);
  const reason = findFault(fields, header.width);
  if (reason !== null) batch.misshapen.push({ line, text: beginningOf(fields), reason });
  else batch.rows.push({ line, fields: header.positions.map((position) => fields[position] ?? '') });
}

/** A field without a character takes memory as well. */
function sizeOf(fields: readonly string[]): number {
  return fields.reduce((size, field) => size + field.length, fields.length);
}

function beginningOf(fields: readonly string[]): string {
  let text = fields[0] ?? '';
  for (let i = 1; i < fields.length && text.length < KEPT_OF_MISSHAPEN; i++) text += `\t${fields[i]}`;
  return text.slice(0, KEPT_OF_MISSHAPEN);
}

function findFault(fields: readonly string[], width: number): string | null {
  return fields.length === width ? findFieldFault(fields) : `${fields.length} fields, expected ${width}`;
}

/** Why a row's fields can not even land; null if they can. */
export function findFieldFault(fields: readonly string[]): string | null {
  if (fields.some((field) => field.length > MAX_FIELD_CHARACTERS)) {
    return `has a field of more than ${MAX_FIELD_CHARACTERS} characters`;
  }
  if (sizeOf(fields) > MAX_RECORD_CHARACTERS) return `has more than ${MAX_RECORD_CHARACTERS} characters`;
  return fields.some((field) => NO_TEXT.test(field)) ? 'holds bytes that are not UTF-8 text' : null;
}

function emptyBatch(): OpenBatch {
  return { rows: [], misshapen: [], size: 0 };
}

function notATable(fileName: string, cause: Error): SourceInvalidError {
  return new SourceInvalidError(`${fileName} is damaged: ${cause.message}. Download it again.`, cause);
}
