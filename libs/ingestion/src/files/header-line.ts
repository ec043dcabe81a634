/** No header of an O*NET table has more than 300 characters. */
const MAX_HEADER_BYTES = 65_536;
/** The first line that is not empty, with its end; a byte order mark is no part of it. */
const FIRST_LINE = /^\uFEFF?(?:\r?\n)*([^\r\n]+)[\r\n]/;

export interface TableBytes {
  /** As much of it as there is, if it does not end. */
  readonly headerLine: string;
  /** The whole file, the header line included. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** Reads a file as far as its header line goes, before anything is made of it. */
export async function readHeaderLine(chunks: AsyncGenerator<Buffer>): Promise<TableBytes> {
  let head = Buffer.alloc(0);
  let headerLine: string | undefined;
  while (headerLine === undefined && head.length < MAX_HEADER_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
    headerLine = FIRST_LINE.exec(head.toString('utf8'))?.[1];
  }
  return { headerLine: headerLine ?? head.toString('utf8'), bytes: join(head, chunks) };
}

async function* join(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}
