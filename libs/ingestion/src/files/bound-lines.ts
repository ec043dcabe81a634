/** The longest official line has 1,052; one that is longer than this is no line of a table. */
export const MAX_RECORD_CHARACTERS = 16_384;
/** However many bytes a character takes. */
const MAX_LINE_BYTES = 4 * MAX_RECORD_CHARACTERS;
const LINE_FEED = 0x0a;

export class LineTooLongError extends Error {
  constructor(line?: number) {
    const limit = `${MAX_LINE_BYTES} bytes, or ${MAX_RECORD_CHARACTERS} characters`;
    super(`${line === undefined ? 'a line' : `line ${line}`} is longer than ${limit}`);
  }
}

/**
 * Passes a file on as long as its lines are no longer than those of a table can be. The parser counts only what fields
 * hold, so a line of nothing but delimiters would fill the memory before it became too long for it.
 * @throws LineTooLongError
 */
export async function* boundLines(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of input) {
    for (let start = 0; start < chunk.length;) {
      const end = chunk.indexOf(LINE_FEED, start);
      length += (end < 0 ? chunk.length : end) - start;
      if (length > MAX_LINE_BYTES) throw new LineTooLongError();
      if (end < 0) break;
      length = 0;
      start = end + 1;
    }
    yield chunk;
  }
}
