/** A header line. */
export type Header = readonly [name: string, value: string];

const MANY: readonly Header[] = Array.from({ length: 150 }, (_, i) => [`X-Junk-${i}`, 'x'] as const);

/** Headers that change nothing about what is asked, or should not. Those that no client may send included. */
export const ODD_HEADERS: readonly (readonly Header[])[] = [
  ...values(
    'X-Request-Id',
    '',
    ' ',
    'abc-123',
    'x'.repeat(5_000),
    '\xff\xfe',
    '"; DROP TABLE',
    '%0d%0aX: 1',
    '\x1b[31m',
  ),
  ...values(
    'X-Request-Id',
    'a\0b',
    '{"level":50}',
    '${jndi:ldap://x}',
    '../../x',
    '00000000-0000-0000-0000-000000000000',
  ),
  ...values('Accept', '', '*', '*/*;q=0', 'text/html', 'application/xml', 'x', ',', 'a/b;'.repeat(500), '\xe9'),
  ...values('If-None-Match', '*', '"', 'W/', 'W/"x"', '"x", "y"', '"a'.repeat(2_000), '', '\xff'),
  ...values('If-Modified-Since', 'yesterday', '0', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  ...values('Accept-Encoding', 'gzip', 'identity;q=0, *;q=0', 'zstd', '', ','),
  ...values('Accept-Language', 'xx', '*;q=NaN', '\xe4\xb8\xad'),
  ...values('Accept-Version', '1', '*', '99.x'),
  ...values('Authorization', 'Bearer x', 'Basic ====', '', 'Basic \xff'),
  ...values('Cookie', '__proto__=1', '='.repeat(3_000), '\x80'),
  ...values('Expect', '100-continue', 'nothing', '200-ok'),
  ...values('Range', 'bytes=0-1', 'bytes=9-1', 'items=x'),
  ...values('Origin', 'https://app.example.org', 'null', 'https://evil.example', '\xff'),
  ...values('Upgrade', 'h2c', 'websocket'),
  ...values('X-HTTP-Method-Override', 'DELETE', 'TRACE'),
  ...values('X-Forwarded-For', '127.0.0.1', 'unknown', '::1, __proto__', '1.2.3.4, '.repeat(400)),
  ...values('X-Forwarded-Proto', 'gopher'),
  ...values('X-Forwarded-Host', 'evil.example', '\xff'),
  ...values('Traceparent', '00-x', '00-00000000000000000000000000000000-0000000000000000-01'),
  ...values('Baggage', '='.repeat(200)),
  ...values('Content-Encoding', 'gzip', 'br, br'),
  ...values('Forwarded', 'for="[::1]";host=x', 'for=\xff'),
  ...values('__proto__', 'x'),
  ...values('constructor', 'x'),
  ...values('X-Bytes', '\x80\xff', 'a\x01b', 'a\x7fb'),
  ...values('X-Large', 'x'.repeat(20_000)),
  [
    ['X-Request-Id', 'one'],
    ['X-Request-Id', 'two'],
  ],
  [
    ['Accept', 'text/html'],
    ['Accept', 'application/json'],
    ['Accept', '\0'],
  ],
  [
    ['Origin', 'https://app.example.org'],
    ['Access-Control-Request-Method', 'GET'],
  ],
  [
    ['Origin', 'https://app.example.org'],
    ['Access-Control-Request-Method', 'X'],
    ['Access-Control-Request-Headers', ','],
  ],
  [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Key', 'x'],
    ['Sec-WebSocket-Version', '13'],
  ],
  [['Connection', 'x-api-key, host']],
  [['X Blank', 'x']],
  [['X-Folded', 'a\r\n b']],
  [['X-Bare', 'a\nX-Injected: b']],
  [['', 'no name']],
  MANY,
];

/** Ways to say how long a body is that contradict each other, or the body; what follows the head is three bytes. */
export const ODD_FRAMINGS: readonly (readonly Header[])[] = [
  ...values('Content-Length', 'abc', '-1', '1.5', '0x3', '', '99999999999999999999', '3, 3', '+3', '1048577', '4', '1'),
  ...values('Transfer-Encoding', 'chunked', 'gzip', 'identity', 'chunked, chunked', 'xchunked', 'gzip, chunked', ''),
  [
    ['Content-Length', '3'],
    ['Content-Length', '3'],
  ],
  [
    ['Content-Length', '3'],
    ['Content-Length', '4'],
  ],
  [
    ['Content-Length', '3'],
    ['Transfer-Encoding', 'chunked'],
  ],
  [
    ['Transfer-Encoding', 'chunked'],
    ['Transfer-Encoding', 'identity'],
  ],
];

export const FRAMING_BODIES: readonly string[] = [
  '{}\n',
  '0\r\n',
  'zz\r',
  '3\r\n{}\n\r\n0\r\n\r\n',
  'ffffffffffffffff\r\n{}',
  'GET',
];

/** Bytes that are no request, or barely one. */
export const NO_REQUESTS: readonly string[] = [
  ...[
    '\r\n\r\n\r\n',
    '\0\0\0\0',
    'HELO example.org\r\n\r\n',
    'GET\r\n\r\n',
    'GET /health\r\n\r\n',
    'GET /health HTTP/9.9\r\n\r\n',
  ],
  ...[
    'GET /health HTTP/1.1\n\n',
    'GET  /health  HTTP/1.1\r\nHost: x\r\n\r\n',
    'get /health HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  ...['FOO /health HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /health HTTP/1.1\r\n\r\n', 'GET /health HTTP/1.0\r\n\r\n'],
  ...[
    'GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
    'GET /he\0lth HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  ...['GET /health HTTP/1.1\r\nHost: \xff\r\nConnection: close\r\n\r\n', 'GET /h\xe9alth HTTP/1.1\r\nHost: x\r\n\r\n'],
  ...['OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ...['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'GET /health HTTP/1.1\r\nHo'],
  ...['GET health HTTP/1.1\r\nHost: x\r\n\r\n', 'GET http://[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ...[
    'QUERY /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'PROPFIND / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  ],
  ...['GET http://example.org/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ...['POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n-1\r\n\r\n'],
  ...['GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
];

/** Paths that lead nowhere, or might lead out of where they should. */
export const STRAY_PATHS = [
  ...[
    '/',
    '//',
    '/api',
    '/api/v1',
    '/api/v1/',
    '/API/V1/releases',
    '/docs/../package.json',
    '/docs/%2e%2e%2fpackage.json',
  ],
  ...[
    '/docs/..%5c..%5cpackage.json',
    '/docs//etc/passwd',
    '/openapi.json/',
    '/openapi.json?x=1',
    '/favicon.ico',
    '/.env',
  ],
  ...[
    '/api/v1/occupations/',
    '/api/v1/occupations//skills',
    '/api/v1/releases/..',
    '/api/v1/./releases',
    '/health;x=1',
  ],
  ...[
    '/%',
    '/%00',
    '/%zz',
    '/%ff',
    '/api/v1/%72eleases',
    '/health#x',
    '/health?',
    '/health?&&&',
    '/health?=x',
    '/*',
    '/\xe9',
  ],
  ...[
    '/health/ready/',
    '/docs/swagger-ui.css?x=%00',
    `/${'x'.repeat(7_000)}`,
    `/${'a/'.repeat(2_000)}`,
    '/__proto__',
    '/a\tb',
  ],
];

function values(name: string, ...all: string[]): Header[][] {
  return all.map((value) => [[name, value]]);
}
