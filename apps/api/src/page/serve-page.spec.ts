import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { servePage } from './serve-page';

const INDEX = '<!doctype html><title>Explorer</title>';
const SCRIPT = '/assets/main-CfQ2x1a_.js';

let folder: string;
let server: FastifyInstance;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skill-gap-page-'));
  server = fastify();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serveBuilt(): Promise<void> {
  mkdirSync(join(folder, 'assets'));
  write('index.html', INDEX);
  write('favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const code = 'console.log("page")';
  write(SCRIPT, code);
  write(`${SCRIPT}.br`, brotliCompressSync(code));
  write(`${SCRIPT}.gz`, gzipSync(code));
  await servePage(server, folder);
}

function write(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

async function get(url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const answer = await server.inject({ method, url, headers });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
}

it.each(['/', '/?from=11-1011.00&to=11-3013.00', '/index.html'])(
  '%s is the page, looked for anew each time',
  async (url) => {
    await serveBuilt();
    const { status, headers, text } = await get(url);
    expect({ status, text }).toEqual({ status: 200, text: INDEX });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      etag: expect.stringMatching(/^W\/".+"$/) as string,
      vary: 'Accept-Encoding',
    });
    expect(await get(url, { 'if-none-match': String(headers.etag) })).toMatchObject({ status: 304, text: '' });
  },
);

it('the page is told to load, ask and become nothing but what is its own', async () => {
  await serveBuilt();
  const { headers } = await get('/');
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; img-src 'self'; " +
      "script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['permissions-policy']).toContain('geolocation=()');
});

it('a file with a hash in its name is kept for good, others are looked for anew', async () => {
  await serveBuilt();
  expect((await get(SCRIPT)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await get('/favicon.svg')).headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'image/svg+xml',
  });
});

it.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['identity', undefined],
])('to who takes %s it is sent as %s', async (taken, sent) => {
  await serveBuilt();
  const { status, headers } = await get(SCRIPT, { 'accept-encoding': taken });
  expect({ status, type: headers['content-type'], encoding: headers['content-encoding'] }).toEqual({
    ...{ status: 200, type: 'application/javascript; charset=utf-8', encoding: sent },
  });
  expect(headers.vary).toBe('Accept-Encoding');
});

it('HEAD is answered as GET, without the file', async () => {
  await serveBuilt();
  const { status, headers, text } = await get('/', {}, 'HEAD');
  expect({ status, text, length: headers['content-length'] }).toEqual({
    status: 200,
    text: '',
    length: `${INDEX.length}`,
  });
});

it.each([`${SCRIPT}.br`, `${SCRIPT}.gz`, '/assets', '/assets/', '/occupations/15-1252.00', '/../package.json', '//'])(
  'there is nothing at %s',
  async (url) => {
    await serveBuilt();
    expect((await get(url)).status).toBe(404);
  },
);

it('a file of another build is sent anew', async () => {
  await serveBuilt();
  const { etag } = (await get('/')).headers;
  utimesSync(join(folder, 'index.html'), 1, 1);
  expect((await get('/', { 'if-none-match': String(etag) })).status).toBe(200);
});

it('a build without the page says so at /, and how to get it', async () => {
  await servePage(server, folder);
  const { status, text } = await get('/');
  expect(status).toBe(500);
  expect(JSON.parse(text)).toMatchObject({
    code: 'PAGE_NOT_BUILT',
    message: expect.stringMatching(
      /^This build has no page: dist\/web is missing\. "npm run build" makes it .+\/docs/,
    ) as string,
  });
});
