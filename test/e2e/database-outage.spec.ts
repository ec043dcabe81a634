import { createConnection } from 'mysql2/promise';
import { AdminRuns } from '../support/service/admin-runs';
import { testServers, type TestServer } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { copySource, MANY_TITLES } from '../support/sources/onet-tables';
import { expectProblem } from '../support/service/problems';
import { runCli, startCli } from '../support/service/command-line';
import { type Variables } from '../support/service/program';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { TcpProxy } from '../support/databases/tcp-proxy';

const OFFLINE_MODEL = { LLM_PROVIDER: 'offline', API_KEY_SCOPES: 'read,llm' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';

// Where a connection breaks is the same for every server; an embedded database has none that could go away.
const server = testServers().find(({ url }) => url !== undefined);
const describeWithServer = server ? describe : describe.skip;

describeWithServer('while the database server is away', () => {
  let proxy: TcpProxy;
  let service: Service;

  beforeAll(async () => ({ proxy, service } = await startBehindProxy(server!)));
  afterAll(() => proxy.close());

  it.each(['cut', 'freeze'] as const)(
    'the service answers from memory and says that it is degraded: %s',
    async (how) => {
      const before = await service.get(GAP);
      proxy[how]();
      await eventually('readiness is degraded', () => isDegraded(service));
      const { status, body } = await service.get('/health/ready');
      expect(status).toBe(200);
      expect(body).toEqual({
        status: 'degraded',
        database: 'down',
        release: 'sample',
        warnings: expect.arrayContaining([expect.stringContaining('sample')]),
      });
      expect((await service.get('/health')).status).toBe(200);
      expect((await service.get(GAP)).text).toBe(before.text);
      for (const path of [
        '/skills',
        '/scales',
        '/releases',
        '/occupations?search=nurse',
        '/occupations/11-1011/skills',
      ]) {
        expect((await service.get(`/api/v1${path}`)).status).toBe(200);
      }
      proxy.restore();
      await eventually('readiness is as before', async () => !(await isDegraded(service)));
    },
  );

  it('what a language model has to be asked for is refused with a clear error, what it said before is answered', async () => {
    const llm = (from: string): string => `/api/v1/skill-gap-llm?from=${from}&to=11-3013.00`;
    const before = await service.get(llm('11-1011.00'));
    expect(before.status).toBe(200);
    proxy.cut();
    await eventually('readiness is degraded', () => isDegraded(service));
    expect((await service.get(llm('11-1011.00'))).text).toBe(before.text);
    const { detail } = expectProblem(await service.get(llm('11-2021.00')), 503, 'DATABASE_UNREACHABLE');
    expect(detail).toMatch(/^Cannot use the database \w+ on 127\.0\.0\.1:\d+: the connection was lost/);
    proxy.restore();
    await eventually('readiness is as before', async () => !(await isDegraded(service)));
    expect((await service.get(llm('11-2021.00'))).status).toBe(200);
  });

  it('the log tells it without repeating itself, and when it is over', async () => {
    await eventually('the log says so', () => service.output.includes('The database answers again'));
    const told = service.output.match(/"level":"error".*Cannot look for a newer release/g) ?? [];
    // Three outages, each with at most two ways to fail, where the service looks every 2 seconds.
    expect(told.length).toBeLessThanOrEqual(6);
    expect(service.output).not.toMatch(/^\s+at /m);
  });

  it('the nightly refresh that should be then is made up for afterwards', async () => {
    // Time for the start.
    const moment = new Date(Date.now() + 20_000);
    const cron = `${moment.getUTCSeconds()} ${moment.getUTCMinutes()} ${moment.getUTCHours()} * * *`;
    const nightly = await startBehindProxy(server!, { REFRESH_CRON: cron, REFRESH_RETRY_SECONDS: '1' });
    try {
      expect(moment.getTime()).toBeGreaterThan(Date.now());
      nightly.proxy.cut();
      await eventually('the refresh fails', () => nightly.service.output.includes('The refresh failed: Cannot use'));
      nightly.proxy.restore();
      const admin = new AdminRuns(nightly.service);
      const scheduled = async () => (await admin.runs()).filter((run) => run.triggered_by === 'schedule');
      // One that a connection of before the outage still made fail is made up for, too.
      await eventually(
        'it is made up for',
        async () =>
          !(await isDegraded(nightly.service)) && (await scheduled()).some(({ status }) => status === 'unchanged'),
      );
    } finally {
      nightly.proxy.close();
    }
  });

  it.each(['cut', 'freeze'] as const)('a service ends when it is told to: %s', async (how) => {
    const lonely = await startBehindProxy(server!);
    lonely.proxy[how]();
    await eventually('readiness is degraded', () => isDegraded(lonely.service));
    lonely.service.signal('SIGTERM');
    const { signal, code } = await lonely.service.ended;
    lonely.proxy.close();
    expect([0, 'SIGTERM']).toContain(code ?? signal);
  });
});

describeWithServer('a run in the middle of which the database server goes away', () => {
  let proxy: TcpProxy;
  let service: Service;
  let url: URL;
  let direct: string;

  beforeAll(async () => ({ proxy, service, url, direct } = await startBehindProxy(server!)));
  afterAll(() => proxy.close());

  it.each([
    ['cut', '30.1'],
    ['lose', '30.2'],
  ] as const)(
    'ends with one clear error, the service goes on, and the next run is served: %s',
    async (how, release) => {
      const before = await service.get(GAP);
      const source = await copySource(`db_${release.replace('.', '_')}_text`, {
        'Read Me.txt': null,
        'Alternate Titles.txt': MANY_TITLES,
        // Other content each time, or the second run would have nothing to do.
        'Job Zones.txt': (lines) => (how === 'cut' ? lines : lines.slice(0, -1)),
      });
      const run = await startCli(['refresh', '--source', source], { DATABASE_URL: url.href });
      await run.reports(/^landing Alternate Titles\.txt$/m);
      proxy[how]();
      const { code, stderr } = await run.ended;
      const [error, stage] = stderr.trimEnd().split('\n').reverse();
      expect(error).toMatch(
        /^Cannot use the database \w+ on 127\.0\.0\.1:\d+: the connection was lost \(\w+\)\. See that .*, then run it again\.$/,
      );
      expect({ code, stage }).toEqual({ code: 1, stage: 'landing Alternate Titles.txt' });
      expect((await service.get(GAP)).text).toBe(before.text);
      if (how === 'cut') proxy.restore();
      await ageHeartbeat(direct);
      expect(await runCli(['refresh', '--source', source], { DATABASE_URL: direct })).toMatchObject({ code: 0 });
      await eventually(
        'it is served',
        async () => ((await service.get(GAP)).body as { release: string }).release === release,
      );
    },
  );
});

interface Outage {
  readonly proxy: TcpProxy;
  readonly service: Service;
  /** The database behind the proxy, and without it. */
  readonly url: URL;
  readonly direct: string;
}

async function startBehindProxy(server: TestServer, variables: Variables = {}): Promise<Outage> {
  const direct = await freshDatabase(server);
  const { proxy, url } = await TcpProxy.before(direct);
  return {
    proxy,
    url,
    direct,
    service: await startService({ DATABASE_URL: url.href, ...OFFLINE_MODEL, ...variables }),
  };
}

/** As if the time had passed for which a run that gives no sign of life is waited for. */
async function ageHeartbeat(databaseUrl: string): Promise<void> {
  const connection = await createConnection(databaseUrl);
  await connection.query('UPDATE pipeline_runs SET heartbeat_at = started_at - INTERVAL 1 MINUTE WHERE active = 1');
  await connection.end();
}

async function isDegraded(service: Service): Promise<boolean> {
  const { body } = await service.get('/health/ready');
  return (body as { status: string }).status === 'degraded';
}
