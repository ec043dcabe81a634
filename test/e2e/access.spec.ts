import { Agent, request as send } from 'node:http';
import { PipelineRun, RunsService, type ActiveRun } from '@app/runs';
import { testServers } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { runCli } from '../support/service/command-line';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

interface Route {
  readonly method: string;
  readonly path: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

// What keys open does not depend on the database, and how they are stored is tested on each: one server is enough.
const [server] = testServers();

const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const GAP_LLM = '/api/v1/skill-gap-llm?from=11-1011.00&to=11-3013.00';
const ACCESS = '/api/v1/access';
const PATHS = '/api/v1/paths?from=11-1011.00&to=11-3013.00';
const RUN = '/api/v1/admin/runs/1';
/** Open to everybody, at most. */
const OPEN = /^\/(health(\/\w+)?|metrics|api\/v1\/access)$/;
/** Closed to a key that may only read. */
const NOT_FOR_READERS = /\/admin\/|llm/;

function withKey(service: Service, key: string, path = GAP): Promise<Answer> {
  return service.get(path, { 'x-api-key': key });
}

/** The answer to `key` as soon as it has the status. */
async function followed(service: Service, key: string, status: number): Promise<Answer> {
  let answer = await withKey(service, key);
  await eventually(`the answer is ${status}`, async () => (answer = await withKey(service, key)).status === status);
  return answer;
}

async function keys(database: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCli(['keys', ...args, '--json'], { DATABASE_URL: database });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function routesOf(service: Service): Promise<Route[]> {
  const { paths } = (await service.get('/openapi.json', { 'x-api-key': '' })).body as Document;
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, '1') })),
  );
  return routes.filter(({ path }) => !OPEN.test(path));
}

describe('a running service', () => {
  let database: string;
  let service: Service;

  beforeAll(async () => {
    database = await freshDatabase(server!);
    service = await startService({ DATABASE_URL: database });
  });

  it('tells what each key opens, and until when', async () => {
    const told = async (key: string) => (await withKey(service, key, ACCESS)).body;
    const { key } = (await keys(database, 'create', '--name', 'guest', '--expires', '2099-12-31')) as { key: string };
    await followed(service, key, 200);
    expect(await told(service.apiKey)).toEqual({
      public_read: false,
      key: { name: 'API_KEY', scopes: ['read'], expires_at: null },
    });
    expect(await told(service.adminApiKey)).toMatchObject({
      key: { name: 'ADMIN_API_KEY', scopes: ['read', 'llm', 'admin'] },
    });
    expect(await told(key)).toMatchObject({
      key: { name: 'guest', scopes: ['read'], expires_at: '2099-12-31T23:59:59.000Z' },
    });
  });

  it('takes a key that the command line made, until that revokes it, and notes when it was used', async () => {
    const { key } = (await keys(database, 'create', '--name', 'hr')) as { key: string };
    expect((await followed(service, key, 200)).status).toBe(200);
    expectProblem(await withKey(service, key, GAP_LLM), 403, 'INSUFFICIENT_SCOPE');
    await keys(database, 'revoke', 'hr');
    const problem = expectProblem(await followed(service, key, 401), 401, 'INVALID_API_KEY');
    expect(problem.detail).toMatch(/^The API key "hr" was revoked at .+Ask whoever runs this service/);
    expect(expectProblem(await withKey(service, `${key}x`), 401, 'INVALID_API_KEY').detail).toContain('not known');

    const { stdout, stderr } = await service.stop();
    const listed = await keys(database, 'list');
    expect(listed).toMatchObject({ keys: [{ name: 'guest' }, { name: 'hr', state: 'revoked' }] });
    expect(listed).toHaveProperty('keys.1.last_used_at', expect.stringMatching(/^\d{4}-.+Z$/));
    expect(stdout + stderr + JSON.stringify(listed)).not.toContain(key.slice(-32));
  });
});

describe('what the caller may do', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({
      DATABASE_URL: await freshDatabase(server!),
      RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: '3',
    });
  });

  it('is told without a key, and never kept', async () => {
    const { status, headers, body } = await service.get(ACCESS, { 'x-api-key': '' });
    expect({ status, body }).toEqual({ status: 200, body: { public_read: false, key: null } });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is not told for a wrong key, which is counted with all that the address tries', async () => {
    const wrong = 'read_000000000000000000000000000000';
    let answer = await withKey(service, wrong, ACCESS);
    expectProblem(answer, 401, 'INVALID_API_KEY');
    for (let i = 0; i < 3; i++) answer = await withKey(service, wrong, ACCESS);
    expectProblem(answer, 429, 'RATE_LIMITED');
    expectProblem(await withKey(service, wrong), 429, 'RATE_LIMITED');
    expect((await withKey(service, service.apiKey, ACCESS)).status).toBe(200);
  });

  it('takes no parameters', async () => {
    expectProblem(await service.get(`${ACCESS}?key=x`), 400, 'INVALID_PARAMETER');
  });
});

describe('a stream of the events of a run', () => {
  let url: string;
  let service: Service;
  let database: PipelineFixture;

  beforeAll(async () => {
    url = await freshDatabase(server!);
    service = await startService({ DATABASE_URL: url });
    database = await openPipeline({ url, drop: () => Promise.resolve() });
  });
  afterAll(() => database.close());

  it.each<[string, string, (id: number) => Promise<unknown>]>([
    ['the key that opened it is revoked', 'boss', () => keys(url, 'revoke', 'boss')],
    ['the record of its run is gone', 'clerk', (id) => database.dataSource.manager.delete(PipelineRun, { id })],
  ])('ends when %s', async (_why, name, act) => {
    const { key } = (await keys(url, 'create', '--name', name, '--scopes', 'read,admin')) as { key: string };
    await followed(service, key, 200);
    const work = async (run: ActiveRun): Promise<void> => {
      const path = `/api/v1/admin/runs/${run.id}/events`;
      const stream = await fetch(service.url + path, { headers: { 'x-api-key': key } });
      expect(stream.status).toBe(200);
      await act(run.id);
      const events = (await stream.text()).match(/^data: .*/gm) ?? [];
      expect(events.filter((event) => !event.includes('"status":"running"'))).toEqual([]);
    };
    const running = database.get(RunsService).execute({ command: 'assess', triggeredBy: 'cli' }, work);
    // Without its record it is given up.
    await running.catch((error: unknown) => expect(error).toMatchObject({ code: 'RUN_LOST' }));
  });
});

describe('every route of /openapi.json', () => {
  let service: Service;
  let routes: Route[];

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server!) });
    routes = await routesOf(service);
    expect(routes.length).toBeGreaterThan(10);
  });

  it.each([
    ['a missing', '', 'MISSING_API_KEY'],
    ['a wrong', 'read_000000000000000000000000000000', 'INVALID_API_KEY'],
    ['a made-up', `skg_0123456789abcdef_${'0'.repeat(32)}`, 'INVALID_API_KEY'],
  ])('refuses %s key, but for health, metrics and what the caller may do', async (_what, key, code) => {
    for (const { method, path } of routes) {
      const answer = await service.request(method, path, { 'x-api-key': key });
      expectProblem(answer, 401, code);
      expect(answer.headers.get('www-authenticate')).toBe('ApiKey, Bearer');
    }
  });

  it('is open to a key that may read, but for what costs money and for administration', async () => {
    const closed = routes.filter(({ path }) => NOT_FOR_READERS.test(path));
    expect(closed.length).toBeGreaterThan(4);
    for (const { method, path } of routes) {
      const answer = await service.request(method, path);
      if (NOT_FOR_READERS.test(path)) expectProblem(answer, 403, 'INSUFFICIENT_SCOPE');
      else expect([method, path, answer.status]).not.toEqual([method, path, 403]);
    }
  });

  it('takes a key as a bearer token as it does in its own header', async () => {
    for (const { method, path } of routes) {
      const bearing = (key: string) =>
        service.request(method, path, { 'x-api-key': '', authorization: `Bearer ${key}` });
      expectProblem(await bearing('read_000000000000000000000000000000'), 401, 'INVALID_API_KEY');
      const { status } = await bearing(service.apiKey);
      expect([method, path, status]).toEqual([method, path, (await service.request(method, path)).status]);
    }
  });

  it.each(['/health', '/health/ready', '/openapi.json', '/docs'])('%s is open without a key', async (path) => {
    expect((await service.get(path, { 'x-api-key': '' })).status).toBe(200);
  });
});

describe('limits of requests', () => {
  const READ = 30;
  const LLM = 3;
  const BULK = 2;
  const WITHOUT_KEY = 100;
  const WRONG_KEYS = 10_000;
  let service: Service;

  beforeAll(async () => {
    service = await startService({
      DATABASE_URL: await freshDatabase(server!),
      RATE_LIMIT_PER_MINUTE: String(READ),
      RATE_LIMIT_LLM_PER_MINUTE: String(LLM),
      RATE_LIMIT_BULK_PER_MINUTE: String(BULK),
      RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: String(WITHOUT_KEY),
    });
  });

  function limitsOf({ headers }: Answer): (string | null)[] {
    return ['limit', 'remaining', 'reset', 'retry-after'].map((name) =>
      headers.get(name === 'retry-after' ? name : `ratelimit-${name}`),
    );
  }

  it('let a valid key through while 10,000 wrong ones from the same address are refused', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const counts = new Map<number, number>();
    const wrong = Array.from({ length: WRONG_KEYS }, (_, i) => `skg_0123456789abcdef_${String(i).padStart(32, '0')}`);
    const next = wrong.values();
    const guess = async (): Promise<void> => {
      for (const key of next) {
        const status = await statusOf(service.url + GAP, key, agent);
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    };
    const guessing = Promise.all(Array.from({ length: 20 }, guess));
    const answers: number[] = [];
    for (let i = 0; i < READ / 2; i++) answers.push((await withKey(service, service.apiKey)).status);
    await guessing;
    agent.destroy();
    for (let i = 0; i < READ / 2; i++) answers.push((await withKey(service, service.apiKey)).status);
    expect([...counts].sort()).toEqual([
      [401, WITHOUT_KEY],
      [429, WRONG_KEYS - WITHOUT_KEY],
    ]);
    expect(answers).toEqual(Array<number>(READ).fill(200));
  });

  it('are told with each answer, and when to come back with each refusal', async () => {
    const answers: Answer[] = [];
    for (let i = 0; i < LLM; i++) answers.push(await withKey(service, service.adminApiKey, GAP_LLM));
    const seconds = expect.stringMatching(/^([1-9]|[1-5]\d|60)$/) as string;
    expect(answers.map(limitsOf)).toEqual([2, 1, 0].map((left) => [String(LLM), String(left), seconds, null]));

    const refused = await withKey(service, service.adminApiKey, GAP_LLM);
    const { detail } = expectProblem(refused, 429, 'RATE_LIMITED');
    expect(limitsOf(refused)).toEqual([String(LLM), '0', seconds, seconds]);
    expect(refused.headers.get('retry-after')).toBe(refused.headers.get('ratelimit-reset'));
    expect(detail).toMatch(/^This API key has used up its 3 requests a minute .+ Try again in \d+ seconds\.$/);
  });

  it('hold for paths and cohorts apart from gaps', async () => {
    const cohort = { origins: [{ code: '11-1011.00', people: 1 }], targets: [{ code: '11-3013.00' }] };
    const asked = [
      await withKey(service, service.adminApiKey, PATHS),
      await service.request('POST', '/api/v1/cohorts', { 'x-api-key': service.adminApiKey }, cohort),
    ];
    expect(asked.map(({ status }) => status)).toEqual([200, 200]);
    expect(asked.map((answer) => limitsOf(answer).slice(0, 2))).toEqual(
      [1, 0].map((left) => [String(BULK), String(left)]),
    );
    const { detail } = expectProblem(await withKey(service, service.adminApiKey, PATHS), 429, 'RATE_LIMITED');
    expect(detail).toContain('endpoints that compute much (paths, cohorts and exports)');
    expect((await withKey(service, service.adminApiKey)).status).toBe(200);
  });

  it('hold for each scope apart', async () => {
    expect((await withKey(service, service.adminApiKey)).status).toBe(200);
    expect((await withKey(service, service.adminApiKey, RUN)).status).toBe(200);
  });

  it.each(['/health', '/health/ready', '/openapi.json'])('do not touch %s', async (path) => {
    const { status, headers } = await service.get(path, { 'x-api-key': '' });
    expect(status).toBe(200);
    expect(headers.get('ratelimit-limit')).toBeNull();
  });
});

function statusOf(url: string, key: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = send(url, { agent, headers: { 'x-api-key': key } }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject).end();
  });
}
