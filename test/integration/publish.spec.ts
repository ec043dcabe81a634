import { LANDING_ENTITIES } from '@app/ingestion';
import { AlternateTitle, Occupation } from '@app/occupations';
import { Release } from '@app/releases';
import { PipelineRun, RejectedRow } from '@app/runs';
import { OccupationRating, RatedElement } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { onetRow, onetTables, type OnetRow } from '../support/sources/made-up-release';
import type { OnetFolderOptions } from '../support/sources/release-forms';
import { createPipeline, rowsOf, type PipelineFixture, RELEASE_TABLES } from '../support/pipeline/pipeline-fixture';

const RELEASES_KEPT = 2;
const SOUND = onetTables();

/** The same release with one character changed: another checksum, all else as before. */
function variant(mark: string): OnetFolderOptions {
  const [first, ...others] = SOUND.occupations;
  return { tables: { occupations: [[...first!.slice(0, 2), `Variant ${mark}.`], ...others] } };
}

const WRONG_RATING = onetRow('skills', { 'Data Value': 'high', 'Element ID': '2.A.1.b' });
const ONE_WRONG_RATING: OnetFolderOptions = { tables: { skills: [...SOUND.skills, WRONG_RATING] } };

const ONE_REASON = 'Data Value: is not a number from -99999 to 99999, first Skills.txt line 26';
/** So many that one wrong row is below what is tolerated. */
const MANY_TITLES = Array.from({ length: 1_000 }, (_, i) =>
  onetRow('titles', { 'O*NET-SOC Code': '29-1141.00', 'Alternate Title': `Title ${i}` }),
);

describe.each(testServers())('publishing on $name', (server) => {
  let fixture: PipelineFixture;

  beforeAll(async () => {
    fixture = await createPipeline(server, { RELEASES_KEPT: String(RELEASES_KEPT) });
  });
  beforeEach(() => fixture.clear());
  afterAll(() => fixture.close());

  const current = async () => (await fixture.releases.findCurrent())!;
  const runs = () => fixture.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
  const releases = () => fixture.dataSource.manager.find(Release, { order: { id: 'ASC' } });
  /** How many rows each release has in all its tables together. */
  const rowsPerRelease = async () => {
    const counts = new Map<number, number>();
    for (const table of RELEASE_TABLES) {
      const rows = await fixture.dataSource
        .createQueryBuilder(table, 'row')
        .select('row.releaseId', 'releaseId')
        .addSelect('COUNT(*)', 'number')
        .groupBy('row.releaseId')
        .getRawMany<{ releaseId: number; number: number | string }>();
      for (const { releaseId, number } of rows) {
        counts.set(releaseId, (counts.get(releaseId) ?? 0) + Number(number));
      }
    }
    return counts;
  };
  /** The runs that have rows in each landing table. */
  const landedRuns = async () => {
    const found = new Set<number>();
    for (const landing of Object.values(LANDING_ENTITIES)) {
      const rows = await fixture.dataSource.createQueryBuilder<{ runId: number }>(landing, 'row').getMany();
      for (const { runId } of rows) found.add(runId);
    }
    return [...found].sort(byNumber);
  };
  /** A run whose release was refused. */
  const addFailedRun = async (): Promise<number> => {
    const { manager } = fixture.dataSource;
    const moment = new Date();
    const counts = { rowsRead: 0, rowsWritten: 0, rowsRejected: 0, startedAt: moment, heartbeatAt: moment };
    const failed = { command: 'refresh', triggeredBy: 'cli', status: 'failed', stage: 'checking' } as const;
    const { identifiers } = await manager.insert(PipelineRun, { ...failed, ...counts });
    const { id: runId } = identifiers[0] as { id: number };
    const sizes = { occupationCount: 0, ratedOccupationCount: 0, skillCount: 0, ratingCount: 0 };
    const record = { name: '98.0', status: 'failed', isCurrent: false, checksum: 'x', source: 'zip file' } as const;
    await manager.insert(Release, { ...record, ...sizes, runId, createdAt: moment });
    return runId;
  };
  const everyRow = async (releaseId: number) =>
    Promise.all(RELEASE_TABLES.map((table) => rowsOf<{ releaseId: number }>(fixture.dataSource, table, releaseId)));

  describe('a sound release', () => {
    it('makes it the current one, with its sizes and where it came from', async () => {
      const { runId } = await fixture.refresh();
      expect(await releases()).toEqual([
        {
          id: expect.any(Number),
          name: '99.1',
          status: 'published',
          isCurrent: true,
          revision: 0,
          checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
          source: 'folder onet',
          runId,
          createdAt: expect.any(Date),
          publishedAt: expect.any(Date),
          occupationCount: 5,
          ratedOccupationCount: 4,
          skillCount: 3,
          rowsByKind: { scales: 3, elements: 6, occupations: 5, skills: 24, anchors: 3, jobZones: 3, titles: 5 },
          ratingCount: 24,
        },
      ]);
    });

    it('closes its run, which says what was done', async () => {
      const { runId } = await fixture.refresh();
      const { checksum } = await current();
      expect(await runs()).toEqual([
        {
          id: runId,
          command: 'refresh',
          triggeredBy: 'cli',
          status: 'succeeded',
          stage: 'sweeping',
          progressDone: null,
          progressTotal: null,
          progressUnit: null,
          requestedBy: null,
          cancelledBy: null,
          active: null,
          source: 'folder onet',
          releaseName: '99.1',
          checksum,
          landedByRun: runId,
          startedAt: expect.any(Date),
          heartbeatAt: expect.any(Date),
          finishedAt: expect.any(Date),
          rowsRead: 49,
          rowsWritten: 49,
          rowsRejected: 0,
          rowsRejectedInTurn: 0,
          rejections: [],
          error: null,
          errorCode: null,
        },
      ]);
    });

    it('keeps every column of a rating to the last digit', async () => {
      await fixture.refresh();
      const { id } = await current();
      const stored = await rowsOf(fixture.dataSource, OccupationRating, id);
      expect(stored.map(asText)).toEqual(SOUND.skills.map(withoutElementName));
    });

    it('keeps the extremes that the columns can hold', async () => {
      const range = { 'Lower CI Bound': '-99999.9999', 'Upper CI Bound': '99999.9999', N: '2147483647' };
      const skills = [
        onetRow('skills', { ...range, 'Scale ID': 'WI', 'Data Value': '-3.00', 'Standard Error': '0.0001' }),
        onetRow('skills', { 'Scale ID': 'LV', 'Data Value': '0.07', 'Standard Error': '0.0000', Date: '12/1999' }),
      ];
      await fixture.refresh({ tables: { skills } });
      const stored = await rowsOf(fixture.dataSource, OccupationRating, (await current()).id);
      expect(stored.map(asText).sort()).toEqual(skills.map(withoutElementName).sort());
    });

    it('keeps tables that take more than one batch whole', async () => {
      const titles = Array.from({ length: 10_001 }, (_, i) => onetRow('titles', { 'Alternate Title': `Title ${i}` }));
      const outcome = await fixture.refresh({ tables: { titles } });
      expect(outcome).toMatchObject({ rowsRead: 44 + 10_001, rowsWritten: 44 + 10_001, rowsRejected: 0 });
      expect(await fixture.dataSource.manager.count(AlternateTitle)).toBe(10_001);
    });

    it('makes a skill of each rated element, described by the content model', async () => {
      await fixture.refresh();
      expect(await rowsOf(fixture.dataSource, RatedElement, (await current()).id)).toEqual([
        { elementId: '2.A.1.a', name: 'Reading Maps', description: 'Finding the way on paper.' },
        {
          elementId: '2.A.1.b',
          name: 'Listening Closely',
          description: 'Hearing what is meant; not only what is said.',
        },
        { elementId: '2.B.1.a', name: 'Calming Geese', description: null },
      ]);
    });

    it('names the skills by their ratings where there is no content model', async () => {
      await fixture.refresh({ files: { 'Content Model Reference.txt': null } });
      const skills = await rowsOf(fixture.dataSource, RatedElement, (await current()).id);
      expect(skills.map(({ name, description }) => [name, description])).toEqual([
        ['Reading Maps', null],
        ['Listening Closely', null],
        ['Calming Geese', null],
      ]);
    });
  });

  describe('a release with rejected rows', () => {
    it('is done where they are no more than 0.1 %', async () => {
      const titles = Array.from({ length: 1_000 }, (_, i) => onetRow('titles', { 'Alternate Title': `Title ${i}` }));
      const tables = { ...ONE_WRONG_RATING.tables, titles };
      expect(await fixture.refresh({ tables })).toMatchObject({ outcome: 'published', rowsRejected: 1 });
    });

    it('is refused where they are more, and what was published stays', async () => {
      await fixture.refresh();
      const before = await current();
      const rows = await everyRow(before.id);
      await expect(fixture.refresh(ONE_WRONG_RATING)).rejects.toMatchObject({
        code: 'RELEASE_REFUSED',
        message:
          'Release 99.1 was not published: 1 of 50 rows were rejected (2.00 %, at most 0.1 % are tolerated). Rows: ' +
          `1 rejected: 1 × ${ONE_REASON}. What is ` +
          'served stays as it is. Look at the rejected rows and at the source; if it is right all the same, ' +
          'run the command that was refused ("refresh" or "transform") again with --accept-shrink.',
      });
      expect(await current()).toEqual(before);
      expect(await everyRow(before.id)).toEqual(rows);
    });

    it('is done where a person accepts them', async () => {
      const outcome = await fixture.refresh(ONE_WRONG_RATING, { acceptShrink: true });
      expect(outcome).toMatchObject({ outcome: 'published', rowsRead: 50, rowsWritten: 49, rowsRejected: 1 });
    });
  });

  describe('a release with an occupation that cannot be used', () => {
    const [, ...others] = SOUND.occupations;
    const withOccupation = (row: OnetRow): OnetFolderOptions => ({
      tables: { occupations: [...others, row], titles: MANY_TITLES },
    });
    /** Six ratings and a job zone of it. */
    const inTurn = 7;

    it.each<[string, OnetRow]>([
      ['without a title', onetRow('occupations', { Title: 'n/a' })],
      ['with a misspelt code', onetRow('occupations', { 'O*NET-SOC Code': '11-1011.O0' })],
      ['with a field too few', ['11-1011.00', 'Tower Keepers']],
    ])('%s is published without the rows that refer to it, and says so', async (_what, row) => {
      const outcome = await fixture.refresh(withOccupation(row));
      const expected = { rowsRejected: 1 + inTurn, rowsRejectedInTurn: inTurn };
      expect(outcome).toMatchObject({ outcome: 'published', ...expected });
      const [run] = await runs();
      expect(run).toMatchObject({ ...expected, rejections: outcome.rejections });
      expect(outcome.rejections).toContainEqual({
        ...{ column: 'O*NET-SOC Code', reason: 'is not in Occupation Data', count: inTurn },
        ...{ file: expect.any(String), line: 2 },
      });
    });

    it('is published as well where it landed before', async () => {
      const source = withOccupation(['11-1011.00', 'Tower Keepers']);
      await fixture.ingest(source);
      const outcome = await fixture.transform();
      expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 1 + inTurn, rowsRejectedInTurn: inTurn });
      expect(outcome.rejections.map(({ count }) => count)).toEqual([inTurn, 1]);
    });

    it('that is not there at all has each of these rows count', async () => {
      const tables = { occupations: others, titles: MANY_TITLES };
      await expect(fixture.refresh({ tables })).rejects.toThrow(`${inTurn} of 1043 rows were rejected (0.67 %`);
    });
  });

  describe('a release in place of another', () => {
    it('is refused where other occupations make up for those that are gone', async () => {
      await fixture.refresh();
      const [first, ...rest] = SOUND.occupations;
      const other = onetRow('occupations', { 'O*NET-SOC Code': '11-1031.00' });
      const renamed = (rows: readonly OnetRow[]) =>
        rows.map(([code, ...fields]) => [code === first![0] ? '11-1031.00' : code!, ...fields]);
      const { skills, jobZones, titles } = SOUND;
      const tables = { skills: renamed(skills), jobZones: renamed(jobZones), titles: renamed(titles) };
      await expect(fixture.refresh({ tables: { ...tables, occupations: [other, ...rest] } })).rejects.toMatchObject({
        details: {
          reasons: [
            'it lacks 1 of the 5 occupations of release 99.1, which is served: more than 5 %',
            'it lacks 6 of the 24 ratings of release 99.1, which is served: more than 5 %',
          ],
        },
      });
    });

    it('is refused where it is older, unless a person accepts it', async () => {
      await fixture.refresh();
      const older: OnetFolderOptions = { readMe: 'O*NET 98.3 Database' };
      await expect(fixture.refresh(older)).rejects.toMatchObject({
        details: { reasons: ['it is older than release 99.1, which is served'] },
      });
      expect(await fixture.refresh(older, { acceptShrink: true })).toMatchObject({ releaseName: '98.3' });
      expect(await fixture.refresh()).toMatchObject({ outcome: 'published', releaseName: '99.1' });
    });
  });

  describe('a release that shrank', () => {
    it.each<[string, OnetFolderOptions, string]>([
      [
        'occupations',
        { tables: { occupations: SOUND.occupations.slice(0, 4), titles: SOUND.titles.slice(0, 4) } },
        'it lacks 1 of the 5 occupations of release 99.1, which is served: more than 5 %',
      ],
      [
        'ratings',
        { tables: { skills: SOUND.skills.slice(0, 22) } },
        'it lacks 2 of the 24 ratings of release 99.1, which is served: more than 5 %',
      ],
    ])('by more than 5 %% of its %s is refused', async (_what, source, reason) => {
      await fixture.refresh();
      const before = await current();
      const error: unknown = await fixture.refresh(source).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: 'RELEASE_REFUSED', details: { reasons: [reason] } });
      expect((error as Error).message).toContain(
        'run the command that was refused ("refresh" or "transform") again with --accept-shrink',
      );
      expect(await current()).toEqual(before);
    });

    it('by 5 % of its ratings at most is published', async () => {
      await fixture.refresh();
      expect(await fixture.refresh({ tables: { skills: SOUND.skills.slice(0, 23) } })).toMatchObject({
        outcome: 'published',
        rowsWritten: 48,
      });
    });

    it('is published by "transform" where a person accepts it, from what landed', async () => {
      await fixture.refresh();
      await expect(fixture.refresh({ tables: { skills: SOUND.skills.slice(0, 20) } })).rejects.toThrow();
      expect(await fixture.transform({ acceptShrink: true })).toMatchObject({
        outcome: 'published',
        rowsRead: 45,
        rowsWritten: 45,
      });
      expect(await current()).toMatchObject({ ratingCount: 20, source: 'folder onet' });
    });
  });

  describe('a refused release', () => {
    it('is recorded as failed, its run with the reason, and leaves no rows', async () => {
      await expect(fixture.refresh(ONE_WRONG_RATING)).rejects.toThrow();
      expect(await releases()).toMatchObject([{ name: '99.1', status: 'failed', isCurrent: false, publishedAt: null }]);
      expect(await runs()).toMatchObject([
        { status: 'failed', active: null, error: expect.stringContaining('1 of 50 rows were rejected') },
      ]);
      expect(await rowsPerRelease()).toEqual(new Map());
    });

    it('leaves no rows of tables that take more than one batch', async () => {
      const titles = Array.from({ length: 12_000 }, (_, i) =>
        onetRow('titles', { 'O*NET-SOC Code': SOUND.occupations[i % 5]![0]!, 'Alternate Title': `Title ${i}` }),
      );
      await fixture.refresh();
      await expect(fixture.refresh({ tables: { titles, skills: SOUND.skills.slice(0, 10) } })).rejects.toMatchObject({
        code: 'RELEASE_REFUSED',
      });
      expect(await rowsPerRelease()).toEqual(new Map([[(await current()).id, expect.any(Number)]]));
    });

    it.each<[string, OnetFolderOptions, string]>([
      ['without an occupation', { tables: { occupations: [] } }, 'it has no occupation; it has no rating of a skill'],
      ['without a rating', { tables: { skills: [] } }, 'it has no rating of a skill'],
    ])('%s stays refused whatever a person accepts', async (_what, source, reason) => {
      await expect(fixture.refresh(source, { acceptShrink: true })).rejects.toThrow(`was not published: ${reason}`);
    });
  });

  describe('the same content', () => {
    it('again changes nothing', async () => {
      await fixture.refresh();
      const before = await current();
      expect(await fixture.refresh()).toMatchObject({ outcome: 'unchanged', releaseName: '99.1', rowsRead: 0 });
      expect(await releases()).toEqual([before]);
      expect(await runs()).toMatchObject([{ status: 'succeeded' }, { status: 'unchanged', active: null, error: null }]);
      expect(await fixture.transform()).toMatchObject({ outcome: 'unchanged' });
      expect(await fixture.ingest()).toMatchObject({ outcome: 'unchanged' });
    });

    it('again is published again by force', async () => {
      await fixture.refresh();
      expect(await fixture.refresh({}, { force: true })).toMatchObject({ outcome: 'published', rowsWritten: 49 });
      expect(await fixture.transform({ force: true })).toMatchObject({ outcome: 'published', rowsWritten: 49 });
      const [refreshed, transformed] = await releases();
      expect(transformed).toMatchObject({ isCurrent: true, checksum: refreshed!.checksum });
      expect(await everyRow(transformed!.id)).toEqual(await everyRow(refreshed!.id));
    });

    it('under another line end is other content', async () => {
      await fixture.refresh();
      expect(await fixture.refresh({ lineEnd: '\n' })).toMatchObject({ outcome: 'published' });
    });
  });

  describe('in two runs', () => {
    it('gives what one run gives', async () => {
      await fixture.refresh();
      const inOne = await current();
      const landed = await fixture.ingest({}, { force: true });
      expect(landed).toMatchObject({ outcome: 'landed', rowsRead: 49, rowsWritten: 0, rowsRejected: 0 });
      const published = await fixture.transform({ force: true });
      expect(published).toMatchObject({ outcome: 'published', rowsRead: 49, rowsWritten: 49, rowsRejected: 0 });
      const inTwo = await current();
      expect(await everyRow(inTwo.id)).toEqual(await everyRow(inOne.id));
      const itsOwn = {
        id: inTwo.id,
        runId: published.runId,
        createdAt: inTwo.createdAt,
        publishedAt: inTwo.publishedAt,
      };
      expect(inTwo).toEqual(Object.assign(inOne, itsOwn));
      expect((await runs()).at(-1)).toMatchObject({
        command: 'transform',
        landedByRun: landed.runId,
        source: 'folder onet',
      });
    });

    it('serves the old release until the second', async () => {
      await fixture.refresh();
      const before = await current();
      await fixture.ingest(variant('B'));
      expect(await current()).toEqual(before);
      await fixture.transform();
      expect((await current()).id).toBeGreaterThan(before.id);
    });
  });

  describe('clears away', () => {
    it('what older runs landed, and keeps what the published one landed', async () => {
      await fixture.ingest(variant('A'));
      await fixture.ingest(variant('B'));
      const { runId } = await fixture.refresh(variant('C'));
      expect(await landedRuns()).toEqual([runId]);
      await fixture.ingest(variant('D'));
      const landed = await fixture.ingest(variant('E'));
      await fixture.transform();
      expect(await landedRuns()).toEqual([landed.runId]);
    });

    it('not what landed last, which can be transformed although it was refused', async () => {
      await fixture.ingest(variant('A'));
      await expect(fixture.refresh(ONE_WRONG_RATING)).rejects.toThrow();
      const [, refused] = await runs();
      expect(await landedRuns()).toEqual([refused!.id]);
    });

    it('releases beyond those to keep, whole', async () => {
      for (const mark of ['A', 'B', 'C', 'D']) await fixture.refresh(variant(mark));
      const kept = await releases();
      expect(kept).toMatchObject([
        { status: 'published', isCurrent: false },
        { status: 'published', isCurrent: true },
      ]);
      expect([...(await rowsPerRelease()).keys()].sort(byNumber)).toEqual(kept.map(({ id }) => id));
      expect((await rowsOf(fixture.dataSource, Occupation, kept[0]!.id))[0]).toMatchObject({
        description: 'Variant C.',
      });
    });

    it('records of old runs with what they rejected, and keeps those that a release or landed rows come from', async () => {
      const { runId: maker } = await fixture.refresh(variant('A'));
      const rejected = { fileName: 'Skills.txt', line: 2, columnName: null, value: null, reason: 'made up' };
      const added: number[] = [];
      for (let i = 0; i < 105; i++) added.push(await addFailedRun());
      for (const runId of [maker, added[50]!, added[104]!]) {
        await fixture.dataSource.manager.insert(RejectedRow, { runId, ...rejected });
      }
      const { runId: last } = await fixture.refresh(variant('B'));
      // The last hundred, and the one that made the older of the two releases.
      expect((await runs()).map(({ id }) => id)).toEqual([maker, ...added.slice(6), last]);
      const left = await fixture.dataSource.manager.find(RejectedRow, { order: { runId: 'ASC' } });
      expect(left.map(({ runId }) => runId)).toEqual([maker, added[104]]);
      expect((await releases()).filter(({ status }) => status === 'failed')).toHaveLength(99);
    });

    it('no failed release, which counts for none of those to keep', async () => {
      await fixture.refresh(variant('A'));
      await expect(fixture.refresh(ONE_WRONG_RATING)).rejects.toThrow();
      await fixture.refresh(variant('B'));
      expect((await releases()).map(({ status }) => status)).toEqual(['published', 'failed', 'published']);
    });
  });
});

const byNumber = (a: number, b: number): number => a - b;

/** A rating as its file has it, without the name of its element. */
function asText(rating: Omit<OccupationRating, 'releaseId'>): OnetRow {
  const { onetSocCode, elementId, scaleId, dataValue, n, standardError, lowerCiBound, upperCiBound } = rating;
  const { recommendSuppress, notRelevant, dateUpdated, domainSource } = rating;
  const none = 'n/a';
  const decimal = (value: number | null) => (value === null ? none : value.toFixed(4));
  const flag = (value: boolean | null) => (value === null ? none : value ? 'Y' : 'N');
  return [
    onetSocCode,
    elementId,
    scaleId,
    dataValue.toFixed(2),
    n === null ? none : String(n),
    decimal(standardError),
    decimal(lowerCiBound),
    decimal(upperCiBound),
    flag(recommendSuppress),
    flag(notRelevant),
    dateUpdated === null ? none : dateUpdated.replace(/^(\d{4})-(\d{2})-01$/, '$2/$1'),
    domainSource ?? none,
  ];
}

function withoutElementName(row: OnetRow): OnetRow {
  return row.filter((_field, column) => column !== 2);
}
