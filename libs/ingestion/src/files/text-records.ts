import { StringDecoder } from 'node:string_decoder';
import { LineTooLongError, MAX_RECORD_CHARACTERS } from './bound-lines';
import type { NumberedRecord } from './numbered-record';
import { unquote } from './quoted-text';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The records of tab-separated text, as many at a time as a piece of the file holds. A record is a line, and a field what
 * stands between tabs: the official text has no quoting. Tables of half a million rows come so, of which a parser of CSV
 * would make three times the work.
 * @throws LineTooLongError
 */
export async function* textRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<NumberedRecord[]> {
  let decoder: StringDecoder | undefined;
  let line = 0;
  let rest = '';
  const take = (text: string): NumberedRecord[] => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    return lines.flatMap((content) => toRecord(content, ++line) ?? []);
  };
  for await (const chunk of bytes) {
    decoder ??= new StringDecoder(encodingOf(chunk));
    yield take(decoder.write(chunk));
  }
  yield take(`${decoder?.end() ?? ''}\n`);
}

/** What spreadsheets save as Unicode text begins with the byte order mark of UTF-16. */
function encodingOf(beginning: Buffer): BufferEncoding {
  return beginning[0] === 0xff && beginning[1] === 0xfe ? 'utf16le' : 'utf8';
}

/** Null for a line that is empty. */
function toRecord(content: string, line: number): NumberedRecord | null {
  const start = line === 1 && content.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const text = content.slice(start, content.endsWith('\r') ? -1 : undefined);
  if (text.length > MAX_RECORD_CHARACTERS) throw new LineTooLongError(line);
  if (text === '') return null;
  const fields = text.split('\t');
  return { line, fields: text.includes('"') ? fields.map(unquote) : fields };
}
