import { parse, type Options, type Parser } from 'csv-parse';
import { MAX_RECORD_CHARACTERS } from './bound-lines';
import type { Delimiter } from './delimiter';
import { unquote } from './quoted-text';

/** The fields of a row and the line where it ends. */
export interface NumberedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Takes the bytes of a table and gives its records, the header first. */
export function recordParser(delimiter: Delimiter): Parser {
  // Tab-separated text may hold quotes that do not belong together; where they enclose a field, they go afterwards.
  const isText = delimiter === '\t';
  const options: Options<NumberedRecord, string[]> = {
    bom: true,
    delimiter,
    quote: isText ? null : '"',
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
    on_record: (fields: string[], { lines }): NumberedRecord => ({
      line: lines,
      fields: isText ? fields.map(unquote) : fields,
    }),
  };
  // parse() declares no form in which on_record changes the type of a record.
  return parse(options as unknown as Options);
}
