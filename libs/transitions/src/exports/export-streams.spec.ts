import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { Controller, Get, Logger, Module, Req, Res, type StreamableFile } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding } from './content-coding';
import { ExportStreams, type ExportEnd } from './export-streams.service';
import { columnsOf, type Cell, type ExportTable } from './tables/export-table';

const COLUMNS = [...columnsOf('text', 'code'), ...columnsOf('number', 'share')];
/** Characters of a code: one row is a kilobyte. */
const LENGTH = 1_000;
/** Far more than the buffers of both ends of a connection hold. */
const MANY = 60_000;
const ROWS = 500;
const PATIENCE_MS = 30_000;

let made = 0;
let table: ExportTable;

@Controller()
class TableController {
  constructor(private readonly streams: ExportStreams) {}

  @Get()
  send(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    return this.streams.send(table, { format: 'csv', coding: chooseCoding(request, reply) }, { request, reply });
  }
}

@Module({ controllers: [TableController], providers: [ExportStreams] })
class TableModule {}

/** @param failsAfter rows */
function tableOf(rows: number, failsAfter = Infinity): ExportTable {
  made = 0;
  function* each(): Iterable<readonly Cell[]> {
    for (; made < rows; made++) {
      if (made === failsAfter) throw new Error('no more rows');
      yield [String(made).padStart(LENGTH, '0'), made / 1_000_000];
    }
  }
  return { name: 'pairs', release: '29.0', columns: COLUMNS, rows: each };
}

jest.setTimeout(PATIENCE_MS);

describe('a table that is sent', () => {
  let app: NestFastifyApplication;
  let streams: ExportStreams;
  let url: string;
  let told: jest.SpyInstance;

  beforeEach(async () => {
    told = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    app = await NestFactory.create<NestFastifyApplication>(TableModule, new FastifyAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/`;
    streams = app.get(ExportStreams);
  });
  afterEach(async () => {
    told.mockRestore();
    await app.close();
  });

  const ended = async (end: ExportEnd): Promise<void> => {
    for (let waited = 0; streams.underWay > 0 && waited < 500; waited++) await sleep(10);
    expect({ ...streams.ended, underWay: streams.underWay }).toEqual({
      ...{ sent: 0, given_up: 0, failed: 0, underWay: 0 },
      [end]: 1,
    });
  };
  const open = (headers: Record<string, string> = {}): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      httpGet(url, { headers, agent: false }, resolve).on('error', reject);
    });

  it('arrives row by row, and says what it is', async () => {
    table = tableOf(ROWS);
    const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    const text = await answer.text();
    expect(text.split('\r\n')).toHaveLength(ROWS + 2);
    expect(text).toMatch(/^code,share\r\n0{1000},0\r\n0{999}1,0\.000001\r\n/);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="onet-29.0-pairs.csv"',
      vary: 'Accept-Encoding',
    });
    expect(answer.headers.get('content-encoding')).toBeNull();
    await ended('sent');
    expect(streams.charactersWritten).toBe(text.length + 1);
  });

  it('is compressed for who takes that, and the same', async () => {
    table = tableOf(ROWS);
    const answer = await open({ 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const zipped = Buffer.concat(chunks);
    const text = gunzipSync(zipped).toString();
    expect(text.startsWith('\ufeffcode,share\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(ROWS + 2);
    expect(zipped.length).toBeLessThan(text.length / 3);
    await ended('sent');
  });

  it('is not made for HEAD, which gets its headers', async () => {
    table = tableOf(MANY);
    const answer = await fetch(url, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      ...[200, 'attachment; filename="onet-29.0-pairs.csv"'],
    ]);
    expect(answer.headers.get('content-length')).toBeNull();
    expect(made).toBeLessThan(ROWS);
    expect(streams.ended.sent + streams.ended.given_up).toBe(0);
  });

  it('is an error as any other where not even its first rows can be made', async () => {
    table = tableOf(MANY, 0);
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([500, null]);
    expect(streams.underWay).toBe(0);
  });

  it.each(['identity', 'gzip'])(
    'does not look whole where it fails on its way (%s), and that is logged',
    async (coding) => {
      table = tableOf(MANY, MANY / 2);
      const answer = await fetch(url, { headers: { 'accept-encoding': coding } });
      expect(answer.status).toBe(200);
      await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
      await ended('failed');
      expect(told).toHaveBeenCalledWith(
        expect.objectContaining({
          msg: 'The export of pairs ended before it was whole',
          err: expect.objectContaining({ message: 'no more rows' }) as Error,
        }),
      );
    },
  );

  it.each(['identity', 'gzip'])('is made no further when the client goes (%s)', async (coding) => {
    table = tableOf(MANY);
    const answer = await open({ 'accept-encoding': coding });
    await new Promise((resolve) => answer.once('data', resolve));
    answer.destroy();
    await ended('given_up');
    const then = made;
    await sleep(100);
    expect(made).toBe(then);
    expect(made).toBeLessThan(MANY / 2);
    expect(told).not.toHaveBeenCalled();
  });

  it('is made no faster than the client reads', async () => {
    table = tableOf(MANY);
    const answer = await open({ 'accept-encoding': 'identity' });
    answer.pause();
    let before = -1;
    while (made !== before) {
      before = made;
      await sleep(300);
    }
    // What the sockets of this machine hold.
    expect(made).toBeLessThan(MANY / 2);
    let bytes = 0;
    for await (const chunk of answer) bytes += (chunk as Buffer).length;
    expect(made).toBe(MANY);
    expect(bytes).toBe(streams.charactersWritten + 2);
    await ended('sent');
  });
});
