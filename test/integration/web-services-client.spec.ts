import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Logger } from '@nestjs/common';
import { parseEnvironment } from '@app/config';
import { DOMAINS } from '@app/onet';
import { OnetUnavailableError, WebServicesClient, type TablePage } from '@app/ingestion';
import { WebServicesServer, type ApiRow, type Fault, type WebServicesVersion } from '../support/web-services/server';

const VERSIONS: readonly WebServicesVersion[] = ['2', '1.9'];
/** Rated in the sample. */
const MARKETING = '11-2021.00';
/** Known in the sample, but without ratings. */
const UNRATED = '15-2051.00';
const UNKNOWN = '11-9999.99';
/** Far more than an answer takes on a busy machine, and less than a server's wish or its silence is waited for. */
const AT_ONCE_MS = 5_000;
/** A stop has to end what would go on for 1.8 s and more: until the next try, or the turn of the last call. */
const STOPPED_MS = 1_500;

const logged: string[] = [];
const clients: WebServicesClient[] = [];
let elsewhere: WebServicesServer;
let lengthy: Lengthy[];

beforeAll(async () => {
  const log = (...message: unknown[]) => void logged.push(inspect(message));
  Logger.overrideLogger({ log, warn: log, error: log, debug: log });
  elsewhere = await WebServicesServer.start();
  lengthy = await Promise.all(VERSIONS.map(beginLengthy));
});
afterAll(async () => {
  for (const { clientOfHanging, clientOfBroken, hanging, broken } of lengthy) {
    clientOfHanging.onModuleDestroy();
    clientOfBroken.onModuleDestroy();
    await hanging.stop();
    await broken.stop();
  }
  await elsewhere.stop();
});

/** What takes more than ten seconds. It begins before all tests and ends behind them, so that they do not wait for it. */
interface Lengthy {
  readonly hanging: WebServicesServer;
  readonly clientOfHanging: WebServicesClient;
  readonly failed: Promise<{ result: OnetUnavailableError; ms: number }>;
  readonly broken: WebServicesServer;
  readonly clientOfBroken: WebServicesClient;
  readonly brokenAt: number;
}

async function beginLengthy(version: WebServicesVersion): Promise<Lengthy> {
  const hanging = await WebServicesServer.start({ version });
  hanging.fault({ kind: 'hang' });
  const clientOfHanging = newClient(hanging);
  const failed = timed(() => failureOf(hanging, clientOfHanging.release()));
  const broken = await WebServicesServer.start({ version });
  broken.fault({ kind: 'status', status: 401 }, { times: 5 });
  const clientOfBroken = newClient(broken);
  for (let i = 0; i < 5; i++) await failureOf(broken, clientOfBroken.release());
  return { hanging, clientOfHanging, failed, broken, clientOfBroken, brokenAt: performance.now() };
}

function newClient({ environment }: WebServicesServer): WebServicesClient {
  return new WebServicesClient(parseEnvironment(environment).webServices);
}

/** Throttle and circuit breaker are a client's own, so every test has one that has done nothing yet. */
function clientOf(server: WebServicesServer): WebServicesClient {
  const client = newClient(server);
  clients.push(client);
  return client;
}

function stopClients(): void {
  for (const client of clients.splice(0)) client.onModuleDestroy();
}

/** Everything of which a reader could sign in. */
function secretsOf({ environment }: WebServicesServer): string[] {
  const { ONET_API_KEY: key, ONET_USERNAME: username = '', ONET_PASSWORD: password = '' } = environment;
  const secrets = key === undefined ? [username, password, `${username}:${password}`] : [key];
  return secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')]);
}

function expectNoSecrets(text: string, server: WebServicesServer): void {
  for (const secret of secretsOf(server)) expect(text).not.toContain(secret);
}

/** The error that a call ends with, after a look into every corner of it for what must not be there. */
async function failureOf(server: WebServicesServer, call: Promise<unknown>): Promise<OnetUnavailableError> {
  const error: unknown = await call.then(
    (result) => expect(result).toBe('a failure'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof OnetUnavailableError)) throw error;
  expect(error).toMatchObject({
    code: 'ONET_UNAVAILABLE',
    message: expect.stringMatching(/^O\*NET Web Services: .+\.$/),
  });
  expect(error.retryAfterSeconds).toBeGreaterThan(0);
  const shown = inspect(error, { depth: 10, showHidden: true });
  const written = JSON.stringify([error, error.cause]);
  expectNoSecrets([error.message, error.stack, written, shown, inspect(error.cause)].join('\n'), server);
  return error;
}

async function timed<T>(call: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await call();
  return { result, ms: performance.now() - started };
}

async function pagesOf(pages: AsyncIterable<TablePage>): Promise<TablePage[]> {
  const taken: TablePage[] = [];
  for await (const page of pages) taken.push(page);
  return taken;
}

function manyRows(count: number): ApiRow[] {
  return Array.from({ length: count }, (_, i) => ({ element_id: `2.A.${i}`, data_value: i }));
}

describe.each(VERSIONS)('Web Services %s', (version) => {
  let server: WebServicesServer;
  let split: WebServicesServer;
  let client: WebServicesClient;

  beforeAll(async () => {
    server = await WebServicesServer.start({ version });
    split = await WebServicesServer.start({ version, split: true });
  });
  afterAll(() => Promise.all([server.stop(), split.stop()]));

  beforeEach(() => {
    for (const each of [server, split, elsewhere]) {
      each.heal();
      each.forget();
    }
    server.setRelease('29.0');
    client = clientOf(server);
    logged.length = 0;
  });
  afterEach(() => {
    stopClients();
    expectNoSecrets(logged.join('\n'), server);
    expect(elsewhere.requests).toEqual([]);
  });

  const rowsOf = (from: WebServicesServer, tableId: string, code: string) =>
    from.rows(tableId).filter((row) => row.onetsoc_code === code);
  const failure = (call: Promise<unknown>) => failureOf(server, call);
  const times = () => server.requests.map(({ at }) => at);

  describe('give', () => {
    it('the occupation of a code, as its row was received', async () => {
      const rows = rowsOf(server, 'occupation_data', MARKETING);
      expect(rows).toHaveLength(1);
      expect(await client.occupation(MARKETING)).toEqual({ tableId: 'occupation_data', rows });
      expect(server.rowRequests()).toEqual([`occupation_data?start=1&end=2000&filter=onetsoc_code.eq.${MARKETING}`]);
    });

    it('no occupation for a code that they do not know', async () => {
      expect(await client.occupation(UNKNOWN)).toBeNull();
      expect(server.requests[0]!.status).toBe(version === '2' ? 200 : 422);
    });

    it.each([404, 422])('no occupation where they say so with status %d in JSON', async (status) => {
      server.fault({ kind: 'status', status }, { where: 'occupation_data' });
      expect(await client.occupation(MARKETING)).toBeNull();
      expect(server.rowRequests()).toHaveLength(1);
    });

    it('the ratings of a code from one table', async () => {
      const rows = rowsOf(server, 'skills', MARKETING);
      expect(rows).toHaveLength(70);
      expect(await client.ratings(MARKETING, ['skills'])).toEqual([{ tableId: 'skills', rows }]);
      expect(server.requests).toHaveLength(2);
    });

    it('the ratings of a code from two tables since release 30.3', async () => {
      const found = await clientOf(split).ratings(MARKETING, ['skills']);
      const tables = ['essential_skills', 'transferable_skills'];
      expect(found).toEqual(tables.map((tableId) => ({ tableId, rows: rowsOf(split, tableId, MARKETING) })));
      expect(found.map(({ rows }) => rows.length)).toEqual([20, 50]);
      expect(split.requests).toHaveLength(3);
    });

    it('the ratings of a code on each domain that is wanted, as its rows were received', async () => {
      const tables = { skills: 70, knowledge: 66, abilities: 104, work_activities: 82 };
      const found = await client.ratings(MARKETING, DOMAINS);
      expect(found).toEqual(
        Object.keys(tables).map((tableId) => ({ tableId, rows: rowsOf(server, tableId, MARKETING) })),
      );
      expect(found.map(({ rows }) => rows.length)).toEqual(Object.values(tables));
      expect(server.requests).toHaveLength(5);
    });

    it('no ratings on a domain that they have no table of, which is not asked for', async () => {
      const without = await WebServicesServer.start({ version, without: ['abilities'] });
      const found = await clientOf(without).ratings(MARKETING, DOMAINS);
      expect(found.map(({ tableId }) => tableId)).toEqual(['skills', 'knowledge', 'work_activities']);
      expect(without.requests).toHaveLength(4);
      await without.stop();
    });

    it('no ratings for a code that is not rated', async () => {
      expect(await client.ratings(UNRATED, ['skills'])).toEqual([{ tableId: 'skills', rows: [] }]);
      const none = ['essential_skills', 'transferable_skills'].map((tableId) => ({ tableId, rows: [] }));
      expect(await clientOf(split).ratings(UNRATED, ['skills'])).toEqual(none);
    });

    it('the scales', async () => {
      const rows = server.rows('scales_reference');
      expect(rows.length).toBeGreaterThan(1);
      expect(await client.scales()).toEqual({ tableId: 'scales_reference', rows });
    });

    it.each(['29.0', '30.3', null])('release %s where they tell it', async (release) => {
      server.setRelease(release);
      expect(await client.release()).toBe(release);
    });

    it('the ids of their tables', async () => {
      expect([...(await client.tableIds())]).toEqual(
        expect.arrayContaining(['occupation_data', 'scales_reference', 'skills']),
      );
      expect([...(await clientOf(split).tableIds())]).not.toContain('skills');
    });
  });

  describe('give a table in pages', () => {
    const ROWS = manyRows(4_321);

    beforeAll(() => server.setRows('many', ROWS));

    it('of 2000 rows', async () => {
      expect(await pagesOf(client.pages('many'))).toEqual([
        { tableId: 'many', start: 1, total: 4_321, rows: ROWS.slice(0, 2_000) },
        { tableId: 'many', start: 2_001, total: 4_321, rows: ROWS.slice(2_000, 4_000) },
        { tableId: 'many', start: 4_001, total: 4_321, rows: ROWS.slice(4_000) },
      ]);
      const asked = ['many?start=1&end=2000', 'many?start=2001&end=4000', 'many?start=4001&end=6000'];
      expect(server.rowRequests()).toEqual(asked);
    });

    it('asked for when the one before was taken', async () => {
      for await (const page of client.pages('many')) {
        if (page.start === 2_001) break;
        expect(server.requests).toHaveLength(1);
      }
      await wait(50);
      expect(server.requests).toHaveLength(2);
    });

    it('from a row in the middle on', async () => {
      const pages = await pagesOf(client.pages('many', { start: 1_500 }));
      expect(pages.map(({ start, rows }) => [start, rows.length])).toEqual([
        [1_500, 2_000],
        [3_500, 822],
      ]);
      expect(pages.flatMap(({ rows }) => rows)).toEqual(ROWS.slice(1_499));
    });

    it('from behind its end on as one that is empty', async () => {
      const pages = await pagesOf(client.pages('many', { start: 4_322 }));
      expect(pages).toEqual([{ tableId: 'many', start: 4_322, total: 4_321, rows: [] }]);
    });

    it('of rows that two filters let through', async () => {
      const filters = [
        ['onetsoc_code', MARKETING],
        ['scale_id', 'LV'],
      ] as const;
      const [page] = await pagesOf(client.pages('skills', { filters }));
      expect(page!.rows).toEqual(rowsOf(server, 'skills', MARKETING).filter((row) => row.scale_id === 'LV'));
      expect(page).toMatchObject({ start: 1, total: 35 });
      const filter = `filter=onetsoc_code.eq.${MARKETING}&filter=scale_id.eq.LV`;
      expect(server.rowRequests()).toEqual([`skills?start=1&end=2000&${filter}`]);
    });

    it('that fail where one that was announced is not there', async () => {
      server.setRows(
        'rated',
        ROWS.map((row) => ({ ...row, scale_id: 'IM' })),
      );
      server.fault({ kind: 'status', status: 422 }, { where: 'start=2001' });
      const error = await failure(pagesOf(client.pages('rated', { filters: [['scale_id', 'IM']] })));
      expect(error.message).toContain('rated cannot be used, as it ends before row 2001, which was announced');
    });

    it('that fail where rows are missing at the end of one', async () => {
      server.fault({ kind: 'lost-rows' });
      const error = await failure(pagesOf(client.pages('many')));
      expect(error.message).toContain('names a next page that does not join on');
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('are asked', () => {
    it('with credentials in the header of their version, and nowhere else', async () => {
      await client.ratings(MARKETING, ['skills']);
      await client.release();
      await client.scales();
      const [own, other] = version === '2' ? ['x-api-key', 'authorization'] : ['authorization', 'x-api-key'];
      expect(server.requests).toHaveLength(4);
      for (const { method, path, query, headers, status } of server.requests) {
        const { [own]: signIn, [other]: none, ...others } = headers;
        expect({ method, status, accept: headers.accept }).toEqual({
          method: 'GET',
          status: 200,
          accept: 'application/json',
        });
        expect(secretsOf(server).some((secret) => String(signIn).includes(secret))).toBe(true);
        expect(none).toBeUndefined();
        expectNoSecrets(`${path}?${query.toString()} ${JSON.stringify(others)}`, server);
      }
      expectNoSecrets(inspect(client.description), server);
    });

    it('for the rows that are wanted, always with start and end', async () => {
      await client.ratings(MARKETING, ['skills']);
      await client.scales();
      const rows = server.requests.filter(({ path }) => path.includes('/rows/'));
      expect(rows.map(({ query }) => [query.get('start'), query.get('end')])).toEqual([
        ['1', '2000'],
        ['1', '2000'],
      ]);
    });

    it('over one connection, one call after the other', async () => {
      await client.release();
      await client.ratings(MARKETING, ['skills']);
      await client.occupation(MARKETING);
      await client.scales();
      expect(server.requests).toHaveLength(5);
      expect(new Set(server.requests.map(({ connection }) => connection)).size).toBe(1);
    });

    it('at most five times in any second, however many want something', async () => {
      const codes = server.rows('occupation_data').map((row) => String(row.onetsoc_code));
      const found = await Promise.all(codes.slice(0, 16).map((code) => client.occupation(code)));
      expect(found).not.toContain(null);
      const at = times();
      expect(at).toHaveLength(16);
      const windows = at.slice(5).map((time, i) => time - at[i]!);
      expect(Math.min(...windows)).toBeGreaterThanOrEqual(1_000);
    });

    it.each([
      ['release', 'about', (): Promise<unknown> => client.release()],
      ['list of tables', 'database', (): Promise<unknown> => client.tableIds()],
    ])('once for the %s, and again after a failure', async (_what, path, ask) => {
      server.fault({ kind: 'status', status: 401 }, { where: path, times: 1 });
      const refused = await Promise.all(Array.from({ length: 10 }, () => failure(ask())));
      expect(new Set(refused).size).toBe(1);
      expect(server.requests).toHaveLength(1);
      const answers = await Promise.all(Array.from({ length: 10 }, ask));
      expect(await ask()).toBe(answers[0]);
      expect(server.requests).toHaveLength(2);
    });
  });

  describe('of a service that stops', () => {
    async function expectEnd(calls: readonly Promise<unknown>[]): Promise<void> {
      const failures = Promise.all(calls.map((call) => failure(call)));
      await wait(200);
      const { result, ms } = await timed(() => {
        client.onModuleDestroy();
        return failures;
      });
      for (const { message } of result) expect(message).toContain('this service is stopping');
      expect(ms).toBeLessThan(STOPPED_MS);
    }

    it('do not keep anybody waiting for an answer', async () => {
      server.fault({ kind: 'hang' });
      await expectEnd([client.release(), client.occupation(MARKETING)]);
      expect(server.requests).toHaveLength(2);
    });

    it('do not keep anybody waiting for a turn', async () => {
      server.fault({ kind: 'hang' });
      await expectEnd(Array.from({ length: 12 }, () => client.occupation(MARKETING)));
      expect(server.requests).toHaveLength(5);
    });

    it('do not keep anybody waiting for the next try', async () => {
      server.fault({ kind: 'status', status: 503, retryAfter: 2 });
      await expectEnd([client.occupation(MARKETING)]);
      expect(server.requests).toHaveLength(1);
    });

    it('are not asked any more', async () => {
      client.onModuleDestroy();
      expect((await failure(client.release())).message).toContain('this service is stopping');
      expect(server.requests).toEqual([]);
    });
  });

  describe('that fail for a while are asked three times in all, and then not at once', () => {
    it.each<[string, Fault, RegExp]>([
      ['status 429', { kind: 'status', status: 429 }, /the server answered with status 429\. Try again later/],
      ['status 500', { kind: 'status', status: 500 }, /the server answered with status 500\. Try again later/],
      ['status 502', { kind: 'status', status: 502 }, /the server answered with status 502\. Try again later/],
      ['status 503 in JSON', { kind: 'status', status: 503, as: 'json' }, /the server answered with status 503\./],
      ['a body that is cut', { kind: 'cut' }, /stream has been aborted \(127\.0\.0\.1:\d+\)\. Try again later/],
      [
        'a chunked body that is cut',
        { kind: 'cut', chunked: true },
        /stream has been aborted \(127\.0\.0\.1:\d+\)\. Try again later/,
      ],
    ])('by %s', async (_fault, fault, message) => {
      server.fault(fault);
      const error = await failure(client.occupation(MARKETING));
      expect(error.message).toMatch(message);
      expect(server.requests).toHaveLength(3);
      const [first = 0, second = 0, third = 0] = times();
      expect(second - first).toBeGreaterThan(290);
      expect(third - second).toBeGreaterThan(590);
    });

    it('by refusing connections', async () => {
      const gone = await WebServicesServer.start({ version });
      await gone.stop();
      const { result: error, ms } = await timed(() => failureOf(gone, clientOf(gone).release()));
      expect(error.message).toMatch(/127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\. Try again later/);
      expect(ms).toBeGreaterThan(880);
    });

    it('and are back meanwhile, answer', async () => {
      const back = await WebServicesServer.start({ version });
      await back.stop();
      const release = clientOf(back).release();
      await wait(100);
      await back.resume();
      expect(await release).toBe('29.0');
      expect(back.requests).toHaveLength(1);
      await back.stop();
    });

    it('answer at the third try', async () => {
      server.fault({ kind: 'status', status: 503 }, { times: 1 });
      server.fault({ kind: 'cut' }, { times: 1 });
      expect(await client.occupation(MARKETING)).toMatchObject({ rows: rowsOf(server, 'occupation_data', MARKETING) });
      expect(server.requests).toHaveLength(3);
    });
  });

  describe('that say when to come again', () => {
    it('are asked then, if it is soon', async () => {
      server.fault({ kind: 'status', status: 429, retryAfter: 1 }, { times: 1 });
      expect(await client.release()).toBe('29.0');
      const [first = 0, second = 0] = times();
      expect(server.requests).toHaveLength(2);
      expect(second - first).toBeGreaterThan(990);
    });

    it.each([
      ['in seconds', () => 30],
      ['as a date', () => new Date(Date.now() + 30_000)],
    ])('%s are not waited for, if it is late, but their word is passed on', async (_form, retryAfter) => {
      server.fault({ kind: 'status', status: 503, retryAfter: retryAfter() });
      const { result: error, ms } = await timed(() => failure(client.release()));
      expect(error.message).toContain('the server answered with status 503');
      // A date has no fractions of a second.
      expect([29, 30]).toContain(error.retryAfterSeconds);
      expect(server.requests).toHaveLength(1);
      expect(ms).toBeLessThan(AT_ONCE_MS);
    });
  });

  describe('that answer what cannot be used are asked once', () => {
    const html = (status: number): Fault => ({ kind: 'status', status, as: 'html' });
    const unusable = (reason: string) =>
      new RegExp(`the answer to \\S+ cannot be used, as it ${reason}.* ONET_API_BASE_URL`);

    it.each<[string, Fault | (() => Fault), RegExp]>([
      ['status 401', html(401), /they refuse the credentials \(status 401\)\. .+ must check ONET_API_KEY/],
      ['status 403', html(403), /they refuse the credentials \(status 403\)\. .+ must check ONET_API_KEY/],
      ['status 404 in HTML', html(404), unusable(String.raw`is no JSON \(text/html, status 404\)`)],
      ['status 422 in HTML', html(422), unusable(String.raw`is no JSON \(text/html, status 422\)`)],
      ['status 418', html(418), unusable('has status 418')],
      ['HTML with status 200', { kind: 'html-in-200' }, unusable(String.raw`is no JSON \(text/html, status 200\)`)],
      ['text', { kind: 'content-type', is: 'text/plain' }, unusable(String.raw`is no JSON \(text/plain, status 200\)`)],
      ['XML', { kind: 'content-type', is: 'application/xml' }, unusable('is no JSON')],
      ['broken JSON', { kind: 'broken-json' }, unusable('is damaged JSON')],
      ['an error with status 200', { kind: 'error-in-200' }, unusable('reports an error')],
      ['no list of rows', { kind: 'no-row-member' }, unusable('has no "row" member')],
      ['a row instead of a list', { kind: 'row-is-no-list' }, unusable('has no "row" member')],
      [
        'rows of all occupations',
        { kind: 'ignored-filter' },
        /occupation_data .+ holds rows of other occupations than 11-2/,
      ],
      [
        'rows of another',
        { kind: 'rows-of', code: UNRATED },
        /occupation_data .+ holds rows of other occupations than 11-2/,
      ],
      ['a page that leads to itself', { kind: 'next-stays' }, unusable('names a next page that does not join on')],
      ['a page behind the last', { kind: 'next-for-ever' }, unusable('names a next page after the last of 1 rows')],
      ['more rows than any table has', { kind: 'total', is: 1e9 }, unusable('speaks of 1000000000 rows')],
      ['fewer rows than there are', { kind: 'lost-rows' }, unusable('ends at row 0 of 1')],
      [
        'a redirect',
        () => ({ kind: 'redirect', to: elsewhere.url }),
        unusable(String.raw`leads to another address \(status 302\)`),
      ],
    ])('such as %s', async (_what, fault, message) => {
      server.fault(typeof fault === 'function' ? fault() : fault);
      const error = await failure(client.occupation(MARKETING));
      expect(error.message).toMatch(message);
      expect(server.requests).toHaveLength(1);
    });

    it('such as all ratings instead of those of one occupation', async () => {
      server.fault({ kind: 'ignored-filter' });
      const error = await failure(client.ratings(MARKETING, ['skills']));
      expect(error.message).toContain(`has ${server.rows('skills').length} rows for ${MARKETING}`);
      expect(server.rowRequests()).toHaveLength(1);
    });

    it('such as a list of tables without skills', async () => {
      const without = await WebServicesServer.start({ version, without: ['skills'] });
      const error = await failureOf(without, clientOf(without).ratings(MARKETING, DOMAINS));
      expect(error.message).toContain('the answer to database cannot be used, as it lists no table of skill ratings');
      expect(without.requests).toHaveLength(1);
      await without.stop();
    });

    it('such as fewer ratings than there are', async () => {
      server.fault({ kind: 'lost-rows', count: 2 });
      expect((await failure(client.ratings(MARKETING, ['skills']))).message).toContain('ends at row 68 of 70');
    });

    it('such as a next page elsewhere, which is not gone to', async () => {
      server.fault({ kind: 'next-elsewhere', to: elsewhere.url });
      const { message } = await failure(client.ratings(MARKETING, ['skills']));
      expect(message).toContain('names a next page after the last of 70 rows');
    });

    it('such as no list of tables', async () => {
      server.fault({ kind: 'status', status: 404 }, { where: 'database' });
      const error = await failure(client.ratings(MARKETING, ['skills']));
      expect(error.message).toMatch(/the answer to database\/? cannot be used, as it says that there is no such thing/);
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('without a table', () => {
    it.each([404, 422])('that is read whole fail, saying so with status %d', async (status) => {
      server.fault({ kind: 'status', status }, { where: 'no_such_table' });
      const error = await failure(pagesOf(client.pages('no_such_table')));
      expect(error.message).toContain(
        'database/rows/no_such_table cannot be used, as it says that there is no such table',
      );
      expect(server.requests).toHaveLength(1);
    });

    it.each([404, 422])('of which some rows are wanted fail, saying so with status %d', async (status) => {
      server.fault({ kind: 'status', status }, { where: 'no_such_table' });
      const error = await failure(pagesOf(client.pages('no_such_table', { filters: [['onetsoc_code', MARKETING]] })));
      expect(error.message).toContain('says that there is no such table');
      expect(server.rowRequests()).toHaveLength(1);
    });
  });

  describe('that are slow', () => {
    it('answer', async () => {
      server.fault({ kind: 'slow', ms: 1_500 });
      const { result, ms } = await timed(() => client.release());
      expect(result).toBe('29.0');
      expect(ms).toBeGreaterThan(1_490);
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('that failed five times in a row are not asked', () => {
    it.each([
      ['one by one', { kind: 'status', status: 401 }, 5],
      ['with new tries', { kind: 'status', status: 503 }, 2],
    ] as const)('for 15 s, the failures having come %s', async (_how, fault, calls) => {
      server.fault(fault);
      for (let i = 0; i < calls; i++) await failure(client.release());
      expect(server.requests).toHaveLength(5);
      server.heal();
      const { result: error, ms } = await timed(() => failure(client.occupation(MARKETING)));
      expect(error.message).toMatch(/they failed several times in a row: .+\. Try again later/);
      expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(10);
      expect(error.retryAfterSeconds).toBeLessThanOrEqual(15);
      expect(ms).toBeLessThan(AT_ONCE_MS);
      expect(server.requests).toHaveLength(5);
      expect(logged.join('\n')).toContain('Not asking O*NET Web Services for 15 s after 5 failures in a row: ');
    });

    it('by those who were waiting for their turn, either', async () => {
      server.fault({ kind: 'status', status: 503 });
      await Promise.all(Array.from({ length: 12 }, () => failure(client.occupation(MARKETING))));
      expect(server.requests).toHaveLength(5);
    });
  });
});

describe.each(VERSIONS.map((version, i) => [version, i] as const))('Web Services %s, after a while,', (_version, i) => {
  it('are asked again 15 s after they had failed five times', async () => {
    const { broken, clientOfBroken, brokenAt } = lengthy[i]!;
    await wait(Math.max(0, brokenAt + 15_050 - performance.now()));
    expect(await clientOfBroken.release()).toBe('29.0');
    expect(await clientOfBroken.occupation(MARKETING)).toMatchObject({ tableId: 'occupation_data' });
    expect(broken.requests).toHaveLength(7);
  });

  it('have failed where they were silent for 10 s, after one request', async () => {
    const { hanging, failed } = lengthy[i]!;
    const { result: error, ms } = await failed;
    expect(error.message).toMatch(/127\.0\.0\.1:\d+ did not answer within 10 s\. Try again later/);
    expect(hanging.requests).toHaveLength(1);
    expect(ms).toBeGreaterThan(9_900);
  });
});
