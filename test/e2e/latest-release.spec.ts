import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { DownloadServer } from '../support/sources/download-server';
import { eventually } from '../support/service/eventually';
import { copySource } from '../support/sources/onet-tables';
import { closedPort } from '../support/service/closed-port';
import { runCli } from '../support/service/command-line';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { launchService, startService, type Service } from '../support/service/service';
import { zip } from '../support/sources/zip-archive';

const GAP = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00';
const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };

// Nothing here depends on the database: one server is enough.
const [server] = testServers();

let site: DownloadServer;
let variables: Record<string, string>;

beforeAll(async () => {
  site = await DownloadServer.start();
});
afterAll(() => site.stop());

describe('a service whose source is the latest release', () => {
  beforeAll(async () => {
    site.clear();
    variables = {
      ...KEYS,
      DATABASE_URL: await freshDatabase(server!),
      DATA_DIR: await freshFolder(),
      ONET_SOURCE: 'latest',
      ONET_DOWNLOAD_BASE_URL: `${site.url}/onet`,
    };
  });

  it('starts with the bundled sample where the site has none, and says so in log, readiness and answers', async () => {
    const service = await startService(variables);
    expect(service.output).toMatch(
      /"level":"warn".*no O\*NET release is there from 29\.0 on.*is NOT O\*NET data, stands in/,
    );
    expect((await service.get('/health/ready')).body).toMatchObject({
      status: 'ready',
      release: 'sample',
      warnings: [expect.stringContaining('illustrative sample'), expect.stringContaining('no O*NET release is there')],
    });
    expect((await service.get(GAP)).body).toMatchObject({ release: 'sample' });
    await service.stop();
  });

  it('serves what it has at once, and the newest release as soon as it is there', async () => {
    await publish('29.1', '30.1');
    const service = await startService(variables);
    expect(service.output).toMatch(/^ *Release +sample/m);
    await answerOf(service, '30.1');
    const { body } = await service.get('/api/v1/releases');
    const [newest] = (body as { releases: object[] }).releases;
    expect(newest).toMatchObject({ name: '30.1', source: `${site.url}/…/db_30_1_text.zip`, is_current: true });
    // The run ends a moment after it has published.
    const ready = async () => (await service.get('/health/ready')).body as { release: string; warnings: string[] };
    await eventually('the warnings are gone', async () => (await ready()).warnings.length === 0);
    expect(await ready()).toMatchObject({ release: '30.1' });
    await service.stop();
  });

  it('downloads nothing again at the next start', async () => {
    site.requests.length = 0;
    const service = await startService(variables);
    await eventually('the service asks the site', () => site.seen('GET').length > 0);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(site.requests.map(({ sent }) => sent).filter((sent) => sent > 0)).toEqual([]);
    expect((await service.get(GAP)).body).toMatchObject({ release: '30.1' });
    await service.stop();
  });

  it('loads a newer release from the command line, once', async () => {
    await publish('31.0');
    const first = await runCli(['refresh', '--json'], variables);
    expect(JSON.parse(first.stdout)).toMatchObject({ outcome: 'published', release: '31.0', warning: null });
    const second = await runCli(['refresh', '--json'], variables);
    expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'unchanged', release: '31.0', warning: null });
  });

  it('keeps its release, with a warning, where the site is in trouble', async () => {
    site.clear();
    site.status('/onet/db_31_0_text.zip', 503);
    const service = await startService(variables);
    await eventually('the log says so', () => service.output.includes('Release 31.0 stays'));
    expect((await service.get(GAP)).body).toMatchObject({ release: '31.0' });
    expect((await service.get('/health/ready')).body).toMatchObject({
      status: 'ready',
      warnings: [expect.stringMatching(/the server answered with status 503.*Release 31\.0 stays/)],
    });
    await service.stop();
    const { code, stdout, stderr } = await runCli(['refresh', '--json'], variables);
    const warning = expect.stringContaining('Cannot download') as string;
    expect({ code, stderr: JSON.parse(stderr) as unknown }).toEqual({ code: 0, stderr: { warning } });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'kept', release: '31.0', warning });
  });

  it('does not publish a release that the site sends damaged', async () => {
    site.clear();
    site.file('/onet/db_31_1_text.zip', Buffer.from('PK, or not'));
    const { code, stdout, stderr } = await runCli(['refresh'], variables);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Release 31.0 stays as it is.\n' });
    expect(stderr).toMatch(/Warning: Cannot read .*db_31_1_text\.zip as a zip archive/);
  });

  it('does not call the sample by the name that ONET_RELEASE gives to files', async () => {
    site.clear();
    const DATABASE_URL = await freshDatabase(server!);
    const { stdout } = await runCli(['refresh', '--json'], { ...variables, DATABASE_URL, ONET_RELEASE: '31.0' });
    expect(JSON.parse(stdout)).toMatchObject({
      release: 'sample',
      warning: expect.stringContaining('no O*NET release'),
    });
  });
});

describe('a source that is a URL', () => {
  beforeAll(async () => {
    site.clear();
    variables = { ...KEYS, DATABASE_URL: await freshDatabase(server!), DATA_DIR: await freshFolder() };
    await publish('30.1');
  });

  const source = (query = '') => `${site.url}/onet/db_30_1_text.zip${query}`;

  it('is downloaded at the start and kept in the data folder', async () => {
    const service = await startService({ ...variables, ONET_SOURCE: source('?token=secret-of-this-link') });
    expect((await service.get(GAP)).body).toMatchObject({ release: '30.1' });
    const kept = await readdir(join(variables.DATA_DIR!, 'downloads'));
    expect(kept.sort()).toEqual([expect.stringMatching(/^db_30_1_text-\w{8}\.json$/), expect.stringMatching(/\.zip$/)]);
    const { stdout, stderr } = await service.stop();
    expect(stdout + stderr).not.toContain('secret-of-this-link');
    expect((await runCli(['releases', '--json'], variables)).stdout).not.toContain('secret-of-this-link');
  });

  it('does not keep a published release from being served when it cannot be reached', async () => {
    const service = await startService({ ...variables, ONET_SOURCE: 'http://127.0.0.1:9/db_30_1_text.zip' });
    expect(service.output).toMatch(/"level":"warn".*127\.0\.0\.1:9 refuses the connection/);
    expect((await service.get(GAP)).body).toMatchObject({ release: '30.1' });
    expect((await service.get('/health/ready')).body).toMatchObject({
      warnings: [expect.stringContaining('refuses the connection')],
    });
    await service.stop();
  });

  it('is refused on the command line where it leads into a private network', async () => {
    site.redirect('/moved.zip', 'https://10.0.0.1/db_30_1_text.zip');
    const { code, stdout, stderr } = await runCli(['refresh', '--source', `${site.url}/moved.zip`], variables);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/Refused the download .*: it redirects to 10\.0\.0\.1, which is not a public address/);
  });

  it('is refused on the command line without https', async () => {
    const { code, stderr } = await runCli(['ingest', '--source', 'http://example.org/db_30_1_text.zip'], variables);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('must begin with https://') });
  });
});

describe('a service whose first run is cancelled', () => {
  it('goes on without a release until a refresh brings one', async () => {
    site.clear();
    site.on('/onet/db_30_1_text.zip', () => undefined);
    const PORT = String(await closedPort());
    const ONET_SOURCE = `${site.url}/onet/db_30_1_text.zip`;
    const program = await launchService({ ...KEYS, PORT, ONET_SOURCE, DATABASE_URL: await freshDatabase(server!) });
    const ask = async (path: string, method = 'GET') =>
      fetch(`http://localhost:${PORT}${path}`, {
        ...{ method, headers: { 'x-api-key': KEYS.ADMIN_API_KEY, 'content-type': 'application/json' } },
        ...(method === 'POST' && { body: '{}' }),
      });
    await eventually('the download is begun', () => site.seen('GET').length > 0);
    expect((await ask('/api/v1/admin/runs/1/cancel', 'POST')).status).toBe(202);
    expect(await program.says(/No release is served until a refresh publishes one/)).toBe(true);
    expect((await ask('/health/ready')).status).toBe(503);
    expect(await (await ask(GAP)).json()).toMatchObject({ status: 503, code: 'NO_RELEASE_PUBLISHED' });
    await publish('30.1');
    expect((await ask('/api/v1/admin/refreshes', 'POST')).status).toBe(202);
    await eventually('the release is served', async () => (await ask(GAP)).status === 200);
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await program.stop()).stderr).toBe('');
  });
});

/** Puts releases on the site, made of the sample. */
async function publish(...names: string[]): Promise<void> {
  for (const name of names) {
    const stem = `db_${name.replace('.', '_')}_text`;
    const folder = await copySource(stem, { 'Read Me.txt': null });
    const files = await readdir(folder);
    const entries = files.map(async (file) => [`${stem}/${file}`, await readFile(join(folder, file))] as const);
    site.file(`/onet/${stem}.zip`, await zip(await Promise.all(entries)));
  }
}

/** Waits until the service answers from a release. */
async function answerOf(service: Service, release: string): Promise<void> {
  await eventually(`${release} is served`, async () => {
    const { body } = await service.get(GAP);
    return (body as { release?: unknown }).release === release;
  });
}
