import { setTimeout as sleep } from 'node:timers/promises';
import { AdminRuns } from '../support/service/admin-runs';
import { ChangingSource, type Truth } from '../support/sources/changing-source';
import { testServers, testServersForProcesses } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { FLAWLESS, GapLoad } from '../support/service/gap-load';
import { openPipeline, RELEASE_TABLES } from '../support/pipeline/pipeline-fixture';
import { RawConnection } from '../support/service/raw-connection';
import { runCli } from '../support/service/command-line';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { TcpProxy } from '../support/databases/tcp-proxy';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
/** Rows of titles for a run of some seconds. */
const LONG = 300;
const OUTAGE_MS = 20_000;
const STOP_WITHIN_MS = 10_000;

describe.each(testServersForProcesses())('while 50 connections ask a service on $name for gaps', (server) => {
  let source: ChangingSource;
  let variables: Record<string, string>;
  let service: Service;
  let admin: AdminRuns;
  let served: Truth;

  beforeAll(async () => {
    source = await ChangingSource.create();
    served = await source.become({ name: '30.1', shift: 1 });
    variables = { ...KEYS, DATABASE_URL: await freshDatabase(server), ONET_SOURCE: source.folder, REFRESH_CRON: 'off' };
    service = await startService(variables);
    admin = new AdminRuns(service);
  });

  it('a refresh replaces the old release by the new one, and no answer fails or is mixed', async () => {
    const next = await source.become({ name: '30.2', shift: 2.5 });
    const load = GapLoad.start(service, [served, next]);
    await load.goesOn();
    const { id } = await admin.refresh();
    expect(await admin.end(id)).toMatchObject({ status: 'succeeded', release: '30.2', requested_by: 'ADMIN_API_KEY' });
    await load.sees(next);
    await load.goesOn();
    expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases: ['30.1', '30.2'] });
    served = next;
  });

  it.each([
    [
      'garbage from the middle of a file on',
      (lines: readonly string[]) => lines.map((line, i) => (i < lines.length / 2 ? line : '\u0000\u0007 PK\t\ufffd')),
      /^Release 30\.3 was not published: .*rows were rejected/,
    ],
    [
      'half of what is published',
      (lines: readonly string[]) => lines.slice(0, lines.length / 2),
      /^Release 30\.3 was not published: .*, which is served: more than 5 %/,
    ],
  ])('a refresh from a source with %s fails, and the old release is served on', async (_what, skills, error) => {
    const refused = await source.become({ name: '30.3', shift: 4, skills });
    const load = GapLoad.start(service, [served, refused]);
    await load.goesOn();
    const run = await admin.end((await admin.refresh()).id);
    expect(run).toMatchObject({ status: 'failed', error_code: 'RELEASE_REFUSED', error: expect.stringMatching(error) });
    // The list is as of the last look for a newer release: by then the service has looked.
    await eventually('the failure is listed', async () => (await admin.releases())[0]?.name === '30.3');
    expect((await admin.releases())[0]).toMatchObject({ status: 'failed', published_at: null });
    await load.goesOn();
    expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases: [served.name] });
    await expectOnlyWhole();
  });

  it('a refresh that is cancelled ends within seconds, and leaves nothing behind', async () => {
    const unwanted = await source.become({ name: '30.4', shift: 5, titles: LONG });
    const load = GapLoad.start(service, [served, unwanted]);
    const { id } = await admin.refresh();
    await admin.middleOf(id);
    expect(await admin.post(`/runs/${id}/cancel`)).toMatchObject({
      status: 202,
      body: { id, cancelled_by: 'ADMIN_API_KEY' },
    });
    expect(await admin.end(id)).toMatchObject({
      ...{ status: 'cancelled', cancelled_by: 'ADMIN_API_KEY', error_code: 'RUN_CANCELLED' },
      error: expect.stringContaining('was cancelled by ADMIN_API_KEY'),
    });
    await sleep(1_500);
    expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases: [served.name] });
    await expectOnlyWhole();
  });

  it('a stop answers every request in whole and gives the refresh under way back', async () => {
    const next = await source.become({ name: '30.5', shift: 6, titles: LONG });
    const load = GapLoad.start(service, [served, next], { connections: 25, pauseMs: 0 });
    const [path = ''] = served.answers.keys();
    const half = `GET ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${service.apiKey}\r\n`;
    const arriving = await Promise.all(Array.from({ length: 25 }, () => RawConnection.open(service.url)));
    const { id } = await admin.refresh();
    await admin.middleOf(id);
    for (const connection of arriving) connection.send(half);
    await load.goesOn();
    service.signal('SIGTERM');
    const stopping = performance.now();
    await sleep(200);
    for (const connection of arriving) connection.send('\r\n');
    const { answered, ...outcome } = await load.ended();
    expect(outcome).toEqual({ ...FLAWLESS, closed: 25, releases: [served.name] });
    expect(answered).toBeGreaterThanOrEqual(25);
    for (const connection of arriving) {
      await connection.closed;
      expect(connection.received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\nConnection: close\r\n/i);
      expect(connection.received.split('\r\n\r\n')[1]).toBe(served.answers.get(path));
    }
    const { code, signal } = await service.ended;
    expect([0, 'SIGTERM']).toContain(code ?? signal);
    expect(performance.now() - stopping).toBeLessThan(STOP_WITHIN_MS);
    // The command line does not wait for its turn: the place is free at once.
    await source.become({ name: '30.5', shift: 6 });
    const { code: refreshed, stderr } = await runCli(['refresh', '--source', source.folder], variables);
    expect({ refreshed, stderr }).toEqual({ refreshed: 0, stderr: expect.not.stringContaining('Error') });
    const after = await startService({ ...variables });
    const stopped = await new AdminRuns(after).run(id);
    expect(stopped).toMatchObject({
      status: 'failed',
      error_code: 'SERVICE_STOPPING',
      finished_at: expect.any(String),
    });
    const again = GapLoad.start(after, [served, next]);
    await again.goesOn();
    expect(await again.stop()).toMatchObject({ ...FLAWLESS, releases: [next.name] });
    await expectOnlyWhole();
  });

  /** Rows of published releases and of no others. */
  async function expectOnlyWhole(): Promise<void> {
    const database = await openPipeline({ url: variables.DATABASE_URL!, drop: () => Promise.resolve() });
    try {
      const published = (await database.releases.list()).filter(({ status }) => status === 'published');
      for (const table of RELEASE_TABLES) {
        const { tableName } = database.dataSource.getMetadata(table);
        const rows = await database.dataSource.query<{ owner: number }[]>(
          `SELECT DISTINCT release_id AS owner FROM ${tableName} ORDER BY release_id`,
        );
        expect({ tableName, owners: rows.map(({ owner }) => owner) }).toEqual({
          tableName,
          owners: published.map(({ id }) => id).sort((a, b) => a - b),
        });
      }
    } finally {
      await database.close();
    }
  }
});

// An embedded database is never away.
const server = testServers().find(({ url }) => url !== undefined);

(server ? describe : describe.skip)('while 50 connections ask for gaps and the database is away for 20 s', () => {
  let proxy: TcpProxy;
  let url: URL;

  beforeAll(async () => ({ proxy, url } = await TcpProxy.before(await freshDatabase(server!))));
  afterAll(() => proxy.close());

  it('every answer comes, readiness is degraded, and all is well when it is back', async () => {
    const source = await ChangingSource.create();
    const old = await source.become({ name: '30.1', shift: 1 });
    const variables = { ...KEYS, DATABASE_URL: url.href, ONET_SOURCE: source.folder, REFRESH_CRON: 'off' };
    const service = await startService(variables);
    const admin = new AdminRuns(service);
    const next = await source.become({ name: '30.2', shift: 2.5, titles: LONG });
    const load = GapLoad.start(service, [old, next]);
    const { id } = await admin.refresh();
    await admin.middleOf(id);
    proxy.cut();
    const back = sleep(OUTAGE_MS);
    await eventually('readiness is degraded', async () => {
      const { status, body } = await service.get('/health/ready');
      return status === 200 && (body as { status: string }).status === 'degraded';
    });
    expect((await service.get('/health/ready')).body).toMatchObject({ database: 'down', release: '30.1' });
    expect((await admin.post('/refreshes')).body).toMatchObject({ status: 503, code: 'DATABASE_UNREACHABLE' });
    await back;
    expect(load.seen(next)).toBeUndefined();
    proxy.restore();
    await eventually('readiness is as before', async () => {
      const { body } = await service.get('/health/ready');
      return (body as { status: string }).status === 'ready';
    });
    await eventually('the log says so', () => service.output.includes('The database answers again'));
    // The connections that break and those that are refused may be told in two lines; no line comes twice.
    const told = service.output.match(/Cannot look for a newer release[^"]*/g) ?? [];
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(new Set(told).size).toBe(told.length);
    expect(service.output.match(/The database answers again/g)).toHaveLength(1);
    // The run that lost its database gave no sign of life for 20 s, so the next one need not wait for it.
    expect(await admin.end((await admin.refresh()).id)).toMatchObject({ status: 'succeeded', release: '30.2' });
    expect(await admin.run(id)).toMatchObject({ status: 'failed', error: expect.any(String) });
    await load.sees(next);
    await load.goesOn();
    expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases: ['30.1', '30.2'] });
  });
});
