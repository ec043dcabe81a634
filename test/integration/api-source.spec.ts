import { setTimeout as sleep } from 'node:timers/promises';
import { ApiPage, LANDING_ENTITIES } from '@app/ingestion';
import { FILE_KINDS } from '@app/onet';
import { Release } from '@app/releases';
import { PipelineRun, RunsService } from '@app/runs';

import { createTestDatabase, testServersForProcesses, type TestDatabase } from '../support/databases/databases';
import { createOnetFolder, type OnetFolder } from '../support/sources/onet-folder';
import { EVERY_RELEASE_TABLE, openPipeline, rowsOf, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { WebServicesServer, type WebServicesOptions } from '../support/web-services/server';

const BY_HAND = { triggeredBy: 'cli' } as const;
const API = { location: 'api', releaseName: null };
/** Three pages. */
const MANY = 4_500;

describe.each(testServersForProcesses())('the source "api" on $name', (server) => {
  let database: TestDatabase;
  const toClose: (() => Promise<void>)[] = [];

  const open = async (environment: Readonly<Record<string, string>>): Promise<PipelineFixture> => {
    const fixture = await openPipeline(database, environment);
    toClose.unshift(() => fixture.close());
    return fixture;
  };
  const start = async (options: WebServicesOptions): Promise<WebServicesServer> => {
    const webServices = await WebServicesServer.start(options);
    toClose.unshift(() => webServices.stop());
    return webServices;
  };
  const releaseOf = async ({ dataSource, releases }: PipelineFixture) => {
    const { id } = (await releases.findCurrent())!;
    return Promise.all(EVERY_RELEASE_TABLE.map((table) => rowsOf(dataSource, table, id)));
  };

  beforeEach(async () => {
    database = await createTestDatabase(server);
  });
  afterEach(async () => {
    for (const close of toClose.splice(0)) await close();
    await database.drop();
  });

  it.each<WebServicesOptions & { what: string }>([
    { what: 'version 2', version: '2' },
    { what: 'version 1.9', version: '1.9' },
    { what: 'tables that are split as in release 30.3', split: true },
  ])('of $what gives the release that the files give', async (options) => {
    const webServices = await start(options);
    const fixture = await open(webServices.environment);
    await fixture.pipeline.refresh({ location: 'sample', releaseName: null }, BY_HAND);
    const inFiles = await releaseOf(fixture);
    expect(inFiles.map(({ length }) => length)).not.toContain(0);
    const outcome = await fixture.pipeline.refresh(API, BY_HAND);
    expect(outcome).toMatchObject({ outcome: 'published', releaseName: '29.0', rowsRejected: 0 });
    expect(outcome.rowsWritten).toBe(outcome.rowsRead);
    const fromApi = inFiles.map((rows) => rows.map((row) => ('source' in row ? { ...row, source: 'api' } : row)));
    expect(await releaseOf(fixture)).toEqual(fromApi);
    const [api, files] = await fixture.dataSource.manager.find(Release, { order: { id: 'DESC' } });
    expect(api!.rowsByKind).toEqual(files!.rowsByKind);
    expect(Object.keys(api!.rowsByKind!).sort()).toEqual([...FILE_KINDS].sort());
  });

  describe('with small tables and a long one', () => {
    let folder: OnetFolder;
    let webServices: WebServicesServer;
    let fixture: PipelineFixture;

    beforeEach(async () => {
      // Fewer tables are fewer requests, of which five a second may be made.
      const files = ['Content Model Reference', 'Level Scale Anchors', 'Job Zones'].map((name) => [
        `${name}.txt`,
        null,
      ]);
      folder = await createOnetFolder({ files: Object.fromEntries(files) as Record<string, null> });
      toClose.push(() => folder.remove());
      webServices = await start({ folder: folder.path });
      setTitles(MANY);
      fixture = await open(webServices.environment);
    });

    const setTitles = (count: number) => {
      const [title] = webServices.rows('alternate_titles');
      const titles = Array.from({ length: count }, (_, i) => ({ ...title!, alternate_title: `Title ${i}` }));
      webServices.setRows('alternate_titles', titles);
    };
    const refresh = (force = false) => fixture.pipeline.refresh(API, { ...BY_HAND, force });
    const failOnce = async () => {
      const lastPage = 'alternate_titles?start=4001';
      webServices.fault({ kind: 'html-in-200' }, { where: lastPage, times: 1 });
      await expect(refresh()).rejects.toMatchObject({ code: 'ONET_UNAVAILABLE' });
      const fetched = webServices.rowRequests();
      expect(fetched.pop()).toContain(lastPage);
      webServices.forget();
      return fetched;
    };
    const runs = () => fixture.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
    const everyRow = { rowsRead: 32 + MANY, rowsWritten: 32 + MANY, rowsRejected: 0 };

    it('is not fetched again while its release is published', async () => {
      expect(await refresh()).toMatchObject({ outcome: 'published', ...everyRow });
      webServices.forget();
      expect(await refresh()).toMatchObject({ outcome: 'unchanged', releaseName: '29.0', rowsRead: 0 });
      const another = await open(webServices.environment);
      expect(await another.pipeline.refresh(API, BY_HAND)).toMatchObject({ outcome: 'unchanged' });
      expect(webServices.rowRequests()).toEqual([]);
    });

    it('is fetched again where they have a table more', async () => {
      await refresh();
      const zone = { onetsoc_code: '11-1011.00', job_zone: 4, date_updated: '2023-08-01', domain_source: 'Analyst' };
      webServices.setRows('job_zones', [zone]);
      const another = await open(webServices.environment);
      const outcome = await another.pipeline.refresh(API, BY_HAND);
      expect(outcome).toMatchObject({ outcome: 'published', rowsRead: 33 + MANY, rowsRejected: 0 });
      expect(await another.pipeline.refresh(API, BY_HAND)).toMatchObject({ outcome: 'unchanged' });
    });

    it('is fetched anew by force', async () => {
      await refresh();
      const before = await releaseOf(fixture);
      const fetched = webServices.rowRequests();
      webServices.forget();
      expect(await refresh(true)).toMatchObject({ outcome: 'published', ...everyRow });
      expect(webServices.rowRequests()).toEqual(fetched);
      expect(await releaseOf(fixture)).toEqual(before);
    });

    it('fails where a page cannot be had, and what is served stays', async () => {
      await fixture.refresh();
      const before = await fixture.releases.findCurrent();
      await failOnce();
      expect(await fixture.releases.findCurrent()).toEqual(before);
      const error = expect.stringContaining('the answer to database/rows/alternate_titles cannot be used');
      expect((await runs()).at(-1)).toMatchObject({ status: 'failed', active: null, landedByRun: null, error });
    });

    it('ends soon after it was cancelled though a page does not come, and the next run fetches that one first', async () => {
      const lastPage = 'alternate_titles?start=4001';
      webServices.fault({ kind: 'hang' }, { where: lastPage });
      const refreshing = refresh();
      while (!webServices.rowRequests().at(-1)?.includes(lastPage)) await sleep(50);
      const [{ id }] = (await runs()) as [PipelineRun];
      await fixture.get(RunsService).cancel(id, 'boss');
      const told = performance.now();
      await expect(refreshing).rejects.toMatchObject({ code: 'RUN_CANCELLED' });
      // Web Services are given 10 s for one answer, of which a run waits for several.
      expect(performance.now() - told).toBeLessThan(9_000);
      webServices.heal();
      webServices.forget();
      const another = await open(webServices.environment);
      expect(await another.pipeline.refresh(API, BY_HAND)).toMatchObject({ outcome: 'published', ...everyRow });
      expect(webServices.rowRequests().filter((url) => !url.includes(lastPage))).toEqual([]);
    });

    it.each(['failed', 'died'])('goes on where a run %s', async (how) => {
      const fetched = await failOnce();
      const [failed] = await runs();
      if (how === 'died') {
        const aMinuteAgo = new Date(Date.now() - 60_000);
        const alive = { status: 'running', active: 1, finishedAt: null, heartbeatAt: aMinuteAgo } as const;
        await fixture.dataSource.manager.update(PipelineRun, { id: failed!.id }, alive);
        // Of a page that did not land whole.
        const half = { runId: failed!.id, fileName: 'alternate_titles', line: 4_001, onetSocCode: '11-1011.00' };
        const fields = { alternateTitle: 'Title 4000', shortTitle: '', sources: '' };
        await fixture.dataSource.manager.insert(LANDING_ENTITIES.title, { ...half, ...fields });
      }
      const another = await open(webServices.environment);
      const outcome = await another.pipeline.refresh(API, BY_HAND);
      expect(outcome).toMatchObject({ outcome: 'published', ...everyRow });
      expect(webServices.rowRequests()).toEqual([expect.stringContaining('alternate_titles?start=4001')]);
      expect(fetched).toHaveLength(5);
      expect(await runs()).toMatchObject([{ status: 'failed' }, { status: 'succeeded', landedByRun: failed!.id }]);
      const made = await releaseOf(another);
      await another.pipeline.refresh(API, { ...BY_HAND, force: true });
      expect(await releaseOf(another)).toEqual(made);
    });

    it('starts over where files landed in between, and what landed last is what is published', async () => {
      const fetched = await failOnce();
      await fixture.ingest();
      expect(await fixture.pipeline.ingest(API, BY_HAND)).toMatchObject({ outcome: 'landed', releaseName: '29.0' });
      expect(webServices.rowRequests().slice(0, 5)).toEqual(fetched);
      expect(await fixture.transform()).toMatchObject({ outcome: 'published', releaseName: '29.0', ...everyRow });
    });

    it('starts over where a table changed in between', async () => {
      const fetched = await failOnce();
      setTitles(MANY + 1);
      await expect(refresh()).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
        message:
          `The table alternate_titles of O*NET Web Services 2 (${webServices.url}) changed while it was read ` +
          '(4500 rows, now 4501). Run it again; it will start over.',
      });
      webServices.forget();
      expect(await refresh()).toMatchObject({ outcome: 'published', rowsRead: 32 + MANY + 1 });
      expect(webServices.rowRequests().slice(0, 5)).toEqual(fetched);
    });

    it('makes way for files, and is swept', async () => {
      await refresh();
      const { runId } = await fixture.refresh();
      expect(await fixture.releases.findCurrent()).toMatchObject({ name: '99.1', runId, ratingCount: 24 });
      expect(await fixture.dataSource.manager.count(ApiPage)).toBe(0);
      const landed = await fixture.dataSource.manager.find(LANDING_ENTITIES.title);
      expect(landed.map((row) => row.runId)).toEqual(Array(5).fill(runId));
    });

    it('has rows that the rules refuse rejected, by table and place', async () => {
      const [scale, ...scales] = webServices.rows('scales_reference');
      webServices.setRows('scales_reference', [scale!, ...scales, { ...scale!, scale_name: 'No \0 text' }]);
      setTitles(MANY);
      const outcome = await refresh();
      expect(outcome).toMatchObject({ outcome: 'published', ...everyRow, rowsRead: 33 + MANY, rowsRejected: 1 });
      const rejected = await fixture.dataSource.manager.find('RejectedRow');
      const where = { runId: outcome.runId, fileName: 'scales_reference', line: 4, columnName: null };
      expect(rejected).toMatchObject([{ ...where, reason: 'holds bytes that are not UTF-8 text' }]);
    });

    it('needs a name where Web Services do not say which release they serve', async () => {
      webServices.setRelease(null);
      await expect(refresh()).rejects.toMatchObject({
        code: 'RELEASE_NAME_UNKNOWN',
        message:
          `Cannot tell which O*NET release O*NET Web Services 2 (${webServices.url}) is: they do not say so. ` +
          'Name it with ONET_RELEASE (or --release on the command line), for example 29.0.',
      });
      const named = await fixture.pipeline.refresh({ ...API, releaseName: '30.1' }, BY_HAND);
      expect(named).toMatchObject({ outcome: 'published', releaseName: '30.1' });
    });
  });

  it('needs credentials', async () => {
    const fixture = await open({});
    await expect(fixture.pipeline.refresh(API, BY_HAND)).rejects.toMatchObject({
      code: 'SOURCE_UNREADABLE',
      message:
        'The source "api" needs credentials for O*NET Web Services: set ONET_API_KEY, or, with ONET_API_VERSION=1.9, ' +
        'ONET_USERNAME and ONET_PASSWORD.',
    });
  });
});
