import { setTimeout as sleep } from 'node:timers/promises';
import { IngestionService } from '@app/ingestion';
import { Occupation } from '@app/occupations';
import { Release } from '@app/releases';
import { PipelineRun, RunHistoryService, RunsService, type ActiveRun } from '@app/runs';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { onetTables } from '../support/sources/made-up-release';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const OTHER = { tables: { jobZones: onetTables().jobZones.slice(1) } };
/** Longer than it takes until the next heartbeat has been. */
const A_HEARTBEAT_MS = 1_500;

describe.each(testServers())('a run that is to end early, on $name', (server) => {
  let database: TestDatabase;
  /** The process whose runs these are, and one beside it. */
  let worker: PipelineFixture;
  let other: PipelineFixture;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    other = await openPipeline(database);
  });
  beforeEach(async () => {
    worker = await openPipeline(database);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await worker.close();
    await other.clear();
  });
  afterAll(async () => {
    await other.close();
    await database.drop();
  });

  const runs = () => other.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
  const releases = () => other.dataSource.manager.find(Release, { order: { id: 'ASC' } });
  const lastRun = async () => (await runs()).at(-1)!;
  /** Does something when the run has written its release and not published it: a run looks for the current one then. */
  const beforePublishing = (act: (runId: number) => Promise<unknown>) => {
    const look = worker.releases.findCurrent.bind(worker.releases);
    let looks = 0;
    jest.spyOn(worker.releases, 'findCurrent').mockImplementation(async () => {
      looks += 1;
      if (looks === 2) await act((await lastRun()).id);
      return look();
    });
  };
  const expectNothingPublished = async () => {
    expect(await releases()).toMatchObject([{ status: 'failed', isCurrent: false }]);
    expect(await other.dataSource.manager.count(Occupation)).toBe(0);
  };

  describe('as somebody cancelled it', () => {
    const CANCELLED = { code: 'RUN_CANCELLED', message: expect.stringMatching(/^Run \d+ was cancelled by boss\./) };

    it.each([
      ['with the next heartbeat, through another process', A_HEARTBEAT_MS],
      ['at the latest when it would publish', 0],
    ])('takes back what it has written, %s', async (_when, wait) => {
      beforePublishing(async (id) => {
        await other.get(RunsService).cancel(id, 'boss');
        await sleep(wait);
      });
      await expect(worker.refresh()).rejects.toMatchObject(CANCELLED);
      const cancelled = { status: 'cancelled', cancelledBy: 'boss', errorCode: 'RUN_CANCELLED', active: null };
      expect(await lastRun()).toMatchObject({ ...cancelled, finishedAt: expect.any(Date) });
      await expectNothingPublished();
    });

    it('lets the next one in', async () => {
      beforePublishing((id) => other.get(RunsService).cancel(id, 'boss'));
      await expect(worker.refresh()).rejects.toMatchObject(CANCELLED);
      expect(await other.refresh()).toMatchObject({ outcome: 'published' });
    });

    it('succeeds all the same if it has published by then', async () => {
      const { runId } = await worker.refresh();
      await expect(other.get(RunsService).cancel(runId, 'boss')).rejects.toMatchObject({
        code: 'RUN_ENDED',
        message: `Run ${runId} has ended already: succeeded. There is nothing to cancel.`,
      });
      expect(await lastRun()).toMatchObject({ status: 'succeeded', cancelledBy: null });
    });

    it('is told apart from one that never was', async () => {
      await expect(other.get(RunsService).cancel(999, 'boss')).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    });

    it('is closed as failed if its process is dead', async () => {
      const { runId } = await worker.refresh();
      const silent = {
        active: 1,
        status: 'running',
        heartbeatAt: new Date(Date.now() - 60_000),
        finishedAt: null,
      } as const;
      await other.dataSource.manager.update(PipelineRun, { id: runId }, silent);
      await expect(other.get(RunsService).cancel(runId, 'boss')).rejects.toMatchObject({ code: 'RUN_ENDED' });
      expect(await lastRun()).toMatchObject({ status: 'failed', errorCode: 'RUN_LOST', active: null });
    });
  });

  describe('as its process was told to stop', () => {
    it('takes back what it has written and is closed', async () => {
      let stopped: Promise<void> | undefined;
      beforePublishing(() => {
        stopped = worker.get(RunsService).stop();
        return Promise.resolve();
      });
      await expect(worker.refresh()).rejects.toMatchObject({ code: 'SERVICE_STOPPING' });
      await stopped;
      expect(await lastRun()).toMatchObject({ status: 'failed', errorCode: 'SERVICE_STOPPING', active: null });
      await expectNothingPublished();
    });

    it('is not begun any more', async () => {
      await worker.get(RunsService).stop();
      await expect(worker.refresh()).rejects.toMatchObject({ code: 'SERVICE_STOPPING' });
      expect(await runs()).toEqual([]);
    });

    it('gives its place to others if it does not end in time, and publishes nothing any more', async () => {
      beforePublishing(async () => {
        await worker.get(RunsService).handBack();
        expect(await other.refresh(OTHER)).toMatchObject({ outcome: 'published' });
      });
      // Depending on how far it is, it finds that it is lost, or that its rows were swept.
      await expect(worker.refresh()).rejects.toMatchObject({
        code: expect.stringMatching(/^(RUN_LOST|RELEASE_REFUSED)$/),
      });
      expect(await runs()).toMatchObject([
        { status: 'failed', errorCode: 'SERVICE_STOPPING' },
        { status: 'succeeded' },
      ]);
      expect(await releases()).toMatchObject([{ status: 'failed' }, { status: 'published', isCurrent: true }]);
    });
  });

  it('says of nothing that it landed once another process has taken its place', async () => {
    const examine = worker.get(IngestionService).examine.bind(worker.get(IngestionService));
    jest.spyOn(worker.get(IngestionService), 'examine').mockImplementation(async (...source) => {
      const examined = await examine(...source);
      const land: typeof examined.land = async (run) => {
        const landing = await examined.land(run);
        await other.dataSource.manager.update(PipelineRun, { id: run.id }, { active: null, status: 'failed' });
        return landing;
      };
      return { ...examined, land };
    });
    await expect(worker.ingest()).rejects.toMatchObject({ code: 'RUN_LOST' });
    expect(await lastRun()).toMatchObject({ status: 'failed', landedByRun: null });
    await expect(other.transform()).rejects.toMatchObject({ code: 'NOTHING_LANDED' });
  });

  it('is closed as failed in every case of a run that another process has closed', async () => {
    const work = async ({ id }: ActiveRun) =>
      other.dataSource.manager.update(PipelineRun, { id }, { active: null, status: 'failed' });
    const opening = { command: 'refresh', triggeredBy: 'cli' } as const;
    await expect(worker.get(RunsService).execute(opening, work)).rejects.toMatchObject({ code: 'RUN_LOST' });
    expect(await lastRun()).toMatchObject({ status: 'failed' });
  });

  it('ends at its next step once another process has taken its place', async () => {
    const seen: string[] = [];
    beforePublishing(async (id) => {
      await other.dataSource.manager.update(PipelineRun, { id }, { active: null, status: 'failed' });
      await sleep(A_HEARTBEAT_MS);
    });
    const onProgress = ({ stage }: { stage: string }) => seen.push(stage);
    await expect(worker.refresh({}, { onProgress })).rejects.toMatchObject({ code: 'RUN_LOST' });
    expect(seen.at(-1)).toBe('publishing');
  });

  it('shows while it works what it does, how far it is and for whom', async () => {
    let midway: PipelineRun | undefined;
    beforePublishing(async () => {
      await eventually('a heartbeat tells it', async () => (midway = await lastRun()).stage === 'checking');
    });
    await worker.refresh({}, { requestedBy: 'boss' });
    expect(midway).toMatchObject({
      ...{ status: 'running', stage: 'checking', requestedBy: 'boss', rowsRead: 49, rowsWritten: 49 },
      ...{ progressDone: null, progressTotal: null, progressUnit: null },
    });
  });

  it('is listed with the others, newest first, page by page', async () => {
    const history = other.get(RunHistoryService);
    const first = await worker.refresh();
    const second = await worker.ingest(OTHER);
    await expect(worker.refresh({ files: { 'Job Zones.txt': 'nothing\r\n' } })).rejects.toThrow();
    const ids = async (...filter: Parameters<RunHistoryService['list']>) =>
      (await history.list(...filter)).items.map(({ id }) => id);
    const all = { command: null, status: null };
    const { items, next } = await history.list(all, 2, null);
    expect(items).toMatchObject([{ status: 'failed' }, { id: second.runId }]);
    expect(await history.list(all, 2, next)).toMatchObject({ items: [{ id: first.runId }], next: null });
    expect(await ids({ command: 'ingest', status: null }, 10, null)).toEqual([second.runId]);
    expect(await ids({ command: null, status: 'failed' }, 10, null)).toEqual([items[0]!.id]);
    expect(await ids({ command: 'ingest', status: 'failed' }, 10, null)).toEqual([]);
  });

  it('lists the rows that it rejected, page by page', async () => {
    const history = other.get(RunHistoryService);
    const broken = { files: { 'Job Zones.txt': 'O*NET-SOC Code\tJob Zone\tDate\tDomain Source\r\nx\r\ny\r\nz\r\n' } };
    const { runId } = await worker.ingest(broken);
    const first = await history.rejections(runId, 2, null);
    expect(first.items).toMatchObject([
      { fileName: 'Job Zones.txt', line: 2, value: 'x' },
      { fileName: 'Job Zones.txt', line: 3, value: 'y' },
    ]);
    const second = await history.rejections(runId, 2, first.next);
    expect(second).toMatchObject({ items: [{ line: 4, value: 'z' }], next: null });
    await expect(history.rejections(999, 2, null)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});
