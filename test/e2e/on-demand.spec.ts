import { setTimeout as sleep } from 'node:timers/promises';
import { testServersForProcesses } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { runCli } from '../support/service/command-line';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { WebServicesServer, type WebServicesOptions, type WebServicesVersion } from '../support/web-services/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const PRESENT = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00';
/** In the sample, known but without ratings. */
const UNRATED = '/api/v1/skill-gap?from=15-2051.00&to=11-1011.00';
/** The release has none of these where a service begins; each test takes others, so that they can share a service. */
const MISSING = [
  ...['11-2021.00', '11-9111.00', '13-1071.00', '13-2011.00', '15-1211.00', '15-1252.00', '17-2051.00', '21-1022.00'],
  ...['23-1011.00', '25-2021.00', '29-1141.00', '31-1131.00', '33-3051.00', '35-3031.00', '41-2011.00', '43-4051.00'],
  '43-6014.00',
];
/** And of these no ratings. */
const WITHOUT_RATINGS = ['47-2111.00', '53-3032.00'];
/** Of an occupation, in the order in which nothing refers to what goes. */
const TABLES_OF_CODE = [
  ...['occupation_ratings', 'alternate_titles', 'reported_titles', 'job_zones', 'related_occupations'],
  ...['technology_skills', 'preparation_ratings', 'task_activities', 'tasks', 'occupations'],
];
const LANDING = ['onet_occupations_api_landing', 'onet_ratings_api_landing'];
/** What one occupation of the sample has: its own row, and two ratings on each element of four domains. */
const ROWS_OF_CODE = 1 + 2 * (35 + 33 + 52 + 41);

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

  let left: { missing: string[]; withoutRatings: string[] };

  beforeAll(async () => {
    const url = await freshDatabase(server);
    variables = { ...KEYS, DATABASE_URL: url, DATA_DIR: await freshFolder() };
    const untouched = await startService(variables);
    const paths = [...MISSING, ...WITHOUT_RATINGS].flatMap((code) => [gap(code), byLevel(code), skills(code)]);
    before = await answersOf(untouched, [...paths, PRESENT]);
    await untouched.stop();
    database = await openPipeline({ url, drop: () => Promise.resolve() });
  });
  beforeEach(() => webServices.forget());
  afterEach(() => webServices.heal());
  afterAll(() => database.close());

  // How they write their answers is the same for every database, and so is how they fail.
  const isFirst = server === servers[0];

  describe.each(isFirst ? forms : forms.slice(0, 1))(
    'from Web Services $version, skills in two tables: $split',
    (form) => {
      beforeAll(() => begin(form));
      afterAll(end);

      it('an occupation that is missing is answered as before, kept, and never asked for again', async () => {
        const code = missing();
        expect((await service.get(gap(code))).body).toEqual(before[gap(code)]);
        const asked = webServices.requests.length;
        expect(asked).toBeGreaterThan(0);
        expect((await service.get(gap(code))).body).toEqual(before[gap(code)]);
        expect((await service.get(byLevel(code))).body).toEqual(before[byLevel(code)]);
        expect(withoutSource((await service.get(skills(code))).body)).toEqual(withoutSource(before[skills(code)]));
        await restart();
        expect((await service.get(gap(code))).body).toEqual(before[gap(code)]);
        expect(webServices.requests).toHaveLength(asked);
      });

      it('an occupation that is known without ratings gets them, and nothing else is asked for', async () => {
        const code = withoutRatings();
        expect((await service.get(byLevel(code))).body).toEqual(before[byLevel(code)]);
        const tables = webServices.rowRequests().map((path) => path.split('?', 1)[0]);
        const ofSkills = form.split ? ['essential_skills', 'transferable_skills'] : ['skills'];
        expect(tables.sort()).toEqual([...ofSkills, 'knowledge', 'abilities', 'work_activities'].sort());
        expect((await service.get(occupation(code))).body).toMatchObject({ source: 'text_file', rated: true });
      });
    },
  );

  describe('from Web Services', () => {
    beforeAll(() => begin());
    afterAll(end);

    // The first of this service: it has not asked for anything that it could have kept.
    it('a hundred simultaneous requests for one code make the calls of one', async () => {
      const path = byLevel(missing());
      webServices.fault({ kind: 'slow', ms: 100 });
      const answers = await Promise.all(Array.from({ length: 100 }, () => service.get(path)));
      for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: before[path] });
      expect(webServices.rowRequests()).toHaveLength(5);
      expect(webServices.requests).toHaveLength(7);
    });

    it('every endpoint that takes a code completes it, and the search finds it from then on', async () => {
      const paths = [occupation, skills, gap, byLevel, (code: string) => `/api/v1/skill-gap?from=${code}&to=11-1011`];
      for (const [i, path] of paths.entries()) {
        // The service still has what it has just completed: another code each time.
        const code = missing();
        const { title } = (before[skills(code)] as { occupation: { title: string } }).occupation;
        expect({ code, found: await found(title) }).toEqual({ code, found: expect.not.arrayContaining([code]) });
        const { status, body } = await service.get(path(i === 0 ? code.slice(0, 7) : code));
        expect({ i, status, body }).toMatchObject({ status: 200, body: { release: 'sample' } });
        expect((await service.get(occupation(code))).body).toMatchObject({ code, source: 'api', rated: true });
        expect({ code, found: await found(title) }).toEqual({ code, found: expect.arrayContaining([code]) });
      }
    });

    it('a retired code is never asked for, the one that has taken its place is', async () => {
      const answer = await service.get('/api/v1/occupations/15-1142');
      expect(expectProblem(answer, 404, 'OCCUPATION_NOT_FOUND')).toMatchObject({ onet_soc_code: '15-1244.00' });
      expectProblem(await service.get('/api/v1/occupations/15-1132/skills'), 422, 'OCCUPATION_RETIRED');
      const calls = webServices.requests.map(({ path, query }) => `${path}?${query.toString()}`);
      expect(calls.filter((call) => call.includes('15-1244'))).toHaveLength(1);
      expect(calls.filter((call) => /15-1(142|132)/.test(call))).toEqual([]);
    });

    it('what Web Services do not have is remembered with its time, also after a restart', async () => {
      const unknown = await service.get('/api/v1/skill-gap?from=11-1011.00&to=11-9999.99');
      const { detail } = expectProblem(unknown, 404, 'OCCUPATION_NOT_FOUND');
      const [time = ''] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/.exec(detail) ?? [];
      expect(Math.abs(Date.now() - Date.parse(time))).toBeLessThan(60_000);
      expect(detail).toContain(`O*NET Web Services (release 29.0) do not know it either, asked at ${time}.`);
      expect(unknown.body).toMatchObject({ on_demand: 'absent', on_demand_asked_at: time });
      const unrated = await service.get(UNRATED);
      expect(expectProblem(unrated, 422, 'OCCUPATION_NOT_RATED').detail).toContain(
        'have no ratings of it either, asked',
      );
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
      const path = gap(missing());
      await withoutWebServices(async (other) => {
        const { detail } = expectProblem(await other.get(path), 404, 'OCCUPATION_NOT_FOUND');
        expect(detail).toContain('On-demand completion is off: O*NET Web Services need credentials');
        const unrated = await other.get(UNRATED);
        expect(expectProblem(unrated, 422, 'OCCUPATION_NOT_RATED').detail).toContain('On-demand completion is off');
      });
      expect(webServices.requests).toEqual([]);
    });

    it('another process that serves the same database has the occupation soon, without asking', async () => {
      const code = missing();
      const other = await startService({ ...variables, ...webServices.environment });
      await service.get(gap(code));
      const asked = webServices.requests.length;
      expect((await other.get(gap(code))).body).toEqual(before[gap(code)]);
      expect((await other.get(occupation(code))).body).toMatchObject({ source: 'api' });
      expect(webServices.requests).toHaveLength(asked);
      await other.stop();
    });

    it('what landed comes back into the release by a command', async () => {
      const code = await landed();
      expect(await cli('transform', '--api')).toMatchObject({
        ...{ outcome: 'completed', rows_read: ROWS_OF_CODE, rows_written: ROWS_OF_CODE, rows_rejected: 0 },
      });
      expect(await cli('transform', '--api')).toMatchObject({ outcome: 'unchanged', rows_written: 0 });
      await withoutWebServices(async (other) => {
        expect((await other.get(gap(code))).body).toEqual(before[gap(code)]);
      });
    });

    it('an administrator brings what landed back while the service serves', async () => {
      const code = await landed();
      const admin = { 'x-api-key': KEYS.ADMIN_API_KEY };
      const post = (query: string, headers = admin) =>
        service.request('POST', `/api/v1/admin/transforms${query}`, headers);
      const started = await post('?landed=api');
      expect(started).toMatchObject({ status: 202, body: { command: 'transform', triggered_by: 'admin' } });
      const run = await ended(started.headers.get('location') ?? '', admin);
      expect(run).toMatchObject({
        status: 'succeeded',
        rows_read: ROWS_OF_CODE,
        rows_written: ROWS_OF_CODE,
        rows_rejected: 0,
        error: null,
      });
      await withoutWebServices(async (other) => {
        expect((await other.get(gap(code))).body).toEqual(before[gap(code)]);
      });
      expectProblem(await post('?landed=x'), 400, 'INVALID_PARAMETER');
      expectProblem(await service.request('POST', '/api/v1/admin/transforms'), 403, 'INSUFFICIENT_SCOPE');
    });

    it('the command line completes as well', async () => {
      const code = missing();
      const { stdout, ...ending } = await runCli(['gap', '11-1011', code.slice(0, 7), '--missing', '--json'], {
        ...variables,
        ...webServices.environment,
      });
      expect(ending).toMatchObject({ code: 0 });
      expect(JSON.parse(stdout)).toEqual(before[gap(code)]);
    });

    if (isFirst) describe('while they are', failing);
  });

  function failing(): void {
    it.each([
      ['down', (fake: WebServicesServer) => fake.stop(), /127\.0\.0\.1:\d+ refuses the connection/],
      ['overloaded', fault({ kind: 'status', status: 429, retryAfter: 30 }), /the server answered with status 429/],
      ['asked with a wrong key', fault({ kind: 'status', status: 403 }), /they refuse the credentials \(status 403\)/],
      ['sending a web page', fault({ kind: 'html-in-200' }), /is no JSON \(text\/html/],
      ['ignoring the filter', fault({ kind: 'ignored-filter' }), /holds rows of other occupations|has \d+ rows/],
    ])('%s, only what needs them is answered with 503, and later it works', async (...given) => {
      const [wayOfFailing, breakIt, reason] = given;
      const path = gap(missing());
      await breakIt(webServices);
      const failed = await service.get(path);
      expect(expectProblem(failed, 503, 'ONET_UNAVAILABLE').detail).toMatch(reason);
      expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await service.get(PRESENT)).body).toEqual(before[PRESENT]);
      expect((await service.get('/health/ready')).status).toBe(200);
      for (const secret of secretsOf(webServices)) expect(service.output + failed.text).not.toContain(secret);
      webServices.heal();
      if (wayOfFailing === 'down') await webServices.resume();
      expect((await service.get(path)).body).toEqual(before[path]);
    });

    it('silent, others are answered at once, a known one without its ratings', async () => {
      const code = withoutRatings();
      webServices.fault({ kind: 'hang' });
      const waiting = service.get(gap(code));
      const started = performance.now();
      expect((await service.get(PRESENT)).body).toEqual(before[PRESENT]);
      expect((await service.get(occupation(code))).body).toMatchObject({ code, rated: false });
      expect(performance.now() - started).toBeLessThan(8_000);
      const { detail } = expectProblem(await waiting, 503, 'ONET_UNAVAILABLE');
      expect(detail).toMatch(/within 10 s/);
    });

    // The last of this service.
    it('silent, a service that is stopped ends soon, and answers who waits', async () => {
      webServices.fault({ kind: 'hang' });
      const waiting = service.get(gap(missing()));
      await eventually('they are asked', () => webServices.requests.length > 0);
      const started = performance.now();
      await service.stop();
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(expectProblem(await waiting, 503, 'ONET_UNAVAILABLE').detail).toContain('this service is stopping');
    });
  }

  /** A service on the release as its files have it, but for some occupations, or for what some tables say of them. */
  async function begin(form: WebServicesOptions = {}): Promise<void> {
    webServices = await WebServicesServer.start(form);
    await clearLanding();
    const sample = { location: 'sample', releaseName: null };
    await database.pipeline.refresh(sample, { triggeredBy: 'cli', force: true });
    await forget(TABLES_OF_CODE, MISSING);
    await forget(['occupation_ratings'], WITHOUT_RATINGS);
    left = { missing: [...MISSING], withoutRatings: [...WITHOUT_RATINGS] };
    service = await startService({ ...variables, ...webServices.environment });
  }

  async function end(): Promise<void> {
    await service.stop();
    await webServices.stop();
  }

  /** An occupation that no other test has asked for, and that the release lacks. */
  function missing(): string {
    return next(left.missing);
  }

  /** The same, where it lacks but the ratings. */
  function withoutRatings(): string {
    return next(left.withoutRatings);
  }

  async function restart(): Promise<void> {
    await service.stop();
    service = await startService({ ...variables, ...webServices.environment });
  }

  /** What a service that cannot ask has read from the database. */
  async function withoutWebServices(work: (other: Service) => Promise<void>): Promise<void> {
    const other = await startService(variables);
    await work(other).finally(() => other.stop());
  }

  /** An occupation whose rows are landed, and nobody else's, but lost to the release. */
  async function landed(): Promise<string> {
    const code = missing();
    await clearLanding();
    await service.get(gap(code));
    await forget(TABLES_OF_CODE, [code]);
    return code;
  }

  async function clearLanding(): Promise<void> {
    for (const table of LANDING) await database.dataSource.query(`DELETE FROM ${table}`);
  }

  async function forget(tables: readonly string[], codes: readonly string[]): Promise<void> {
    const { id } = (await database.releases.findCurrent())!;
    for (const table of tables) {
      await database.dataSource.query(
        `DELETE FROM ${table} WHERE release_id = ${id} AND onet_soc_code IN ('${codes.join(`', '`)}')`,
      );
    }
    // They hold what the tables held.
    await database.dataSource.query(`DELETE FROM release_packs WHERE release_id = ${id}`);
  }

  /** The codes that the search finds by a title. */
  async function found(title: string): Promise<string[]> {
    const { body } = await service.get(`/api/v1/occupations?search=${encodeURIComponent(title)}`);
    return (body as { occupations: { code: string }[] }).occupations.map(({ code }) => code);
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

function gap(code: string): string {
  return `/api/v1/skill-gap?from=11-1011.00&to=${code}`;
}

function byLevel(code: string): string {
  return `/api/v1/skill-gap-by-lvl?from=11-1011.00&to=${code}`;
}

function occupation(code: string): string {
  return `/api/v1/occupations/${code}`;
}

function skills(code: string): string {
  return `${occupation(code)}/skills`;
}

function next(codes: string[]): string {
  const code = codes.shift();
  if (code === undefined) throw new Error('There are too few occupations for another test: name more of them.');
  return code;
}

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
