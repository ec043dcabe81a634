import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineRun } from '@app/runs';
import { testServersForProcesses } from '../support/databases/databases';
import { EVERY_RELEASE_TABLE, openPipeline, rowsOf, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { runCli, startCli } from '../support/service/command-line';
import { type Program } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService } from '../support/service/service';
import { WebServicesServer } from '../support/web-services/server';

// The integration ring tests the same on more servers, within one process.
const server = testServersForProcesses().at(-1)!;

describe(`a release from the tables of Web Services, on ${server.name}`, () => {
  let database: PipelineFixture;
  let variables: Record<string, string>;
  let webServices: WebServicesServer;
  let fromFiles: unknown;

  beforeAll(async () => {
    const url = await freshDatabase(server);
    variables = { DATABASE_URL: url, DATA_DIR: await freshFolder() };
    database = await openPipeline({ url, drop: () => Promise.resolve() });
    webServices = await WebServicesServer.start();
    Object.assign(variables, webServices.environment);
  });
  afterAll(async () => {
    await database.close();
    await webServices.stop();
  });
  beforeEach(async () => {
    await database.clear();
    await database.pipeline.refresh({ location: 'sample', releaseName: null }, { triggeredBy: 'cli' });
    fromFiles = await currentRows();
    webServices.heal();
    webServices.forget();
  });

  it.each([
    ['on the first page', 'rows/scales_reference'],
    ['between two pages of a table', 'rows/knowledge?start=2001'],
    ['on the last table', 'rows/tasks_to_dwas'],
  ])(
    'is what the files say, also if its run is killed %s and run again, and no page is fetched twice',
    async (...at) => {
      webServices.fault({ kind: 'hang' }, { where: at[1] });
      const killed = await refresh();
      while (!webServices.requests.some(({ path, query }) => `${path}?${query.toString()}`.includes(at[1])))
        await sleep(10);
      killed.child.kill('SIGKILL');
      await killed.ended;
      webServices.heal();
      await forgetLease();
      const again = await (await refresh()).ended;
      expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: expect.any(String) });
      expectEachPageOnce();
      expect(await currentRows()).toEqual(fromFiles);
      expect(await database.releases.findCurrent()).toMatchObject({ name: '29.0', isCurrent: true });
    },
  );

  it('is not fetched again by a run that follows one which was killed after landing', async () => {
    expect(await runCli(['ingest', '--source', 'api'], variables)).toMatchObject({ code: 0 });
    const killed = await refresh();
    await killed.reports(/normalising/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await forgetLease();
    expect(await (await refresh()).ended).toMatchObject({ code: 0 });
    expectEachPageOnce();
    expect(await currentRows()).toEqual(fromFiles);
  });

  it('is what a service starts with, and its rows say where they come from', async () => {
    await database.clear();
    const service = await startService({ ...variables, ONET_SOURCE: 'api' });
    expect((await service.get('/api/v1/releases')).body).toMatchObject({
      releases: [{ name: '29.0', source: `O*NET Web Services 2 (${webServices.url})`, occupation_count: 48 }],
    });
    expect((await service.get('/api/v1/occupations/11-1011')).body).toMatchObject({ source: 'api', release: '29.0' });
    await service.stop();
    const { length } = webServices.requests;
    const next = await startService({ ...variables, ONET_SOURCE: 'api' });
    await next.stop();
    expect(webServices.rowRequests()).toHaveLength(length - 2);
  });

  it('that cannot be had leaves what is served, and the start says why', async () => {
    webServices.fault({ kind: 'status', status: 403 });
    const { code, stderr } = await (await refresh()).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('refuse the credentials (status 403)'),
    });
    const service = await startService({ ...variables, ONET_SOURCE: 'api' });
    expect((await service.get('/api/v1/skills')).body).toMatchObject({ release: 'sample' });
    while (!service.output.includes('refuse the credentials')) await sleep(20);
    await service.stop();
  });

  it('shows how far it is', async () => {
    const { stderr } = await (await refresh()).ended;
    expect(stderr).toMatch(/asking O\*NET Web Services.*\n(.*\n)*landing scales_reference\n(.*\n)*landing skills\n/);
  });

  function refresh(): Promise<Program> {
    return startCli(['refresh', '--source', 'api'], variables);
  }

  function expectEachPageOnce(): void {
    const answered = webServices.requests.filter(({ path, status }) => path.includes('/rows/') && status === 200);
    const pages = answered.map(({ path, query }) => `${path} ${query.get('start')}`);
    expect(pages).toEqual([...new Set(pages)]);
    expect(pages).toHaveLength(25);
  }

  /** Takes the place of the time after which a dead run may be followed. */
  async function forgetLease(): Promise<void> {
    await database.dataSource.manager.update(PipelineRun, { active: 1 }, { heartbeatAt: new Date(0) });
  }

  /** Without the source, which is the one thing that differs. */
  async function currentRows(): Promise<unknown> {
    const { id } = (await database.releases.findCurrent())!;
    const tables = [];
    for (const entity of EVERY_RELEASE_TABLE) tables.push(await rowsOf(database.dataSource, entity, id));
    return tables.map((rows) => rows.map((row) => ({ ...row, source: undefined })));
  }
});
