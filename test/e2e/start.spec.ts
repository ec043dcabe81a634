import { execFile } from 'node:child_process';
import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testServers, testServersForProcesses } from '../support/databases/databases';
import { copySource } from '../support/sources/onet-tables';
import { runCli } from '../support/service/command-line';
import { eventually } from '../support/service/eventually';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { launchService, startService, type Service } from '../support/service/service';

const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const KEYS = { API_KEY: 'read-key-of-the-environment', ADMIN_API_KEY: 'admin-key-of-the-environment' };

// Nothing of this depends on the database: one server is enough.
const [anyServer] = testServers();

describe('a service', () => {
  describe('that starts for the first time', () => {
    let service: Service;
    let folder: string;
    let variables: Record<string, string>;
    let firstReleases: string;

    beforeAll(async () => {
      folder = await freshFolder();
      variables = { DATABASE_URL: await freshDatabase(anyServer!), DATA_DIR: folder };
      service = await startService(variables);
      firstReleases = (await service.get('/api/v1/releases')).text;
    });

    it('prints its address, its release and both keys', () => {
      expect(service.output).toContain('The O*NET skill-gap service is ready.');
      expect(service.url).toMatch(/^http:\/\/localhost:\d+$/);
      expect(service.apiKey).toMatch(/^read_[\w-]{32}$/);
      expect(service.adminApiKey).toMatch(/^admin_[\w-]{32}$/);
    });

    it('says in banner and log that the sample is not O*NET data', () => {
      expect(service.output).toMatch(/^ *Release +sample \(illustrative, not O\*NET data\)$/m);
      expect(service.output).toMatch(/"level":"warn".*illustrative sample, which is NOT O\*NET data; set ONET_SOURCE/);
    });

    it('prints a curl line that works when pasted', async () => {
      expect(JSON.parse(await paste(service))).toEqual((await service.get(GAP)).body);
    });

    it('prints no colours where nobody sees them', () => {
      expect(service.output).not.toContain('\x1b[');
    });

    it('keeps its keys where only the owner reads them', async () => {
      const file = join(folder, 'api-keys.json');
      const { apiKey, adminApiKey } = service;
      expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ apiKey, adminApiKey });
      if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    });

    it('has the same keys at the next start, and loads nothing again', async () => {
      await service.stop();
      const again = await startService(variables);
      expect([again.apiKey, again.adminApiKey]).toEqual([service.apiKey, service.adminApiKey]);
      expect((await again.get('/api/v1/releases')).text).toBe(firstReleases);
      expect(again.output).not.toContain('Published release');
      await again.stop();
    });

    it('loads nothing again where the same source is named', async () => {
      const again = await startService({ ...variables, ONET_SOURCE: 'sample' });
      expect((await again.get('/api/v1/releases')).text).toBe(firstReleases);
      await again.stop();
    });
  });

  it('leaves a whole SQLite file behind, which can be copied without the files beside it', async () => {
    const folder = await freshFolder();
    const file = join(folder, 'of-the-service.sqlite');
    const service = await startService({ DATABASE_URL: `sqlite:${file}`, ...KEYS });
    const releases = await service.get('/api/v1/releases');
    await service.stop();
    await copyFile(file, join(folder, 'copy.sqlite'));
    const other = await startService({ DATABASE_URL: `sqlite:${join(folder, 'copy.sqlite')}`, ...KEYS });
    expect((await other.get('/api/v1/releases')).text).toBe(releases.text);
    await other.stop();
  });

  describe('whose source changes between starts', () => {
    let database: { DATABASE_URL: string };

    beforeAll(async () => {
      database = { DATABASE_URL: await freshDatabase(anyServer!), ...KEYS };
      await (await startService(database)).stop();
    });

    it('serves the new release and keeps the old one', async () => {
      const source = await copySource('db_30_1_text', { 'Read Me.txt': null, 'Job Zones.txt': null });
      const service = await startService({ ...database, ONET_SOURCE: source });
      expect(await served(service)).toBe('30.1');
      expect(await releasesOf(service)).toEqual(['30.1 published current', 'sample published']);
      expect(service.output).toMatch(/^ *Release +30\.1$/m);
      expect(service.output).not.toMatch(/"level":"(warn|error)"/);
      await service.stop();
    });

    it('serves the published release where no source is named and no newer one can be had, and not the sample', async () => {
      const service = await startService({ ...database, ONET_SOURCE: '' });
      expect(await served(service)).toBe('30.1');
      expect((await releasesOf(service))[0]).toBe('30.1 published current');
      await service.stop();
    });

    it('keeps serving the old release, with a warning, where much of the new one is missing', async () => {
      const half = await copySource('db_30_2_text', {
        'Read Me.txt': null,
        'Skills.txt': (lines) => lines.slice(0, lines.length / 2),
      });
      const service = await startService({ ...database, ONET_SOURCE: half });
      expect(service.output).toMatch(
        /"level":"warn".*Release 30\.2 was not published: it lacks \d+ of the \d+ skill ratings of release 30\.1, which is served/,
      );
      expect(await served(service)).toBe('30.1');
      expect((await service.get(GAP)).status).toBe(200);
      expect((await releasesOf(service))[0]).toBe('30.2 failed');
      await service.stop();
    });
  });
});

describe('a service that leaves loading to others (REFRESH_AT_START=off)', () => {
  it('waits for the first release, serves it once it is published, and begins no run', async () => {
    const database = { DATABASE_URL: await freshDatabase(anyServer!), ...KEYS };
    const program = await launchService({ ...database, REFRESH_AT_START: 'off', REFRESH_CRON: 'off' });
    expect(await program.says(/No release is served until a refresh publishes one/)).toBe(true);
    const job = await runCli(['refresh', '--scheduled', '--json'], database);
    expect(JSON.parse(job.stdout)).toMatchObject({ outcome: 'published', release: 'sample' });
    expect(await program.says(/Serving release sample/)).toBe(true);
    await program.stop();
    const again = await startService({ ...database, REFRESH_AT_START: 'off', ONET_SOURCE: 'latest' });
    expect(await served(again)).toBe('sample');
    const { body } = await again.request('GET', '/api/v1/admin/runs', { 'x-api-key': KEYS.ADMIN_API_KEY });
    expect(body).toMatchObject({ runs: [{ command: 'refresh', triggered_by: 'schedule', status: 'succeeded' }] });
    await again.stop();
  });

  it('warns of a scheduled refresh that failed elsewhere, until one goes well', async () => {
    const database = { DATABASE_URL: await freshDatabase(anyServer!), ...KEYS };
    const service = await startService(database);
    const failing = await runCli(['refresh', '--scheduled', '--source', '/there/is/nothing'], database);
    expect(failing.code).toBe(1);
    const warnings = async () => ((await service.get('/health/ready')).body as { warnings: string[] }).warnings;
    await eventually('it warns', async () =>
      (await warnings()).some((text) => /The last refresh .* failed/.test(text)),
    );
    expect((await runCli(['refresh', '--scheduled'], database)).code).toBe(0);
    await eventually('the warning is gone', async () => !(await warnings()).some((text) => text.includes('failed')));
    await service.stop();
  });
});

describe.each(testServersForProcesses())('a service on $name that is told to stop', (server) => {
  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('ends on %s without a complaint', async (signal) => {
    const service = await startService({ DATABASE_URL: await freshDatabase(server) });
    await service.get('/health/ready');
    service.signal(signal);
    expectGoodEnd(await service.ended, signal);
  });

  it('does not wait for connections on which no request has come', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase(server) });
    const [silent, half] = [await RawConnection.open(service.url), await RawConnection.open(service.url)];
    half.send('GET /health HTTP/1.1\r\nHost');
    const told = performance.now();
    service.signal('SIGTERM');
    expectGoodEnd(await service.ended, 'SIGTERM');
    await Promise.all([silent.closed, half.closed]);
    // Requests under way are given 8 s.
    expect(performance.now() - told).toBeLessThan(7_000);
  });

  it('answers every request that was sent before', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase(server) });
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${service.apiKey}\r\n\r\n`;
    const connections = await Promise.all(Array.from({ length: 22 }, () => RawConnection.open(service.url)));
    for (const connection of connections) connection.send(request(GAP));
    await Promise.all(connections.map((connection) => connection.receives(/"release":"sample"\}/)));
    for (const connection of connections) connection.received = '';
    const [lateGap, lateReadiness, ...inTime] = connections as [RawConnection, RawConnection, ...RawConnection[]];
    const [gap, readiness] = [request(GAP), request('/health/ready')];
    lateGap.send(gap.slice(0, 20));
    lateReadiness.send(readiness.slice(0, 20));

    for (const [i, connection] of inTime.entries()) connection.send(i % 2 ? gap : request('/api/v1/releases'));
    service.signal('SIGTERM');
    expect(await service.says(/Stopping \(SIGTERM\)/)).toBe(true);
    lateGap.send(gap.slice(20));
    lateReadiness.send(readiness.slice(20));
    await Promise.all(connections.map((connection) => connection.closed));

    const ok = /^HTTP\/1\.1 200 OK\r\n[^]*"(release|name)":"sample"[^]*\}$/;
    const answers = [...inTime, lateGap].map(({ received }) => received);
    expect(answers.filter((answer) => !ok.test(answer))).toEqual([]);
    const stopping = /^HTTP\/1\.1 503 [^]*\r\n\r\n\{"status":"stopping","database":"up","release":"sample"/;
    expect(lateReadiness.received).toMatch(stopping);
    expectGoodEnd(await service.ended, 'SIGTERM');
    await expect(RawConnection.open(service.url)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('keys of the environment', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(anyServer!), ...KEYS, LOG_LEVEL: 'debug' });
  });

  it('open the API, and no others do', async () => {
    expect((await service.get(GAP, { 'x-api-key': KEYS.API_KEY })).status).toBe(200);
    expect((await service.get(GAP, { 'x-api-key': KEYS.ADMIN_API_KEY })).status).toBe(200);
    expect((await service.get(GAP, { 'x-api-key': 'another-key-as-long-as-this' })).status).toBe(401);
  });

  it('are what the curl line uses', async () => {
    expect(JSON.parse(await paste(service, KEYS))).toEqual((await service.get(GAP)).body);
  });

  it('are never printed', async () => {
    await service.get('/api/v1/nothing');
    const { stdout, stderr } = await service.stop();
    for (const key of Object.values(KEYS)) expect(stdout + stderr).not.toContain(key);
  });
});

it('one key of the environment leaves the other to be made', async () => {
  const { API_KEY } = KEYS;
  const service = await startService({ DATABASE_URL: await freshDatabase(anyServer!), API_KEY });
  expect(service.output).toMatch(/^ *API key +as set in API_KEY$/m);
  expect(service.adminApiKey).toMatch(/^admin_/);
  expect((await service.get(GAP, { 'x-api-key': service.adminApiKey })).status).toBe(200);
});

it('a file .env configures the service, and the environment overrules it', async () => {
  const folder = await freshFolder();
  const ENV_FILE = join(folder, '.env');
  await writeFile(ENV_FILE, `API_KEY=${KEYS.API_KEY}\nADMIN_API_KEY=key-of-the-file-that-loses\n`);
  const { ADMIN_API_KEY } = KEYS;
  const service = await startService(
    { DATABASE_URL: await freshDatabase(anyServer!), ADMIN_API_KEY, ENV_FILE },
    folder,
  );
  expect((await service.get(GAP, { 'x-api-key': KEYS.API_KEY })).status).toBe(200);
  expect((await service.get(GAP, { 'x-api-key': ADMIN_API_KEY })).status).toBe(200);
  expect((await service.get(GAP, { 'x-api-key': 'key-of-the-file-that-loses' })).status).toBe(401);
});

async function served(service: Service): Promise<unknown> {
  return ((await service.get('/health/ready')).body as { release: unknown }).release;
}

/** Newest first, such as `30.1 published current`. */
async function releasesOf(service: Service): Promise<string[]> {
  const { body } = await service.get('/api/v1/releases');
  const { releases } = body as { releases: { name: string; status: string; is_current: boolean }[] };
  return releases.map(({ name, status, is_current: current }) => `${name} ${status}${current ? ' current' : ''}`);
}

/** What the curl line of the banner prints; where there is no bash or curl, what its URL and header get. */
async function paste(service: Service, variables: Readonly<Record<string, string>> = {}): Promise<string> {
  const line = /^ *(curl .+)$/m.exec(service.output)?.[1] ?? '';
  try {
    await promisify(execFile)('bash', ['-c', 'curl --version']);
  } catch {
    const [, key = '', url = ''] = /^curl -H "X-API-Key: ([^"]+)" "([^"]+)"$/.exec(line) ?? [];
    const response = await fetch(url, { headers: { 'x-api-key': variables[key.slice(1)] ?? key } });
    return response.text();
  }
  const { stdout } = await promisify(execFile)('bash', ['-c', line], { env: { ...process.env, ...variables } });
  return stdout;
}

function expectGoodEnd(ending: Awaited<Service['ended']>, signal: NodeJS.Signals): void {
  const { code, signal: endedBy, stderr } = ending;
  expect([
    { code: 0, endedBy: null },
    { code: null, endedBy: signal },
  ]).toContainEqual({ code, endedBy });
  expect(stderr).toBe('');
}
