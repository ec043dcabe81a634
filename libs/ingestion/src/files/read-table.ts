import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CatalogueColumn } from '@app/onet';
import { CsvError } from 'csv-parse';
import { SourceInvalidError } from '../ingestion.errors';
import { LineTooLongError, MAX_RECORD_CHARACTERS } from './bound-lines';
import { DecimalNotation } from './decimal-notation';
import { delimiterOf } from './delimiter';
import { findColumns, type ColumnPlace } from './find-columns';
import { readHeaderLine } from './header-line';
import type { NumberedRecord } from './numbered-record';
import { recordsOf } from './parse-records';

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
  /** The size of the rows when they were read, also of parts that were not kept. */
  size: number;
}

/** A batch is worked on in one go, which holds up the requests that are served meanwhile. */
const BATCH_ROWS = 1_000;
/** Characters and fields: three times what a batch of official rows has, so that it is rows that count there. */
const BATCH_SIZE = 500_000;
/** The parser takes a chunk to its end, about 2 ms for this many bytes; a file's own chunks are four times as long. */
const SLICE_BYTES = 16_384;
/** The longest official field has 811; no column of a release takes more, and a MySQL text column just about this. */
const MAX_FIELD_CHARACTERS = 10_000;
/** More than is stored of it, so that the store sees that it goes on. */
const KEPT_OF_MISSHAPEN = 400;

/** The character in place of bytes that are not UTF-8, and NUL, at which SQLite's driver cuts a text. */
const NO_TEXT = /[\uFFFD\0]/;

/**
 * Reads an O*NET table batch by batch. Its header line tells what delimits its fields. Columns are found by their
 * header; columns that the catalogue does not know are left out. Fields stay exactly as they stand in the file, without
 * what belongs to the form of the file: quotes around them and decimal commas.
 * @throws SourceInvalidError if the header lacks a column or has it twice, or the file is no table at all
 */
export async function* readTable(
  input: Readable,
  columns: readonly CatalogueColumn[],
  fileName: string,
): AsyncGenerator<TableBatch> {
  let table: Table | undefined;
  let batch = emptyBatch();
  try {
    const { headerLine, bytes } = await readHeaderLine(slices(input));
    const delimiter = delimiterOf(headerLine);
    for await (const records of recordsOf(bytes, delimiter)) {
      for (const record of records) {
        if (table) addRecord(batch, record, table);
        else {
          const places = findColumns(record.fields, columns, fileName);
          table = { width: record.fields.length, places, notation: new DecimalNotation(delimiter) };
        }
        if (batch.rows.length + batch.misshapen.length < BATCH_ROWS && batch.size < BATCH_SIZE) continue;
        yield batch;
        batch = emptyBatch();
      }
    }
  } catch (cause) {
    throw cause instanceof CsvError || cause instanceof LineTooLongError ? notATable(fileName, cause) : cause;
  } finally {
    input.destroy();
  }
  if (!table) throw new SourceInvalidError(`${fileName} is empty; use a complete O*NET database download.`);
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

interface Table {
  /** How many fields a row has. */
  readonly width: number;
  readonly places: readonly ColumnPlace[];
  readonly notation: DecimalNotation;
}

function addRecord(batch: OpenBatch, record: NumberedRecord, table: Table): void {
  const { line, fields } = record;
  batch.size += sizeOf(fields);
  const row = toRow(fields, table);
  if (typeof row === 'string') batch.misshapen.push({ line, text: beginningOf(fields), reason: row });
  else batch.rows.push({ line, fields: row });
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

/** The fields in the order of the catalogue's columns, or why they make no row. */
function toRow(fields: readonly string[], { width, places, notation }: Table): string[] | string {
  if (fields.length !== width) return `${fields.length} fields, expected ${width}`;
  const fault = findFieldFault(fields);
  if (fault !== null) return fault;
  const row: string[] = [];
  for (const { position, decimal } of places) {
    const field = position === null ? '' : (fields[position] ?? '');
    const plain = decimal ? notation.withPoint(field) : field;
    if (plain === null) return `${field.trim()} has a decimal point, where the numbers before it have decimal commas`;
    row.push(plain);
  }
  return row;
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
