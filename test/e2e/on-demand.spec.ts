import { setTimeout as sleep } from 'node:timers/promises';
import { testServersForProcesses } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { runCli } from '../support/service/command-line';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { WebServicesServer, type WebServicesVersion } from '../support/web-services/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-2021.00';
const BY_LEVEL = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-2021.00';
const SKILLS = '/api/v1/occupations/11-2021.00/skills';
const OCCUPATION = '/api/v1/occupations/11-2021.00';
const PRESENT = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00';
/** In the sample, known but without ratings. */
const UNRATED = '/api/v1/skill-gap?from=15-2051.00&to=11-1011.00';
/** The release has none of these at the beginning of a test. */
const MISSING = ['11-2021.00', '11-9111.00', '13-1071.00', '13-2011.00', '15-1211.00'];
/** Of an occupation, in the order in which nothing refers to what goes. */
const TABLES_OF_CODE = ['occupation_skills', 'alternate_titles', 'job_zones', 'occupations'];
const LANDING = ['onet_occupations_api_landing', 'onet_skills_api_landing'];

const forms: readonly { version: WebServicesVersion; split: boolean }[] = [
  { version: '2', split: false },
  { version: '2', split: true },
  { version: '1.9', split: false },
];

const servers = testServersForProcesses();

describe.each(servers)('on demand, on $name', (server) => {
  let database: PipelineFixture;
  let variables: Record<string, string>;
  let webServices: WebServicesServer;
  let service: Service;
  let before: Record<string, unknown>;

  beforeAll(async () => {
    const url = await freshDatabase(server);
    variables = { ...KEYS, DATABASE_URL: url, DATA_DIR: await freshFolder() };
    const untouched = await startService(variables);
    before = await answersOf(untouched, [GAP, BY_LEVEL, SKILLS, PRESENT]);
    await untouched.stop();
    database = await openPipeline({ url, drop: () => Promise.resolve() });
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await service.stop();
    await webServices.stop();
  });

  // How they write their answers is the same for every database, and so is how they fail.
  const isFirst = server === servers[0];

  describe.each(isFirst ? forms : forms.slice(0, 1))(
    'from Web Services $version, skills in two tables: $split',
    (form) => {
      beforeEach(async () => {
        webServices = await WebServicesServer.start({ ...form });
      });

      it('an occupation that is missing is answered as before, kept, and never asked for again', async () => {
        await begin(webServices);
        expect((await service.get(GAP)).body).toEqual(before[GAP]);
        const asked = webServices.requests.length;
        expect(asked).toBeGreaterThan(0);
        expect((await service.get(GAP)).body).toEqual(before[GAP]);
        expect((await service.get(BY_LEVEL)).body).toEqual(before[BY_LEVEL]);
        expect(withoutSource((await service.get(SKILLS)).body)).toEqual(withoutSource(before[SKILLS]));
        await restart();
        expect((await service.get(GAP)).body).toEqual(before[GAP]);
        expect(webServices.requests).toHaveLength(asked);
      });

      it('an occupation that is known without ratings gets them, and nothing else is asked for', async () => {
        await begin(webServices, ['occupation_skills']);
        expect((await service.get(BY_LEVEL)).body).toEqual(before[BY_LEVEL]);
        const tables = webServices.rowRequests().map((path) => path.split('?', 1)[0]);
        expect(tables.sort()).toEqual(form.split ? ['essential_skills', 'transferable_skills'] : ['skills']);
        expect((await service.get(OCCUPATION)).body).toMatchObject({ source: 'text_file', rated: true });
      });
    },
  );

  it('every endpoint that takes a code completes it, and the search finds it from then on', async () => {
    const search = '/api/v1/occupations?search=marketing%20managers';
    const found = async () => ((await service.get(search)).body as { occupations: object[] }).occupations;
    await begin();
    expect(await found()).not.toContainEqual(expect.objectContaining({ code: '11-2021.00' }));
    const paths = [OCCUPATION, SKILLS, GAP, BY_LEVEL, '/api/v1/skill-gap?from=11-2021&to=11-1011'];
    for (const [i, path] of paths.entries()) {
      // The service still has what it has just completed: another code each time, all of them missing in the release.
      const code = MISSING[i]!;
      const { status, body } = await service.get(path.replace(/11-2021(\.00)?/, code));
      expect({ path, status, body }).toMatchObject({ status: 200, body: { release: 'sample' } });
      const { body: occupation } = await service.get(`/api/v1/occupations/${code}`);
      expect(occupation).toMatchObject({ code, source: 'api', rated: true });
    }
    expect(await found()).toContainEqual(expect.objectContaining({ code: '11-2021.00', rated: true }));
  });

  it('a hundred simultaneous requests for one code make the calls of one', async () => {
    await begin(await WebServicesServer.start({ delayMs: 100 }));
    const answers = await Promise.all(Array.from({ length: 100 }, () => service.get(BY_LEVEL)));
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: before[BY_LEVEL] });
    expect(webServices.rowRequests()).toHaveLength(2);
    expect(webServices.requests).toHaveLength(4);
  });

  it('what Web Services do not have is remembered with its time, also after a restart', async () => {
    await begin();
    const unknown = await service.get('/api/v1/skill-gap?from=11-1011.00&to=11-9999.99');
    const { detail } = expectProblem(unknown, 404, 'OCCUPATION_NOT_FOUND');
    const [time = ''] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/.exec(detail) ?? [];
    expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000);
    expect(detail).toContain(`O*NET Web Services (release 29.0) do not know it either, asked at ${time}.`);
    expect(unknown.body).toMatchObject({ on_demand: 'absent', on_demand_asked_at: time });
    const unrated = await service.get(UNRATED);
    expect(expectProblem(unrated, 422, 'OCCUPATION_NOT_RATED').detail).toContain('have no ratings of it either, asked');
    const asked = webServices.requests.length;
    await service.get(UNRATED);
    await restart();
    // Databases keep whole seconds.
    const again = await service.get('/api/v1/skill-gap?from=11-1011.00&to=11-9999.99');
    expect(expectProblem(again, 404, 'OCCUPATION_NOT_FOUND').detail).toContain(time.slice(0, 16));
    expectProblem(await service.get(UNRATED), 422, 'OCCUPATION_NOT_RATED');
    expect(webServices.requests).toHaveLength(asked);
  });

  it('without credentials, the answer says that completion is off', async () => {
    await begin();
    await restart({});
    const { detail } = expectProblem(await service.get(GAP), 404, 'OCCUPATION_NOT_FOUND');
    expect(detail).toContain('On-demand completion is off: O*NET Web Services need credentials');
    const unrated = await service.get(UNRATED);
    expect(expectProblem(unrated, 422, 'OCCUPATION_NOT_RATED').detail).toContain('On-demand completion is off');
    expect(webServices.requests).toEqual([]);
  });

  if (isFirst) describe('while Web Services are', failing);

  function failing(): void {
    it.each([
      ['down', (fake: WebServicesServer) => fake.stop(), /127\.0\.0\.1:\d+ refuses the connection/],
      ['overloaded', fault({ kind: 'status', status: 429, retryAfter: 30 }), /the server answered with status 429/],
      ['asked with a wrong key', fault({ kind: 'status', status: 403 }), /they refuse the credentials \(status 403\)/],
      ['sending a web page', fault({ kind: 'html-in-200' }), /is no JSON \(text\/html/],
      ['ignoring the filter', fault({ kind: 'ignored-filter' }), /holds rows of other occupations|has \d+ rows/],
    ])('%s, only what needs them is answered with 503, and later it works', async (...given) => {
      const [wayOfFailing, breakIt, reason] = given;
      await begin();
      await breakIt(webServices);
      const failed = await service.get(GAP);
      expect(expectProblem(failed, 503, 'ONET_UNAVAILABLE').detail).toMatch(reason);
      expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await service.get(PRESENT)).body).toEqual(before[PRESENT]);
      expect((await service.get('/health/ready')).status).toBe(200);
      for (const secret of secretsOf(webServices)) expect(service.output + failed.text).not.toContain(secret);
      webServices.heal();
      if (wayOfFailing === 'down') await webServices.resume();
      expect((await service.get(GAP)).body).toEqual(before[GAP]);
    });

    it('silent, others are answered at once, a known one without its ratings', async () => {
      await begin(undefined, ['occupation_skills']);
      webServices.fault({ kind: 'hang' });
      const waiting = service.get(GAP);
      const started = performance.now();
      expect((await service.get(PRESENT)).body).toEqual(before[PRESENT]);
      expect((await service.get(OCCUPATION)).body).toMatchObject({ code: '11-2021.00', rated: false });
      expect(performance.now() - started).toBeLessThan(8_000);
      const { detail } = expectProblem(await waiting, 503, 'ONET_UNAVAILABLE');
      expect(detail).toMatch(/within 10 s/);
    });

    it('silent, a service that is stopped ends soon, and answers who waits', async () => {
      await begin();
      webServices.fault({ kind: 'hang' });
      const waiting = service.get(GAP);
      await sleep(300);
      const started = performance.now();
      await service.stop();
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(expectProblem(await waiting, 503, 'ONET_UNAVAILABLE').detail).toContain('this service is stopping');
    });
  }

  it('another process that serves the same database has the occupation soon, without asking', async () => {
    await begin();
    const other = await startService({ ...variables, ...webServices.environment });
    await service.get(GAP);
    const asked = webServices.requests.length;
    expect((await other.get(GAP)).body).toEqual(before[GAP]);
    expect((await other.get(OCCUPATION)).body).toMatchObject({ source: 'api' });
    expect(webServices.requests).toHaveLength(asked);
    await other.stop();
  });

  it('what landed comes back into the release by a command, and into the next release by itself', async () => {
    await begin();
    await service.get(GAP);
    await service.stop();
    await forget(TABLES_OF_CODE);
    expect(await cli('transform', '--api')).toMatchObject({
      outcome: 'completed',
      rows_read: 71,
      rows_written: 71,
      rows_rejected: 0,
    });
    expect(await cli('transform', '--api')).toMatchObject({ outcome: 'unchanged', rows_written: 0 });
    await restart({});
    expect((await service.get(GAP)).body).toEqual(before[GAP]);
  });

  it('an administrator brings what landed back while the service serves', async () => {
    await begin();
    await service.get(GAP);
    await forget(TABLES_OF_CODE);
    const admin = { 'x-api-key': KEYS.ADMIN_API_KEY };
    const started = await service.request('POST', '/api/v1/admin/transforms?landed=api', admin);
    expect(started).toMatchObject({ status: 202, body: { command: 'transform', triggered_by: 'admin' } });
    const run = await ended(started.headers.get('location') ?? '', admin);
    expect(run).toMatchObject({ status: 'succeeded', rows_read: 71, rows_written: 71, rows_rejected: 0, error: null });
    await restart({});
    expect((await service.get(GAP)).body).toEqual(before[GAP]);
    expectProblem(await service.request('POST', '/api/v1/admin/transforms?landed=x', admin), 400, 'INVALID_PARAMETER');
    expectProblem(await service.request('POST', '/api/v1/admin/transforms'), 403, 'INSUFFICIENT_SCOPE');
  });

  it('the command line completes as well', async () => {
    await begin();
    const { code, stdout } = await runCli(['gap', '11-1011', '11-2021', '--json'], {
      ...variables,
      ...webServices.environment,
    });
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({ code: 0, answer: before[GAP] });
  });

  /** A service on the release as its files have it, but for some occupations, or for what some tables say of them. */
  async function begin(fake?: WebServicesServer, without: readonly string[] = TABLES_OF_CODE): Promise<void> {
    webServices = fake ?? (await WebServicesServer.start());
    for (const table of LANDING) await database.dataSource.query(`DELETE FROM ${table}`);
    const sample = { location: 'sample', releaseName: null };
    await database.pipeline.refresh(sample, { triggeredBy: 'cli', force: true });
    await forget(without);
    service = await startService({ ...variables, ...webServices.environment });
  }

  async function restart(environment: Record<string, string> = webServices.environment): Promise<void> {
    await service.stop();
    service = await startService({ ...variables, ...environment });
  }

  async function forget(tables: readonly string[]): Promise<void> {
    const { id } = (await database.releases.findCurrent())!;
    for (const table of tables) {
      await database.dataSource.query(
        `DELETE FROM ${table} WHERE release_id = ${id} AND onet_soc_code IN ('${MISSING.join(`', '`)}')`,
      );
    }
  }

  async function ended(path: string, headers: Record<string, string>): Promise<unknown> {
    for (;;) {
      const { body } = await service.get(path, headers);
      if ((body as { status: string }).status !== 'running') return body;
      await sleep(50);
    }
  }

  async function cli(...args: string[]): Promise<unknown> {
    const { stdout, stderr } = await runCli([...args, '--json'], variables);
    return JSON.parse(stdout || JSON.stringify(stderr)) as unknown;
  }
});

function fault(kind: Parameters<WebServicesServer['fault']>[0]) {
  return (fake: WebServicesServer): Promise<void> => {
    fake.fault(kind);
    return Promise.resolve();
  };
}

function secretsOf({ environment }: WebServicesServer): string[] {
  return ['ONET_API_KEY', 'ONET_PASSWORD'].flatMap((name) => environment[name] ?? []);
}

async function answersOf(service: Service, paths: readonly string[]): Promise<Record<string, unknown>> {
  const answers = await Promise.all(
    paths.map(async (path): Promise<[string, Answer]> => [path, await service.get(path)]),
  );
  return Object.fromEntries(answers.map(([path, { body }]) => [path, body]));
}

/** Where rows came from is the one thing that differs. */
function withoutSource(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll('"source":"api"', '"source":"text_file"'));
}
