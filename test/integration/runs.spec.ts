import { LANDING_ENTITIES } from '@app/ingestion';
import { AlternateTitle, Occupation } from '@app/occupations';
import { Release, type ReleaseStatus } from '@app/releases';
import { PipelineRun, RunSweeping, type RunProgress } from '@app/runs';
import { Scale } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { onetTables } from '../support/sources/made-up-release';
import { withOnetFolder } from '../support/sources/onet-folder';
import type { OnetFolderOptions } from '../support/sources/release-forms';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const SOUND = onetTables();
const OTHER: OnetFolderOptions = { tables: { jobZones: SOUND.jobZones.slice(1) } };
const NO_COLUMN: OnetFolderOptions = { files: { 'Job Zones.txt': 'O*NET-SOC Code\tDate\tDomain Source\r\n' } };

const SECOND = 1_000;

describe.each(testServers())('a run on $name', (server) => {
  let fixture: PipelineFixture;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(() => fixture.clear());
  afterAll(() => fixture.close());

  const current = () => fixture.dataSource.manager.findOneBy(Release, { isCurrent: true });
  const runs = () => fixture.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
  const releases = () => fixture.dataSource.manager.find(Release, { order: { id: 'ASC' } });

  /** A run of another process that holds the pipeline and was last heard of so long ago. */
  const addRunOfAnotherProcess = async (silentFor: number): Promise<number> => {
    const heartbeatAt = new Date(Date.now() - silentFor);
    const { identifiers } = await fixture.dataSource.manager.insert(PipelineRun, {
      command: 'refresh',
      triggeredBy: 'start',
      status: 'running',
      stage: 'normalising',
      active: 1,
      startedAt: heartbeatAt,
      heartbeatAt,
      rowsRead: 0,
      rowsWritten: 0,
      rowsRejected: 0,
    });
    return (identifiers[0] as { id: number }).id;
  };
  /** What a run left of a release when it died. */
  const addReleaseOf = async (runId: number, status: ReleaseStatus): Promise<number> => {
    const { manager } = fixture.dataSource;
    const sizes = { occupationCount: 0, ratedOccupationCount: 0, skillCount: 0, ratingCount: 0 };
    const release = { name: '98.0', status, isCurrent: false, checksum: 'x', source: 'zip file', runId, ...sizes };
    const { identifiers } = await manager.insert(Release, { ...release, createdAt: new Date() });
    const { id: releaseId } = identifiers[0] as { id: number };
    const key = { releaseId, onetSocCode: '11-1011.00' };
    await manager.insert(Occupation, { ...key, title: 'Left', description: 'Behind.', source: 'text_file' });
    await manager.insert(AlternateTitle, { ...key, alternateTitle: 'Left', shortTitle: '' });
    await manager.insert(Scale, { releaseId, scaleId: 'LV', name: 'Level', minimum: 0, maximum: 7 });
    return releaseId;
  };
  const rowsLeftOf = async (releaseId: number) => {
    const counts = [Occupation, AlternateTitle, Scale].map((table) =>
      fixture.dataSource.manager.countBy(table, { releaseId }),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const landedRows = async () => {
    const counts = Object.values(LANDING_ENTITIES).map((landing) => fixture.dataSource.manager.count(landing));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };

  describe('while another holds the pipeline', () => {
    it.each(['ingest', 'transform', 'refresh'] as const)('is refused to %s, naming the other', async (command) => {
      const id = await addRunOfAnotherProcess(5 * SECOND);
      await expect(fixture[command]()).rejects.toMatchObject({
        code: 'RUN_IN_PROGRESS',
        message: `Run ${id} (refresh) is under way: normalising. Wait until it has finished and try again.`,
        details: { run_id: id },
      });
      expect(await runs()).toMatchObject([{ id, status: 'running', active: 1 }]);
      expect(await landedRows()).toBe(0);
    });

    it('is the only one of several that begin at once', async () => {
      const outcomes = await Promise.allSettled([fixture.refresh(), fixture.refresh(), fixture.refresh()]);
      const published = outcomes.filter(({ status }) => status === 'fulfilled');
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(published).toHaveLength(1);
      expect(refused).toMatchObject([{ code: 'RUN_IN_PROGRESS' }, { code: 'RUN_IN_PROGRESS' }]);
      expect(await releases()).toHaveLength(1);
    });

    it('begins when the other has ended, if it may wait so long', async () => {
      const waiting = { waitForTurnMs: 20 * SECOND };
      const outcomes = await Promise.all([fixture.refresh({}, waiting), fixture.refresh(OTHER, waiting)]);
      expect(outcomes).toMatchObject([{ outcome: 'published' }, { outcome: 'published' }]);
      expect(await runs()).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }]);
    });

    it('begins if the other came first, and has ended when it is looked for', async () => {
      const id = await addRunOfAnotherProcess(SECOND);
      const repository = fixture.dataSource.getRepository(PipelineRun);
      const look = jest.spyOn(repository, 'findOneBy').mockResolvedValueOnce(null);
      look.mockImplementationOnce(async () => {
        await repository.update({ id }, { active: null, status: 'succeeded' });
        return null;
      });
      expect(await fixture.refresh()).toMatchObject({ outcome: 'published' });
      look.mockRestore();
    });

    it('is refused when it has waited in vain', async () => {
      await addRunOfAnotherProcess(SECOND);
      await expect(fixture.refresh({}, { waitForTurnMs: 600 })).rejects.toMatchObject({ code: 'RUN_IN_PROGRESS' });
    });
  });

  describe('after another died', () => {
    it('closes that one as failed and goes on', async () => {
      const id = await addRunOfAnotherProcess(60 * SECOND);
      expect(await fixture.refresh()).toMatchObject({ outcome: 'published' });
      const [dead] = await runs();
      expect(dead).toMatchObject({
        id,
        status: 'failed',
        active: null,
        error: 'The process of this run died or stalled. Run it again.',
        errorCode: 'RUN_LOST',
        finishedAt: expect.any(Date),
      });
    });

    it.each(['building', 'discarding'] as const)('sweeps the release that it left %s', async (status) => {
      const releaseId = await addReleaseOf(await addRunOfAnotherProcess(60 * SECOND), status);
      await fixture.refresh();
      expect(await rowsLeftOf(releaseId)).toBe(0);
      expect(await releases()).toMatchObject([{ id: releaseId, status: 'failed' }, { status: 'published' }]);
    });

    it('sweeps also if it finds nothing to do', async () => {
      await fixture.refresh();
      const releaseId = await addReleaseOf(await addRunOfAnotherProcess(60 * SECOND), 'building');
      expect(await fixture.refresh()).toMatchObject({ outcome: 'unchanged' });
      expect(await rowsLeftOf(releaseId)).toBe(0);
    });

    it('deletes the superseded release that it left half deleted, and its record', async () => {
      const releaseId = await addReleaseOf(await addRunOfAnotherProcess(60 * SECOND), 'discarding');
      await fixture.dataSource.manager.update(Release, { id: releaseId }, { publishedAt: new Date() });
      await fixture.refresh();
      expect(await rowsLeftOf(releaseId)).toBe(0);
      expect(await releases()).toMatchObject([{ status: 'published', isCurrent: true }]);
    });

    it('does not take what it left half-landed for a source', async () => {
      const runId = await addRunOfAnotherProcess(60 * SECOND);
      await fixture.dataSource.manager.insert(LANDING_ENTITIES.scale, {
        runId,
        fileName: 'Scales Reference.txt',
        line: 2,
        scaleId: 'LV',
        scaleName: 'Level',
        minimum: '0',
        maximum: '7',
      });
      await expect(fixture.transform()).rejects.toMatchObject({ code: 'NOTHING_LANDED' });
      await fixture.refresh();
      expect(await fixture.dataSource.manager.countBy(LANDING_ENTITIES.scale, { runId })).toBe(0);
    });
  });

  it('sweeps what landed incompletely before it lands anything itself', async () => {
    await fixture.ingest();
    const complete = await landedRows();
    const runId = await addRunOfAnotherProcess(60 * SECOND);
    const place = { runId, fileName: 'Occupation Data.txt', line: 2 };
    const row = { ...place, onetSocCode: '11-1011.00', title: 'Bosses', description: 'Made up.' };
    await fixture.dataSource.manager.insert(LANDING_ENTITIES.occupation, row);
    await fixture.ingest({}, { force: true });
    expect(await fixture.dataSource.manager.countBy(LANDING_ENTITIES.occupation, { runId })).toBe(0);
    // The landing before is superseded: only the last one can be transformed.
    expect(await landedRows()).toBe(complete);
  });

  it('is no failure when what is superfluous cannot be swept', async () => {
    const sweep = jest.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error('no connection'));
    fixture.get(RunSweeping).register(sweep);
    expect(await fixture.refresh()).toMatchObject({ outcome: 'published' });
    expect(sweep).toHaveBeenCalledTimes(1);
    expect(await runs()).toMatchObject([{ status: 'succeeded', error: null }]);
  });

  it.each<[string, OnetFolderOptions, unknown]>([
    ['finds nothing to do', {}, { outcome: 'unchanged' }],
    ['fails', NO_COLUMN, { code: 'SOURCE_INVALID' }],
  ])('sweeps what others could not, also if it %s', async (_end, options, outcome) => {
    const { runId } = await fixture.refresh();
    const releaseId = await addReleaseOf(runId, 'discarding');
    expect(await fixture.refresh(options).catch((error: unknown) => error)).toMatchObject(outcome as object);
    expect(await rowsLeftOf(releaseId)).toBe(0);
  });

  describe('that was given up by another process', () => {
    const LOST = {
      code: 'RUN_LOST',
      message: expect.stringContaining('was given up by another process because it stalled. Run it again.'),
    };
    /**
     * Does what another process does to a run that it has not heard of for too long, while this one looks for the
     * current release: a run does so before it lands anything, and again before it publishes.
     */
    const giveUp = (when: 'before landing' | 'before publishing', alsoDo?: () => Promise<unknown>) => {
      const look = fixture.releases.findCurrent.bind(fixture.releases);
      let looks = when === 'before landing' ? 1 : 2;
      jest.spyOn(fixture.releases, 'findCurrent').mockImplementation(async () => {
        looks -= 1;
        if (looks === 0) {
          const given = { active: null, status: 'failed', error: 'The process of this run died or stalled.' } as const;
          await fixture.dataSource.manager.update(PipelineRun, { active: 1 }, given);
          await alsoDo?.();
        }
        return look();
      });
    };

    afterEach(() => jest.restoreAllMocks());

    it.each(['before landing', 'before publishing'] as const)('%s does not publish', async (when) => {
      await fixture.refresh();
      const before = await current();
      giveUp(when);
      await expect(fixture.refresh(OTHER)).rejects.toMatchObject(LOST);
      expect(await current()).toEqual(before);
      expect((await runs()).at(-1)).toMatchObject({ error: 'The process of this run died or stalled.' });
    });

    it('leaves the release alone that the other process builds', async () => {
      const { runId } = await fixture.refresh();
      const releaseId = await addReleaseOf(runId, 'building');
      giveUp('before landing');
      await expect(fixture.refresh(OTHER)).rejects.toMatchObject(LOST);
      expect(await rowsLeftOf(releaseId)).toBe(3);
      expect((await releases()).at(-1)).toMatchObject({ id: releaseId, status: 'building' });
    });

    it('takes back what it wrote after the other process had swept its release', async () => {
      giveUp('before publishing', () =>
        fixture.dataSource.manager.update(Release, { status: 'building' }, { status: 'failed' }),
      );
      await expect(fixture.refresh()).rejects.toMatchObject(LOST);
      const [swept] = await releases();
      expect(swept).toMatchObject({ status: 'failed' });
      expect(await rowsLeftOf(swept!.id)).toBe(0);
    });
  });

  describe('that fails', () => {
    it('in the middle of landing leaves what is published as it was and says why', async () => {
      await fixture.refresh();
      const before = await current();
      await expect(fixture.refresh(NO_COLUMN)).rejects.toMatchObject({ code: 'SOURCE_INVALID' });
      expect(await current()).toEqual(before);
      const [, failed, ...others] = await releases();
      expect(failed).toMatchObject({ status: 'failed', isCurrent: false });
      expect(others).toEqual([]);
      expect(await rowsLeftOf(failed!.id)).toBe(0);
      expect((await runs()).at(-1)).toMatchObject({
        status: 'failed',
        active: null,
        stage: 'landing Level Scale Anchors.txt',
        landedByRun: null,
        finishedAt: expect.any(Date),
        error: expect.stringContaining('Job Zones.txt has no column "Job Zone"'),
      });
    });

    it('in the middle of landing leaves what landed before to be transformed', async () => {
      await fixture.ingest();
      await expect(fixture.ingest(NO_COLUMN)).rejects.toThrow();
      expect(await fixture.transform()).toMatchObject({ outcome: 'published', rowsRead: 49, rowsWritten: 49 });
      expect(await landedRows()).toBe(49);
    });

    it.each([
      ['landing Alternate Titles.txt', 'refresh'],
      ['checking', 'refresh'],
      ['publishing', 'refresh'],
      ['normalising', 'transform'],
      ['publishing', 'transform'],
    ] as const)(
      'while %s, as a %s, leaves what is published as it was, and no row of its own release',
      async (stage, command) => {
        await fixture.refresh();
        const before = await current();
        const onProgress = (progress: RunProgress): void => {
          if (progress.stage === stage) throw new Error('the power is gone');
        };
        if (command === 'transform') await fixture.ingest(OTHER);
        const run =
          command === 'transform' ? fixture.transform({ onProgress }) : fixture.refresh(OTHER, { onProgress });
        await expect(run).rejects.toThrow('the power is gone');
        expect(await current()).toEqual(before);
        const [, failed] = await releases();
        expect(failed).toMatchObject({ status: 'failed', isCurrent: false });
        expect(await rowsLeftOf(failed!.id)).toBe(0);
        expect((await runs()).at(-1)).toMatchObject({ status: 'failed', active: null, error: 'the power is gone' });
      },
    );

    it('on a source that is not there is recorded as well', async () => {
      const nowhere = { location: '/nowhere/onet', releaseName: null };
      await expect(fixture.pipeline.refresh(nowhere, { triggeredBy: 'cli' })).rejects.toMatchObject({
        code: 'SOURCE_UNREADABLE',
      });
      expect(await runs()).toMatchObject([
        { status: 'failed', error: expect.stringContaining('The source /nowhere/onet does not exist.') },
      ]);
    });

    it('lets the next one in', async () => {
      await expect(fixture.refresh(NO_COLUMN)).rejects.toThrow();
      expect(await fixture.refresh()).toMatchObject({ outcome: 'published' });
      expect(await landedRows()).toBe(49);
    });
  });

  describe('without anything landed', () => {
    it('has nothing to transform', async () => {
      await expect(fixture.transform()).rejects.toMatchObject({
        code: 'NOTHING_LANDED',
        message: 'No source has landed yet, so there is nothing to transform. Run "ingest" or "refresh" first.',
      });
    });
  });

  describe('names the release', () => {
    const refreshFolder = (options: OnetFolderOptions, folderName: string, releaseName: string | null = null) =>
      withOnetFolder(
        options,
        (path) => fixture.pipeline.refresh({ location: path, releaseName }, { triggeredBy: 'cli' }),
        folderName,
      );

    it.each<[string, string | null, string, string | null, string]>([
      ['as it was told, whatever the files say', 'O*NET 99.1 Database', 'db_98_0_text', 'mine', 'mine'],
      ['by its Read Me rather than its folder', 'O*NET 99.1 Database', 'db_98_0_text', null, '99.1'],
      ['by its folder where the Read Me names none', 'Read this first', 'db_98_0_text', null, '98.0'],
      ['by its folder where there is no Read Me', null, 'db_98_0_text', null, '98.0'],
    ])('%s', async (_what, readMe, folderName, given, name) => {
      expect(await refreshFolder({ readMe }, folderName, given)).toMatchObject({ releaseName: name });
      expect(await current()).toMatchObject({ name, source: `folder ${folderName}` });
      expect(await runs()).toMatchObject([{ releaseName: name }]);
    });

    it.each([null, 'Read this first'])(
      'not at all where nobody does, with the Read Me %j: it is refused',
      async (readMe) => {
        await expect(refreshFolder({ readMe }, 'onet')).rejects.toMatchObject({
          code: 'RELEASE_NAME_UNKNOWN',
          message: expect.stringContaining('Name it with ONET_RELEASE (or --release on the command line)'),
        });
        expect(await landedRows()).toBe(0);
      },
    );
  });
});
