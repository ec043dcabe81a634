import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { dataSourceOptions, openDataSource } from '@app/database';
import { testServers } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

type Line = Readonly<Record<string, unknown>>;

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
/** As a command would make one. */
const MADE_KEY = 'skg_1a2b3c_dGhpcyBpcyBubyByZWFsIGtleQ';
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// What is logged does not depend on the database; the first server is the one without a process of its own.
const [server] = testServers();

/** The lines of the log, and none of the banner. */
function linesOf({ output }: Service): Line[] {
  return output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
}

/** Waits for the line of a request, which is written when it has ended. */
async function lineOf(service: Service, wanted: Line): Promise<Line> {
  const fits = (line: Line): boolean => Object.entries(wanted).every(([name, value]) => line[name] === value);
  for (;;) {
    const found = linesOf(service).find(fits);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the log', () => {
  let service: Service;
  let url: string;

  beforeAll(async () => {
    url = await freshDatabase(server!);
    service = await startService({ ...KEYS, DATABASE_URL: url });
  });

  it('is one JSON object a line, with level, time, context and message', async () => {
    await service.get('/health/ready');
    const lines = linesOf(service);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line).toMatchObject({
        level: expect.stringMatching(/^(info|warn)$/),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        context: expect.any(String),
        msg: expect.stringMatching(/\S/),
      });
    }
    expect(lines.map(({ context }) => context)).not.toContain('RouterExplorer');
  });

  it('has one line for a request, with the name of its key and no query', async () => {
    const { headers } = await service.get(GAP);
    const request_id = headers.get('x-request-id');
    expect(request_id).toMatch(UUID);
    const line = await lineOf(service, { request_id });
    expect(line).toEqual({
      level: 'info',
      time: expect.any(String),
      context: 'Http',
      request_id,
      key: 'API_KEY',
      method: 'GET',
      route: '/api/v1/skill-gap',
      status: 200,
      duration_ms: expect.any(Number),
      msg: 'GET /api/v1/skill-gap 200',
    });
    expect(linesOf(service).filter((other) => other.request_id === request_id)).toHaveLength(1);
  });

  it('takes the request id of the client, unless it is junk', async () => {
    const given = await service.get('/api/v1/occupations/11-1011.00', { 'x-request-id': 'checkout-7.a_B' });
    expect(given.headers.get('x-request-id')).toBe('checkout-7.a_B');
    expect(await lineOf(service, { request_id: 'checkout-7.a_B' })).toMatchObject({
      route: '/api/v1/occupations/:code',
    });
    for (const junk of ['a b', '{"a":1}', 'x'.repeat(65), 'é']) {
      const { headers } = await service.get('/api/v1/scales', { 'x-request-id': junk });
      expect(headers.get('x-request-id')).toMatch(UUID);
    }
  });

  it.each<[string, string, Record<string, string>, number, Line]>([
    [
      'without a key',
      GAP,
      { 'x-api-key': '' },
      401,
      { key: null, route: '/api/v1/skill-gap', address: '127.0.0.1', code: 'MISSING_API_KEY' },
    ],
    ['with a wrong key', GAP, { 'x-api-key': MADE_KEY }, 401, { key: null, address: '127.0.0.1' }],
    [
      'with a wrong bearer token',
      GAP,
      { 'x-api-key': '', authorization: `Bearer ${MADE_KEY}` },
      401,
      { key: null, code: 'INVALID_API_KEY' },
    ],
    [
      'with a bearer token',
      GAP,
      { 'x-api-key': '', authorization: `Bearer ${KEYS.API_KEY}` },
      200,
      { key: 'API_KEY', route: '/api/v1/skill-gap' },
    ],
    [
      'with a key that may not',
      '/api/v1/admin/runs',
      {},
      403,
      { key: 'API_KEY', context: 'Admin', code: 'INSUFFICIENT_SCOPE' },
    ],
    ['to nowhere', `/nowhere/${'x'.repeat(300)}?key=${MADE_KEY}`, {}, 404, { route: null, key: null }],
    ['that is malformed', '/api/v1/occupations/%zz', {}, 400, { route: null, path: '/api/v1/occupations/%zz' }],
  ])('answers and logs the same id for a request %s', async (_what, path, headers, status, wanted) => {
    const answer = await service.get(path, headers);
    expect(answer.status).toBe(status);
    const request_id = answer.headers.get('x-request-id');
    expect(request_id).toMatch(UUID);
    const line = await lineOf(service, { request_id });
    expect(line).toMatchObject({ level: 'info', status, method: 'GET', ...wanted });
    if (line.path !== undefined) expect(line.path).toMatch(/^.{1,200}$/);
  });

  it('tells what could not be read as a request', async () => {
    const connection = await RawConnection.open(service.url);
    connection.send('NONSENSE\r\n\r\n');
    await connection.closed;
    const request_id = /^x-request-id: (\S+)/m.exec(connection.received)?.[1];
    expect(request_id).toMatch(UUID);
    expect(await lineOf(service, { request_id })).toMatchObject({ status: 400, method: null, address: '127.0.0.1' });
  });

  it('tells that a client has gone before its answer', async () => {
    const headers = {
      ...{ 'x-api-key': KEYS.ADMIN_API_KEY, 'x-request-id': 'gone' },
      ...{ 'content-type': 'application/json', 'content-length': '10' },
    };
    const asked = request(`${service.url}/api/v1/admin/transforms`, { method: 'POST', headers });
    asked.on('error', () => undefined);
    await new Promise((resolve) => asked.write('{', resolve));
    // Answered after the service has seen the other request.
    await service.get('/health');
    asked.destroy();
    expect(await lineOf(service, { request_id: 'gone' })).toMatchObject({ aborted: true, method: 'POST' });
  });

  it('leaves out checks of health and metrics', async () => {
    await service.get('/health', { 'x-request-id': 'health-1' });
    await service.get('/health/ready', { 'x-request-id': 'health-2' });
    await service.get(GAP, { 'x-request-id': 'after-health' });
    await lineOf(service, { request_id: 'after-health' });
    expect(linesOf(service).filter(({ request_id }) => String(request_id).startsWith('health-'))).toEqual([]);
  });

  it('has the error behind a 500, without secrets, and the answer has nothing of it', async () => {
    const dataSource = await openDataSource(dataSourceOptions(url));
    await dataSource.query('ALTER TABLE rejected_rows RENAME TO hidden_rows');
    // Whatever is not there, the database names in its error.
    await dataSource.query(
      `CREATE VIEW rejected_rows AS SELECT hidden_rows."${KEYS.API_KEY} ${MADE_KEY}" FROM hidden_rows`,
    );
    await dataSource.destroy();

    const answer = await service.get('/api/v1/admin/runs/1/rejected-rows', {
      'x-api-key': KEYS.ADMIN_API_KEY,
      'x-request-id': 'broken',
    });
    const problem = expectProblem(answer, 500, 'INTERNAL_ERROR') as unknown as Line;
    expect(problem.error_id).toMatch(UUID);
    const line = await lineOf(service, { request_id: 'broken', level: 'error' });
    expect(line).toMatchObject({
      error_id: problem.error_id,
      err: { stack: expect.stringContaining('\n    at '), cause: { message: expect.stringContaining('[redacted]') } },
    });
    expect(await lineOf(service, { request_id: 'broken', level: 'warn' })).toMatchObject({ status: 500 });
  });

  it('has no key and no password anywhere', async () => {
    await service.get('/health');
    for (const secret of [...Object.values(KEYS), MADE_KEY]) expect(service.output).not.toContain(secret);
  });
});

it('always tells what administrators do, and else only what LOG_LEVEL asks for', async () => {
  const service = await startService({ ...KEYS, LOG_LEVEL: 'error', DATABASE_URL: await freshDatabase(server!) });
  const admin = { 'x-api-key': KEYS.ADMIN_API_KEY };
  await service.get(GAP);
  await service.get('/api/v1/admin/runs/1?none=', admin);
  const started = await service.request('POST', '/api/v1/admin/transforms?landed=api', admin);
  expect(started.status).toBe(202);
  const { stdout } = await service.stop();
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  expect(lines.map((line) => JSON.parse(line) as Line)).toEqual([
    expect.objectContaining({
      ...{ level: 'info', context: 'Admin', key: 'ADMIN_API_KEY', method: 'GET', status: 400 },
      ...{ route: '/api/v1/admin/runs/:id', path: '/api/v1/admin/runs/1', query: { none: '' } },
    }),
    expect.objectContaining({
      ...{ context: 'Admin', key: 'ADMIN_API_KEY', method: 'POST', path: '/api/v1/admin/transforms' },
      ...{ query: { landed: 'api' }, status: 202, run_id: (started.body as Line).id },
    }),
  ]);
});

it('is text for people if LOG_FORMAT says so, without colours in a pipe, and tells the fault that ends the process', async () => {
  const folder = await freshFolder();
  const fault = join(folder, 'fault.cjs');
  writeFileSync(fault, `process.once('SIGUSR2', () => { throw new Error('with ${KEYS.API_KEY} in it'); });`);
  const variables = {
    LOG_FORMAT: 'pretty',
    NODE_OPTIONS: `--require ${fault}`,
    DATABASE_URL: await freshDatabase(server!),
  };
  const service = await startService({ ...KEYS, ...variables });
  await service.get(GAP, { 'x-request-id': 'pretty-1' });
  service.signal('SIGUSR2');
  const { code, stdout, stderr } = await service.ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).not.toContain('\x1b[');
  expect(stdout).not.toMatch(/^\{/m);
  expect(stdout).toMatch(/^\[[\d:. -]+\] WARN: \[Start\] Serving the bundled illustrative sample/m);
  expect(stdout).toMatch(/INFO: \[Http\] GET \/api\/v1\/skill-gap 200 \{.*"request_id":"pretty-1"/);
  // What was said last is there as well.
  expect(stdout).toMatch(/FATAL: \[Process\] A fault of the program ends it[^]*with \[redacted\] in it/);
  expect(stdout).not.toContain(KEYS.API_KEY);
});
