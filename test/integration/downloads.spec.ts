import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { parseEnvironment } from '@app/config';
import { Downloader, DOWNLOAD_LIMITS, ReleaseFinder, SourcesService, type DownloadLimits } from '@app/ingestion';
import type { RunProgress } from '@app/runs';
import { DownloadServer, type FileManners } from '../support/sources/download-server';
import { onetFiles } from '../support/sources/release-forms';
import { bomb, damagedZip, lyingBomb, zip, zipWithPath, type ZipEntry } from '../support/sources/zip-archive';

const FILE = 'db_99_1_text.zip';
const PATH = `/onet/${FILE}`;
/** What is told of it. */
const SHOWN = `/…/${FILE}`;
const QUICK: DownloadLimits = { ...DOWNLOAD_LIMITS, silenceMs: 400, overallMs: 5_000, retries: 3, retryDelayMs: 1 };

let server: DownloadServer;
let archive: Buffer;
let folder: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  server = await DownloadServer.start();
  // Padded with what does not compress, so that there is a middle to be cut in.
  archive = await zip([...entries(), ['db_99_1_text/Other.bin', randomBytes(300_000)]]);
});
afterAll(() => server.stop());

beforeEach(async () => {
  server.clear();
  folder = await mkdtemp(join(tmpdir(), 'skill-gap-downloads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function entries(): ZipEntry[] {
  return [...onetFiles()].map(([name, content]) => [`db_99_1_text/${name}`, content]);
}

interface Fetched {
  readonly files: readonly string[];
  readonly description: string;
  readonly progress: readonly RunProgress[];
}

/** What an ingestion would find, with a downloader that knows nothing but what is in the folder. */
async function open(location: string, limits: Partial<DownloadLimits> = {}): Promise<Fetched> {
  const downloader = new Downloader(folder, { ...QUICK, ...limits });
  const progress: RunProgress[] = [];
  const sources = new SourcesService(downloader, new ReleaseFinder(`${server.url}/onet/`, 1), parseEnvironment({}));
  const source = await sources.open(location, { onProgress: (step) => progress.push(step) });
  await source.close();
  return { files: source.files.map(({ name }) => name).sort(), description: source.description, progress };
}

function serve(content: Buffer, manners: FileManners = {}): void {
  server.file(PATH, content, manners);
}

const url = () => server.url + PATH;

/** Files that are read, which is what counts; notes beside them are not. */
async function wholeFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.zip'));
}

async function expectWhole(fetched: Fetched): Promise<void> {
  expect(fetched.files).toEqual([...onetFiles().keys(), 'Other.bin'].sort());
  expect(fetched.description).toBe(server.url + SHOWN);
  const [whole] = await wholeFiles();
  expect((await readFile(join(folder, whole!))).equals(archive)).toBe(true);
}

describe('a download', () => {
  it('arrives whole, with its progress in bytes', async () => {
    serve(archive);
    const fetched = await open(url());
    await expectWhole(fetched);
    const { stage, done, total, unit } = fetched.progress.at(-1)!;
    expect({ stage, done, total, unit }).toEqual({
      stage: 'downloading db_99_1_text.zip',
      done: archive.length,
      total: archive.length,
      unit: 'bytes',
    });
    const counts = fetched.progress.map((step) => step.done);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it('is not repeated while the server says that the file has not changed', async () => {
    serve(archive);
    await open(url());
    await expectWhole(await open(url()));
    expect(server.requests.map(({ sent }) => sent)).toEqual([archive.length, 0]);
  });

  it('is repeated when the file has changed', async () => {
    serve(await zip(entries()));
    await open(url());
    serve(archive);
    await expectWhole(await open(url()));
    expect(await wholeFiles()).toHaveLength(1);
  });

  it('that is cut in the middle goes on where it stopped', async () => {
    serve(archive, { cutAfter: 100_000, times: 2 });
    await expectWhole(await open(url()));
    expect(server.seen('GET')).toEqual([PATH, `${PATH} bytes=100000-`, `${PATH} bytes=200000-`]);
    expect(server.requests.reduce((sum, { sent }) => sum + sent, 0)).toBe(archive.length);
  });

  it('whose process died goes on in the next one', async () => {
    serve(archive, { cutAfter: 100_000 });
    await expect(open(url(), { retries: 0 })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(await wholeFiles()).toEqual([]);
    serve(archive);
    await expectWhole(await open(url()));
    expect(server.seen('GET').at(-1)).toBe(`${PATH} bytes=100000-`);
  });

  it.each<[string, FileManners]>([
    ['that knows no ranges', { ranges: false }],
    ['that says nothing by which the file could be known again', { validators: false }],
  ])('from a server %s begins anew after a cut', async (_what, manners) => {
    serve(archive, { ...manners, cutAfter: 100_000, times: 1 });
    await expectWhole(await open(url()));
    expect(server.requests.map(({ sent }) => sent)).toEqual([100_000, archive.length]);
  });

  it('takes nothing of a file that was replaced while the download was broken', async () => {
    serve(await zip([...entries(), ['db_99_1_text/Other.bin', randomBytes(300_000)]]), { cutAfter: 100_000 });
    await expect(open(url(), { retries: 0 })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    serve(archive);
    await expectWhole(await open(url()));
  });

  it('begins anew where the server sends another part than was asked for', async () => {
    serve(archive, { cutAfter: 100_000 });
    await expect(open(url(), { retries: 0 })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    server.on(PATH, (_request, response) => {
      serve(archive);
      response.writeHead(206, { 'content-range': `bytes 5-${archive.length - 1}/${archive.length}` });
      response.end(archive.subarray(5));
    });
    await expectWhole(await open(url()));
  });

  it('begins anew where its pieces do not fit together', async () => {
    serve(archive, { cutAfter: 100_000 });
    await expect(open(url(), { retries: 0 })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    const [part] = (await readdir(folder)).filter((name) => name.endsWith('.part'));
    await writeFile(join(folder, part!), randomBytes(100_000));
    serve(archive);
    await expectWhole(await open(url()));
    expect(server.seen('GET').slice(1)).toEqual([`${PATH} bytes=100000-`, PATH]);
  });

  it('from a server that falls silent fails after a while, and goes on the next time', async () => {
    serve(archive, { silentAfter: 100_000 });
    await expect(open(url(), { retries: 0 })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/the server sent nothing for 0\.4 s after 100000 of \d+ bytes\. Try again later/),
    });
    serve(archive);
    await expectWhole(await open(url()));
    expect(server.seen('GET').at(-1)).toBe(`${PATH} bytes=100000-`);
  });

  it('from a server that does not even begin to answer fails after a while', async () => {
    server.on(PATH, () => undefined);
    await expect(open(url(), { retries: 1 })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('the server sent nothing for 0.4 s'),
    });
    expect(server.requests).toHaveLength(2);
  });

  it('that takes too long altogether is given up, and goes on the next time', async () => {
    server.on(PATH, (_request, response) => {
      response.writeHead(200, { 'content-length': archive.length, etag: '"slow"' });
      let at = 0;
      const timer = setInterval(() => response.write(archive.subarray(at, (at += 1_000))), 50);
      response.on('close', () => clearInterval(timer));
    });
    await expect(open(url(), { overallMs: 700 })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/it takes longer than 0\.7 s\. Run it again to go on where it stopped/),
    });
    expect(server.requests).toHaveLength(1);
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/\.part$/));
  });

  it('that is shorter than announced fails, however often it is tried', async () => {
    serve(archive, { contentLength: archive.length + 10 });
    await expect(open(url())).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' });
    expect(await wholeFiles()).toEqual([]);
  });

  it('that is longer than announced is no archive, and is not kept', async () => {
    serve(archive, { contentLength: 100_000 });
    await expect(open(url())).rejects.toMatchObject({ code: 'SOURCE_UNREADABLE' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('without an announced length arrives whole', async () => {
    serve(archive, { contentLength: null });
    const fetched = await open(url());
    await expectWhole(fetched);
    expect(fetched.progress.at(-1)).toMatchObject({ done: archive.length, total: null });
  });

  it.each([
    ['announced', {}],
    ['not announced', { contentLength: null }],
  ])('that is too large is refused, its length being %s', async (_how, manners) => {
    serve(archive, manners);
    await expect(open(url(), { maxBytes: 150_000 })).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringContaining('it is larger than 150000 bytes'),
    });
    expect(await wholeFiles()).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('has the checksum that was asked for', async () => {
    serve(archive);
    const sha256 = createHash('sha256').update(archive).digest('hex');
    await expectWhole(await open(`${url()}#sha256=${sha256.toUpperCase()}`));
  });

  it('with another checksum is refused, also if it was kept before', async () => {
    serve(archive);
    await open(url());
    await expect(open(`${url()}#sha256=${'0'.repeat(64)}`)).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringMatching(/its SHA-256 is [0-9a-f]{64}, not 0{64}\. Check which/),
    });
  });

  it.each(['#sha256=123', '#md5=0', '#part'])('is not begun with %s behind its address', async (fragment) => {
    await expect(open(url() + fragment)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message: expect.stringContaining('must be sha256= and 64 hexadecimal digits'),
    });
    expect(server.requests).toEqual([]);
  });

  it('that turns out to be a web page is refused', async () => {
    serve(Buffer.from('<!DOCTYPE html><title>Log in</title>'), { contentType: 'text/html; charset=utf-8' });
    await expect(open(url())).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringContaining('the server sent a web page instead of a zip file'),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    ['unpacks to far too much', () => bomb(entries()), 'SOURCE_INVALID'],
    ['unpacks to more than it says', () => lyingBomb(entries()), 'SOURCE_UNREADABLE'],
    ['leads out of its folder', () => zipWithPath(entries(), '../../Skills.txt'), 'SOURCE_INVALID'],
    ['was damaged', () => damagedZip(entries(), 'db_99_1_text/Skills.txt'), 'SOURCE_UNREADABLE'],
    ['is no archive', () => Promise.resolve(randomBytes(10_000)), 'SOURCE_UNREADABLE'],
  ])('that %s is refused at once, and not kept', async (_what, make, code) => {
    serve(await make());
    await expect(open(url())).rejects.toMatchObject({ code, message: expect.stringContaining(SHOWN) });
    expect(await readdir(folder)).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [404, 'there is no such file (status 404). Check the address'],
    [403, 'the server does not give it to us (status 403)'],
    [418, 'the server answered with status 418'],
  ])('with status %d fails at once', async (status, reason) => {
    server.status(PATH, status);
    await expect(open(url())).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining(reason),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([429, 500, 503])('with status %d is tried again, after as long as the server asks for', async (status) => {
    let asked = 0;
    server.on(PATH, (_request, response) => {
      asked = performance.now();
      response.writeHead(status, { 'retry-after': '1' }).end();
      serve(archive);
    });
    await expectWhole(await open(url()));
    expect(performance.now() - asked).toBeGreaterThan(950);
  });

  it('goes on when a server that went away in the middle is there again', async () => {
    const first = await DownloadServer.start();
    first.file(PATH, archive, { cutAfter: 100_000 });
    const { port } = new URL(first.url);
    const opened = open(first.url + PATH, { retries: 6, retryDelayMs: 100 });
    while (first.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await first.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await DownloadServer.start(Number(port));
    second.file(PATH, archive);
    expect((await opened).files).toContain('Other.bin');
    await second.stop();
  });

  it('from a server that is gone fails with its name, and uses what was kept', async () => {
    const gone = await DownloadServer.start();
    gone.file(PATH, archive);
    const location = gone.url + PATH;
    await open(location);
    await gone.stop();
    expect((await open(location)).files).toContain('Skills.txt');
    await rm(folder, { recursive: true });
    await expect(open(location)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/: 127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\. Try again later/),
    });
  });

  it('whose kept file was damaged on the disk is downloaded again', async () => {
    serve(archive);
    await open(url());
    const [whole] = await wholeFiles();
    await writeFile(join(folder, whole!), 'garbage');
    await expectWhole(await open(url()));
  });

  it('to where nothing can be written fails with the name of the folder', async () => {
    serve(archive);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file');
    await expect(open(url())).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/skill-gap-downloads-\w+ cannot be written \(it is no folder, \w+\)\. Make room/),
    });
  });

  it('keeps the three files that were used last', async () => {
    for (const number of [1, 2, 3, 4]) {
      server.file(`/db_90_${number}_text.zip`, archive);
      await open(`${server.url}/db_90_${number}_text.zip`);
    }
    expect((await wholeFiles()).map((name) => name.split('-', 1)[0])).toEqual([
      'db_90_2_text',
      'db_90_3_text',
      'db_90_4_text',
    ]);
  });

  it.each([
    ['in its query', (token: string) => `${PATH}?token=${token}`],
    ['among the folders of its path', (token: string) => `/onet/${token}/${FILE}`],
    ['at the end of its path', (token: string) => `/onet/${token}`],
    ['as the name of its file', (token: string) => `/${token}.zip`],
  ])('tells nobody the token %s', async (_where, pathWith) => {
    const token = 'secret-of-this-link';
    const path = pathWith(token);
    const [file = ''] = path.split('?');
    server.file(file, archive, { cutAfter: 100_000 });
    const failure: unknown = await open(server.url + path, { retries: 0 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'DOWNLOAD_FAILED', message: expect.not.stringContaining(token) });
    server.file(file, archive);
    const { description, progress } = await open(server.url + path);
    expect(progress.length).toBeGreaterThan(0);
    expect(description + JSON.stringify(progress)).not.toContain(token);
    for (const name of await readdir(folder)) {
      if (name.endsWith('.json')) expect(await readFile(join(folder, name), 'utf8')).not.toContain(token);
      expect(name).not.toContain(token);
    }
  });
});

describe('a redirect', () => {
  const FROM = '/download/newest';

  it('is followed to another path and to another port of this machine', async () => {
    const other = await DownloadServer.start();
    other.redirect('/there', `${server.url}/hop`);
    server.redirect(FROM, `${other.url}/there`);
    server.redirect('/hop', PATH);
    serve(archive);
    const { description, files } = await open(server.url + FROM);
    await other.stop();
    expect(files).toContain('Skills.txt');
    expect(description).toBe(`${server.url}/…`);
  });

  it.each([
    'https://10.0.0.1/db.zip',
    'https://172.16.0.1/db.zip',
    'https://192.168.1.1/db.zip',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/db.zip',
    'https://0.0.0.0/db.zip',
    'https://[fe80::1]/db.zip',
    'https://[fd00::1]/db.zip',
    'https://[::ffff:10.0.0.1]/db.zip',
    'https://[64:ff9b::a00:1]/db.zip',
    'https://167772161/db.zip',
  ])('to %s is refused', async (location) => {
    server.redirect(FROM, location);
    await expect(open(server.url + FROM)).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringMatching(/it redirects to .+, which is not a public address/),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['http://example.org/db.zip', 'http://10.0.0.1/db.zip', 'ftp://example.org/db.zip', 'file:///etc/passwd'])(
    'to %s is refused',
    async (location) => {
      server.redirect(FROM, location);
      await expect(open(server.url + FROM)).rejects.toMatchObject({
        code: 'DOWNLOAD_REFUSED',
        message: expect.stringMatching(/it redirects to .+, not to https:\/\//),
      });
    },
  );

  it.each([null, 'https://'])('to nowhere (%j) is refused', async (location) => {
    server.redirect(FROM, location);
    await expect(open(server.url + FROM)).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringContaining('it redirects to nowhere'),
    });
  });

  it('in a circle is followed five times', async () => {
    server.redirect(FROM, FROM);
    await expect(open(server.url + FROM)).rejects.toMatchObject({
      code: 'DOWNLOAD_REFUSED',
      message: expect.stringContaining('it was redirected more than 5 times'),
    });
    expect(server.requests).toHaveLength(6);
  });
});

describe('the latest release', () => {
  const publish = (...names: string[]) => {
    for (const name of names) server.file(`/onet/db_${name.replace('.', '_')}_text.zip`, archive);
  };
  const newest = (known: string | null) => new ReleaseFinder(`${server.url}/onet/`, 1).newest(known);

  it.each(['29.0', '29.1', '29.2', '30.0', '30.1', '31.0'])('is %s where all others are missing', async (name) => {
    publish(name);
    expect(await newest(null)).toMatchObject({ name });
  });

  it('is the last of all that were published so far, of which few are asked for', async () => {
    publish('29.0', '29.1', '29.2', '29.3', '30.0', '30.1', '30.2', '30.3', '31.0', '31.1');
    expect(await newest(null)).toMatchObject({ name: '31.1' });
    expect(server.requests.length).toBeLessThan(20);
  });

  it.each([
    ['30.3', '30.4'],
    ['30.3', '31.0'],
    ['30.3', '31.1'],
    ['31.0', '32.0'],
    ['99.9', '100.0'],
  ])('after %s is %s', async (known, next) => {
    publish(known, next);
    expect(await newest(known)).toEqual({
      name: next,
      url: new URL(`${server.url}/onet/db_${next.replace('.', '_')}_text.zip`),
    });
  });

  it('is found behind releases that are missing', async () => {
    publish('29.1', '30.1', '31.2');
    expect(await newest(null)).toMatchObject({ name: '31.2' });
  });

  it('is the known one where no other is there', async () => {
    publish('30.3', '29.0');
    expect(await newest('30.3')).toMatchObject({ name: '30.3' });
  });

  it('is looked for from the beginning where a release without number is known', async () => {
    publish('29.0');
    expect(await newest('sample')).toMatchObject({ name: '29.0' });
  });

  it('is none that answers with a web page', async () => {
    publish('30.0');
    server.file('/onet/db_30_1_text.zip', Buffer.from('<html>'), { contentType: 'text/html' });
    expect(await newest('30.0')).toMatchObject({ name: '30.0' });
  });

  it.each([
    ['a text', Buffer.from('not found'), 'text/plain'],
    ['JSON', Buffer.from('{}'), 'application/json'],
    ['nothing', Buffer.alloc(0), 'application/zip'],
  ])('is none that answers with %s', async (_what, content, contentType) => {
    publish('30.0');
    server.file('/onet/db_30_1_text.zip', content, { contentType });
    expect(await newest('30.0')).toMatchObject({ name: '30.0' });
  });

  it('cannot be found where the site has whatever it is asked for, which ends after some hundred questions', async () => {
    server.always((_request, response) => response.writeHead(200).end());
    await expect(newest(null)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(
        /it says that it has every release .* up to 128\.0\. Check ONET_DOWNLOAD_BASE_URL/,
      ),
    });
    expect(server.requests.length).toBeLessThan(300);
  });

  it('cannot be found where there is none', async () => {
    await expect(newest(null)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringMatching(/no O\*NET release is there from 29\.0 on\. Check ONET_DOWNLOAD_BASE_URL/),
    });
  });

  it('cannot be found where the site is in trouble, which is tried twice', async () => {
    server.status('/onet/db_29_0_text.zip', 503);
    await expect(newest(null)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('the server answered with status 503'),
    });
    expect(server.requests).toHaveLength(2);
  });

  it('is downloaded and opened as any other', async () => {
    publish('29.0', '29.1');
    const { description, progress } = await open('latest');
    expect(description).toBe(`${server.url}/…/db_29_1_text.zip`);
    expect(progress[0]).toMatchObject({ stage: 'looking for the newest release' });
  });
});
