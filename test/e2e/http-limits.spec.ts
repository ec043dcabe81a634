import { readdir } from 'node:fs/promises';
import { testServers } from '../support/databases/databases';
import { expectUnshared } from '../support/service/caching';
import { eventually } from '../support/service/eventually';
import { expectProblem } from '../support/service/problems';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { WebServicesServer } from '../support/web-services/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const REFRESHES = '/api/v1/admin/refreshes';
const HEALTH = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
const LAST_HEALTH = HEALTH.replace('Host', 'Connection: close\r\nHost');
const PAGE = 'https://app.example.org';
/** More than what a connection takes before somebody reads it. */
const LONG = 'x'.repeat(16 * 1_024 * 1_024);
const REQUEST_ID = /^[0-9a-f-]{36}$/;

// Tells there what a process has open.
const itOnLinux = process.platform === 'linux' ? it : it.skip;

// How requests are read does not depend on the database.
const [server] = testServers();

let service: Service;
let webServices: WebServicesServer;

beforeAll(async () => {
  webServices = await WebServicesServer.start();
  service = await startService({
    ...KEYS,
    ...webServices.environment,
    DATABASE_URL: await freshDatabase(server!),
    REQUEST_TIMEOUT_SECONDS: '1',
    MAX_CONNECTIONS: '60',
    CORS_ORIGINS: `${PAGE},http://localhost:5173`,
    TRUSTED_PROXIES: '127.0.0.1,::1',
  });
});
afterAll(() => webServices.stop());

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(service.url + path, {
    method: 'POST',
    body,
    headers: { 'x-api-key': KEYS.ADMIN_API_KEY, 'content-type': 'application/json', ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

/** Waits until the log has a line. */
function logged(from: Service, pattern: RegExp): Promise<void> {
  return eventually(`the log has ${String(pattern)}`, () => pattern.test(from.output));
}

/** What comes back on a connection of its own, to its end. */
async function askOnce({ url }: Service): Promise<string> {
  const connection = await RawConnection.open(url);
  connection.send(LAST_HEALTH);
  await connection.closed;
  return connection.received;
}

/** Checks what every answer carries, whatever it says. */
function expectHeaders(headers: Headers): void {
  expect(headers.get('x-request-id')).toMatch(REQUEST_ID);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('strict-transport-security')).toBeNull();
  expectUnshared(headers);
}

describe('a request is refused', () => {
  it('with a body of more than 16 KiB', async () => {
    const answer = await post(REFRESHES, JSON.stringify({ source: 'x'.repeat(17_000) }));
    expectProblem(answer, 413, 'PAYLOAD_TOO_LARGE');
    expectHeaders(answer.headers);
  });

  it('with a body that is no JSON', async () => {
    expectProblem(await post(REFRESHES, '<source/>', { 'content-type': 'text/xml' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await post(REFRESHES, '{"source":'), 400, 'BAD_REQUEST');
  });

  it('with headers of more than 16 KiB', async () => {
    const connection = await RawConnection.open(service.url);
    connection.send(`GET /health HTTP/1.1\r\nHost: x\r\nX-Junk: ${'x'.repeat(17_000)}\r\n\r\n`);
    await connection.closed;
    expectRaw(connection.received, 431, 'HEADERS_TOO_LARGE');
  });

  it.each([
    ['a body', 413, 'PAYLOAD_TOO_LARGE', `Content-Length: ${LONG.length}\r\n\r\n`],
    ['a body in chunks', 413, 'PAYLOAD_TOO_LARGE', `Transfer-Encoding: chunked\r\n\r\n${LONG.length.toString(16)}\r\n`],
    ['headers', 431, 'HEADERS_TOO_LARGE', 'X-Junk: '],
  ])('with too much that still comes, and its client reads why: %s', async (_, status, code, start) => {
    const connection = await RawConnection.open(service.url);
    connection.send(`POST ${REFRESHES} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${start}${LONG}`);
    await connection.closed;
    // A connection that was reset would say so after the answer.
    expectRaw(connection.received, status, code);
  });

  it('if it does not finish its headers, while others are answered', async () => {
    const slow = await RawConnection.open(service.url);
    slow.send('GET /health HTTP/1.1\r\nHost: x\r\n');
    expect((await service.get(GAP)).status).toBe(200);
    await slow.closed;
    expectRaw(slow.received, 408, 'REQUEST_TIMEOUT');
  });

  it('if its body does not come, once and as the fault of the client', async () => {
    const slow = await RawConnection.open(service.url);
    const headers = 'Host: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n';
    slow.send(`POST ${REFRESHES} HTTP/1.1\r\n${headers}X-API-Key: ${KEYS.ADMIN_API_KEY}\r\n\r\n{"so`);
    await slow.closed;
    expectRaw(slow.received, 408, 'REQUEST_TIMEOUT');
  });

  it('if answering it takes too long, and may be sent again', async () => {
    webServices.fault({ kind: 'hang' });
    const answer = await service.get('/api/v1/occupations/29-1141.04');
    const { detail } = expectProblem(answer, 503, 'REQUEST_TIMED_OUT');
    expect(detail).toContain('REQUEST_TIMEOUT_SECONDS');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expectHeaders(answer.headers);
    expect((await service.get(GAP)).status).toBe(200);
  });
});

describe('requests that are sent before the ones before are answered', () => {
  it('are answered in their order', async () => {
    const connection = await RawConnection.open(service.url);
    const ids = Array.from({ length: 30 }, (_, i) => `pipelined-${i}`);
    const requests = ids.map((id, i) => {
      const request = i % 2 ? HEALTH : HEALTH.replace('/health', '/openapi.json');
      return request.replace('Host', `X-Request-Id: ${id}\r\nHost`);
    });
    connection.send(requests.join('') + LAST_HEALTH);
    await connection.closed;
    const answered = [...connection.received.matchAll(/^x-request-id: (\S+)/gm)];
    expect(answered.map(([, id]) => id).slice(0, -1)).toEqual(ids);
    expect(connection.received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(ids.length + 1);
  });

  itOnLinux('leave no file open when their connection ends', async () => {
    const opened = async () => (await readdir(`/proc/${service.processId}/fd`)).length;
    const before = await opened();
    const connection = await RawConnection.open(service.url);
    connection.pause();
    connection.send(HEALTH.replace('/health', '/docs/swagger-ui-bundle.js').repeat(20));
    await eventually('the files are open', async () => (await opened()) >= before + 2);
    connection.end();
    await eventually('they are closed', async () => (await opened()) <= before);
  });

  it('end their connection if they are thousands, and others are answered', async () => {
    const flood = HEALTH.replace('/health', '/openapi.json').repeat(2_000);
    const connections = await Promise.all(Array.from({ length: 10 }, () => RawConnection.open(service.url)));
    for (const connection of connections) {
      connection.pause();
      connection.send(flood);
    }
    await logged(service, /"warn".*Closing a connection of 127\.0\.0\.1 on which more than 32 requests wait/);
    expect((await service.get(GAP)).status).toBe(200);
    for (const connection of connections) connection.resume();
    await Promise.all(connections.map((connection) => connection.closed));
    expect((await service.get('/metrics')).text).toMatch(/^skill_gap_http_requests_total\{.*openapi/m);
  });
});

function expectRaw(received: string, status: number, code: string): void {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  const headers = new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(': ') as [string, string]),
  );
  expectProblem({ status: Number(head.split(' ')[1]), headers, text: body, body: JSON.parse(body) }, status, code);
  expectHeaders(headers);
}

describe('security headers', () => {
  it.each<[string, string, string, number, Record<string, string>]>([
    ['an answer', 'GET', GAP, 200, {}],
    ['an answer without its body', 'HEAD', GAP, 200, {}],
    ['what has not changed', 'GET', GAP, 304, { 'if-none-match': '*' }],
    ['a refusal', 'GET', GAP, 401, { 'x-api-key': '' }],
    ['nothing', 'GET', '/nowhere', 404, {}],
    ['what lies beside the documentation', 'GET', '/docs/%2e%2e%2fx', 404, {}],
    ['what is malformed', 'GET', '/%zz', 400, {}],
    ['another method', 'PUT', GAP, 404, {}],
    ['health', 'GET', '/health', 200, {}],
    ['the OpenAPI document', 'GET', '/openapi.json', 200, {}],
    ['the same, where it has not changed', 'GET', '/openapi.json', 304, { 'if-none-match': '*' }],
    ['a file of the documentation', 'GET', '/docs/swagger-ui.css', 200, {}],
    ['an answer to a page', 'GET', GAP, 200, { origin: PAGE }],
  ])('are on %s', async (_what, method, path, status, sent) => {
    const { status: actual, headers } = await service.request(method, path, sent);
    expect(actual).toBe(status);
    expectHeaders(headers);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('let the documentation load its own scripts and styles, and nothing else', async () => {
    const { headers, text } = await service.get('/docs');
    expectHeaders(headers);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      expect(source).toMatch(/^\.?\/?(?!\/)[\w./-]+$/);
      expect((await service.get(new URL(source, `${service.url}/docs`).pathname)).status).toBe(200);
    }
    // Inline scripts would not run.
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\bon\w+="/i);
  });
});

describe('pages of other origins', () => {
  const preflight = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-api-key' };

  it('may ask if they are listed, with a key and without one for the question whether', async () => {
    const asked = await service.request('OPTIONS', GAP, { 'x-api-key': '', origin: PAGE, ...preflight });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(asked.headers.get('access-control-allow-headers')).toBe(
      'X-API-Key, Authorization, Content-Type, If-None-Match, X-Request-Id',
    );
    expect(asked.headers.get('access-control-allow-methods')).toContain('GET');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expectHeaders(asked.headers);
    const { headers } = await service.get(GAP, { origin: PAGE });
    expect(headers.get('access-control-allow-origin')).toBe(PAGE);
    for (const name of ['X-Request-Id', 'ETag', 'Location', 'Retry-After', 'RateLimit-Remaining']) {
      expect(headers.get('access-control-expose-headers')).toContain(name);
    }
    // A cache must not give the answer for one origin to another; nor that of one key to another.
    expect(headers.get('vary')).toBe('X-API-Key, Authorization, Origin');
  });

  it('may read errors as well', async () => {
    const { status, headers } = await service.get(GAP, { 'x-api-key': '', origin: PAGE });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  it.each(['https://evil.example.org', `${PAGE}.evil.org`, 'null'])('may not if they are not: %s', async (origin) => {
    for (const method of ['OPTIONS', 'GET']) {
      const { headers } = await service.request(method, GAP, { origin, ...preflight });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

it('believes X-Forwarded-For of a trusted proxy', async () => {
  await service.get('/nowhere', { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'forwarded' });
  await logged(service, /"request_id":"forwarded".*"address":"203\.0\.113\.7"/);
});

describe('with two connections at most, no origins and no proxies', () => {
  let small: Service;

  beforeAll(async () => {
    small = await startService({ ...KEYS, DATABASE_URL: await freshDatabase(server!), MAX_CONNECTIONS: '2' });
  });

  // First, as the requests of other tests leave connections open.
  it('a third connection is refused, and told of once, until one of the two ends', async () => {
    const [first, second] = [await RawConnection.open(small.url), await RawConnection.open(small.url)];
    for (const connection of [first, second]) {
      connection.send(HEALTH);
      await connection.receives(/\{"status":"ok"\}/);
      expect(connection.received).toContain('200 OK');
    }
    for (let i = 0; i < 2; i++) expect(await askOnce(small)).not.toContain('HTTP/1.1');
    second.send(LAST_HEALTH);
    await second.closed;
    // The service may see the end a moment later.
    await eventually('there is room', async () => (await askOnce(small)).includes('200 OK'));
    first.send(LAST_HEALTH);
    await first.closed;
    await logged(small, /"warn".*Refusing connections: 2 are open/);
    expect(small.output.match(/Refusing connections/g)).toHaveLength(1);
  });

  it('an OPTIONS request finds nothing, and no page may read answers', async () => {
    const answer = await small.request('OPTIONS', GAP, { origin: PAGE, 'access-control-request-method': 'GET' });
    expectProblem(answer, 404, 'ROUTE_NOT_FOUND');
    expect((await small.get(GAP, { origin: PAGE })).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('X-Forwarded-For is not believed', async () => {
    await small.get('/nowhere', { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'forwarded' });
    await logged(small, /"request_id":"forwarded"/);
    expect(small.output).not.toContain('203.0.113.7');
  });
});
