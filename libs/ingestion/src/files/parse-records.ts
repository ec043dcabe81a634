import { pipeline } from 'node:stream';
import { parse, type Options, type Parser } from 'csv-parse';
import { boundLines, MAX_RECORD_CHARACTERS } from './bound-lines';
import type { Delimiter } from './delimiter';
import type { NumberedRecord } from './numbered-record';
import { textRecords } from './text-records';

/**
 * The records of a table, the header first, some at a time.
 * @throws LineTooLongError, CsvError
 */
export function recordsOf(
  bytes: AsyncIterable<Buffer>,
  delimiter: Delimiter,
): AsyncIterable<readonly NumberedRecord[]> {
  return delimiter === '\t' ? textRecords(boundLines(bytes)) : csvRecords(bytes, delimiter);
}

async function* csvRecords(bytes: AsyncIterable<Buffer>, delimiter: Delimiter): AsyncGenerator<NumberedRecord[]> {
  // A failing input ends the parser, whose reader here gets the error.
  const parser = pipeline(bytes, boundLines, csvParser(delimiter), () => undefined);
  for await (const record of parser as AsyncIterable<NumberedRecord>) yield [record];
}

function csvParser(delimiter: Delimiter): Parser {
  const options: Options<NumberedRecord, string[]> = {
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    on_record: (fields: string[], { lines }): NumberedRecord => ({ line: lines, fields }),
  };
  // parse() declares no form in which on_record changes the type of a record.
  return parse(options as unknown as Options);
}
