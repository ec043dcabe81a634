import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send } from '../downloads/http-client';
import { ApiTransport } from './api-transport';

const FILE = new URL('https://data.example.org/db_31_0_text.zip');

describe('what a proxy of the environment refuses', () => {
  let server: Server;
  let status: number;
  const before = process.env.https_proxy;

  beforeAll(async () => {
    server = createServer().on('connect', (_request, socket) => {
      socket.on('error', () => undefined).end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.close();
    if (before === undefined) delete process.env.https_proxy;
    else process.env.https_proxy = before;
  });

  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const download = (): Promise<unknown> =>
    send({ method: 'HEAD', url: FILE, signal: new AbortController().signal }).catch((error: unknown) => error);
  const askWebServices = (): Promise<unknown> =>
    new ApiTransport({ baseUrl: 'https://api.example.org/', headers: { 'X-API-Key': 'pa55word' } })
      .get('about', new URLSearchParams(), { patience: 'brief', signal: AbortSignal.abort() })
      .catch((error: unknown) => error);

  it.each<[number, string, string]>([
    [407, 'wants to know who asks (status 407). Put a user and a password', 'final'],
    [403, 'does not let us reach HOST (status 403). Have it allow that host', 'final'],
    [502, 'cannot reach HOST (status 502). Check HTTPS_PROXY', 'passing'],
  ])('with status %d is told of it, not of the server', async (code, said, kind) => {
    status = code;
    process.env.https_proxy = `http://me:pa55word@${address()}`;
    const ofProxy = `the proxy ${address()} ${said}`;
    const failed = await download();
    expect(failed).toMatchObject({ code: 'DOWNLOAD_FAILED', kind: 'unreachable' });
    expect((failed as Error).message).toContain(ofProxy.replace('HOST', 'data.example.org'));
    const unavailable = await askWebServices();
    expect(unavailable).toMatchObject({ code: 'ONET_UNAVAILABLE', kind });
    expect((unavailable as Error).message).toContain(ofProxy.replace('HOST', 'api.example.org'));
    expect(String(failed) + String(unavailable)).not.toContain('pa55word');
  });

  it.each<[string, () => string, RegExp]>([
    [
      'one that is not there',
      () => 'http://127.0.0.1:9',
      /the proxy 127\.0\.0\.1:9 refuses the connection \(ECONNREFUSED\)\. Check HTTPS_PROXY/,
    ],
    [
      'one whose name nobody knows',
      () => 'http://proxy.invalid:3128',
      /the proxy proxy\.invalid:3128 (has no address|cannot be looked up)/,
    ],
    [
      'one that is named without its scheme',
      address,
      /the proxy 127\.0\.0\.1:\d+ does not speak TLS \(EPROTO\)\. Write http:\/\/ before/,
    ],
  ])('is told: %s', async (_what, proxy, message) => {
    process.env.https_proxy = proxy();
    expect(await download()).toMatchObject({ code: 'DOWNLOAD_FAILED', message: expect.stringMatching(message) });
    expect(await askWebServices()).toMatchObject({ code: 'ONET_UNAVAILABLE', message: expect.stringMatching(message) });
  });
});
