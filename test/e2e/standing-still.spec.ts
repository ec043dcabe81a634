import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { testServers } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { copySource } from '../support/sources/onet-tables';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
/**
 * Longer than any of what a process that stands still might think to have missed: the lease of a run (12 s), the silence of a
 * connection to the database (30 s), a client's connection without a request (72 s).
 */
const STANDS_STILL_MS = 75_000;
const SERVED_WITHIN_MS = 5_000;
/** All that looks at something by itself has looked again by then. */
const LOOKED_AGAIN_MS = 7_000;

// Where instances get a processor only while they answer, there is a server of the database.
const server = testServers().find(({ url }) => url !== undefined);

(server ? describe : describe.skip)('a service that stands still between requests', () => {
  let service: Service;
  let database: Connection;
  let beating: NodeJS.Timeout;
  let variables: { DATABASE_URL: string };
  let keptAlive: RawConnection;
  let revoked: string;
  let made: string;
  let saidBefore: number;
  let runId: number;

  beforeAll(async () => {
    variables = { ...KEYS, DATABASE_URL: await freshDatabase(server!) };
    await runCli(['refresh'], variables);
    revoked = await makeKey('of-one-who-leaves');
    service = await startService({ ...variables, REFRESH_CRON: 'off', REFRESH_AT_START: 'off' });
    database = await createConnection(variables.DATABASE_URL);
    keptAlive = await RawConnection.open(service.url);
    keptAlive.send(requestWith(KEYS.API_KEY));
    await keptAlive.receives(/"release":"sample"\}/);
    keptAlive.received = '';
    expect((await service.get(GAP, { 'x-api-key': revoked })).status).toBe(200);
    saidBefore = service.output.length;

    service.signal('SIGSTOP');
    const stoppedAt = performance.now();
    const source = await copySource('db_30_1_text', { 'Read Me.txt': null });
    expect(await runCli(['refresh', '--source', source], variables)).toMatchObject({ code: 0 });
    made = await makeKey('of-one-who-comes');
    await runCli(['keys', 'revoke', 'of-one-who-leaves'], variables);
    await beginRunElsewhere();
    await sleep(STANDS_STILL_MS - (performance.now() - stoppedAt));
  });
  afterAll(async () => {
    clearInterval(beating);
    await database.end();
    await service.stop();
  });

  it('answers the first request after that from the newest release, on a connection from before, with the keys of now', async () => {
    const asked = performance.now();
    // As an instance is woken: the request is there before the process runs.
    keptAlive.send(requestWith(KEYS.API_KEY));
    const [newcomer, leaver] = [await RawConnection.open(service.url), await RawConnection.open(service.url)];
    newcomer.send(requestWith(made));
    leaver.send(requestWith(revoked));
    service.signal('SIGCONT');
    await keptAlive.receives(/\r\n\r\n\{[^]*\}$/);
    expect(performance.now() - asked).toBeLessThan(SERVED_WITHIN_MS);
    expect(keptAlive.received).toMatch(/^HTTP\/1\.1 200 [^]*"release":"30\.1"\}$/);
    await Promise.all([newcomer, leaver].map((connection) => connection.receives(/\r\n\r\n\{[^]*\}$/)));
    expect(newcomer.received).toMatch(/^HTTP\/1\.1 200 [^]*"release":"30\.1"\}$/);
    expect(leaver.received).toMatch(/^HTTP\/1\.1 401 [^]*"code":"INVALID_API_KEY"/);
  });

  it('complains of nothing, then and later', async () => {
    const health = async () => (await service.get('/health/ready')).body;
    const sound = { status: 'ready', database: 'up', release: '30.1', warnings: [] };
    expect(await health()).toEqual(sound);
    await sleep(LOOKED_AGAIN_MS);
    expect(await health()).toEqual(sound);
    expect(service.output.slice(saidBefore)).not.toMatch(/"level":"(?:warn|error|fatal)"/);
  });

  it('has left the run of another process alone, which it can only know to be alive by the clock of the database', async () => {
    const [rows] = await database.query<RowDataPacket[]>('SELECT status, active FROM pipeline_runs WHERE id = ?', [
      runId,
    ]);
    expect(rows).toEqual([{ status: 'running', active: 1 }]);
    const { status, body } = await service.request('POST', '/api/v1/admin/refreshes', {
      'x-api-key': KEYS.ADMIN_API_KEY,
    });
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'RUN_IN_PROGRESS', run_id: runId } });
  });

  async function makeKey(name: string): Promise<string> {
    const { stdout } = await runCli(['keys', 'create', '--name', name, '--scopes', 'read', '--json'], variables);
    return (JSON.parse(stdout) as { key: string }).key;
  }

  /** A run whose process gives a sign of life every second. */
  async function beginRunElsewhere(): Promise<void> {
    await database.query(
      'INSERT INTO pipeline_runs (command, triggered_by, status, stage, active, started_at, heartbeat_at, rows_read, ' +
        "rows_written, rows_rejected) SELECT 'refresh', 'cli', 'running', 'landing', 1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), 0, 0, 0",
    );
    const [[row]] = await database.query<RowDataPacket[]>('SELECT MAX(id) AS id FROM pipeline_runs');
    runId = Number(row!.id);
    const beat = () =>
      void database.query('UPDATE pipeline_runs SET heartbeat_at = UTC_TIMESTAMP() WHERE id = ?', [runId]);
    beating = setInterval(beat, 1_000);
  }
});

function requestWith(key: string): string {
  return `GET ${GAP} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${key}\r\n\r\n`;
}
