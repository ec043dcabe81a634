import { randomUUID } from 'node:crypto';
import { finished, pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ContentCoding } from './content-coding';
import { exportHeaders } from './export-headers';
import type { ExportTable } from './tables/export-table';
import { textBlocks, type TextFormat } from './writing/text-blocks';

/** How a table left: whole, as far as the client wanted it, or as far as it could be made. */
export type ExportEnd = 'sent' | 'given_up' | 'failed';

/** How a table is to be sent. */
export interface ExportForm {
  readonly format: TextFormat;
  readonly coding: ContentCoding;
}

/** A request and its answer. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const BUFFERED_BYTES = 64 * 1_024;
/** The default level takes three times as long, for a tenth less. */
const GZIP = { level: 2, chunkSize: BUFFERED_BYTES };
const zip = promisify(gzip);

/** Sends tables while they are written, and counts how that ends. */
@Injectable()
export class ExportStreams {
  /** Those that have ended in this process. */
  readonly ended: Readonly<Record<ExportEnd, number>>;
  private readonly counts: Record<ExportEnd, number> = { sent: 0, given_up: 0, failed: 0 };
  private readonly logger = new Logger('Exports');
  private open = 0;
  private written = 0;

  constructor() {
    this.ended = this.counts;
  }

  /** Those that have begun and not ended. */
  get underWay(): number {
    return this.open;
  }

  /** Characters of tables that have been written, before any compression. */
  get charactersWritten(): number {
    return this.written;
  }

  /**
   * The answer that brings a table. Its first rows are made before anything leaves, so that a table which cannot be made at all
   * is an error as any other; one that fails later ends the connection, and no client can take it for whole.
   */
  async send(
    table: ExportTable,
    { format, coding }: ExportForm,
    { request, reply }: Exchange,
  ): Promise<StreamableFile> {
    const blocks = textBlocks(table, format);
    const first = await blocks.next();
    reply.headers(exportHeaders(table, format));
    if (coding === 'gzip') reply.header('content-encoding', 'gzip');
    if (request.method === 'HEAD') return new StreamableFile(Readable.from([], { objectMode: false }));
    const text = Readable.from(this.counted(first.value ?? '', blocks), {
      objectMode: false,
      highWaterMark: BUFFERED_BYTES,
    });
    this.open++;
    const ended = (error?: Error | null): void => {
      this.open--;
      this.counts[this.endOf(error, table.name, request.id)]++;
    };
    if (coding === 'gzip') return new StreamableFile(pipeline(text, createGzip(GZIP), ended));
    finished(text, ended);
    return new StreamableFile(text);
  }

  /** The same of a table that is small, and made for one client alone: as one piece, which no slow client keeps under way. */
  async whole(table: ExportTable, { format, coding }: ExportForm, reply: FastifyReply): Promise<Buffer> {
    const blocks: Buffer[] = [];
    for await (const block of textBlocks(table, format)) blocks.push(Buffer.from(block));
    const text = Buffer.concat(blocks);
    reply.headers(exportHeaders(table, format));
    if (coding === 'identity') return text;
    reply.header('content-encoding', 'gzip');
    return zip(text, GZIP);
  }

  private async *counted(first: string, blocks: AsyncIterable<string>): AsyncGenerator<string> {
    this.written += first.length;
    yield first;
    for await (const block of blocks) {
      this.written += block.length;
      yield block;
    }
  }

  private endOf(error: Error | null | undefined, name: string, requestId: string): ExportEnd {
    if (!error) return 'sent';
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return 'given_up';
    const msg = `The export of ${name} ended before it was whole`;
    this.logger.error({ msg, error_id: randomUUID(), request_id: requestId, err: error });
    return 'failed';
  }
}
