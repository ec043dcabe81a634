import { readdirSync } from 'node:fs';
import { Occupation } from '@app/occupations';
import { RejectedRow } from '@app/runs';
import { OccupationRating, RatedElement } from '@app/skills';
import { CompletionService } from '@app/completion';
import {
  createCompletion,
  tablesWithout,
  tablesWithoutRatingsOf,
  type Completer,
} from '../support/pipeline/completion-fixture';
import { createTestDatabase, testServers } from '../support/databases/databases';
import { onetTables } from '../support/sources/made-up-release';
import { copySource, SAMPLE_FOLDER, type Change } from '../support/sources/onet-tables';
import { openPipeline, rowsOf } from '../support/pipeline/pipeline-fixture';
import { WebServicesServer, type ApiRow } from '../support/web-services/server';

const NURSES = '29-1141.00';
const KEEPERS = '11-1011.00';
const UNRATED = '53-7051.00';
const NOBODY = '99-1111.00';
const FILTER = (code: string) => `?start=1&end=2000&filter=onetsoc_code.eq.${code}`;

describe.each(testServers())('completing an occupation on $name', (server) => {
  let context: Awaited<ReturnType<typeof createCompletion>>;
  let process: Completer;

  beforeAll(async () => {
    context = await createCompletion(server);
    process = await context.open();
  });
  beforeEach(async () => {
    context.reset();
    await process.clear();
  });
  afterAll(() => context.close());

  const rowsFor = (tableId: string, code: string) =>
    context.webServices.rows(tableId).filter(({ onetsoc_code: own }) => own === code);
  /** Web Services have these rows for the code instead of theirs. */
  const setRowsFor = (tableId: string, code: string, rows: readonly ApiRow[]) => {
    const others = context.webServices.rows(tableId).filter(({ onetsoc_code: own }) => own !== code);
    context.webServices.setRows(tableId, [...others, ...rows]);
  };

  describe('that the release lacks', () => {
    it('adds it with its ratings, which say that they came from there', async () => {
      await process.serve({});
      const { occupations, ratings } = await process.rowsOf(NURSES);
      await process.clear();
      await process.serve(tablesWithout(NURSES));
      expect(await process.completion.complete(NURSES)).toBeNull();
      const fromApi = <T>(rows: readonly T[]) => rows.map((row) => ({ ...row, source: 'api' }));
      expect(await process.rowsOf(NURSES)).toEqual({ occupations: fromApi(occupations), ratings: fromApi(ratings) });
    });

    it('asks for its row and its ratings, and nothing else', async () => {
      await process.serve(tablesWithout(NURSES));
      await process.completion.complete(NURSES);
      expect(context.webServices.rowRequests()).toEqual([
        `occupation_data${FILTER(NURSES)}`,
        `skills${FILTER(NURSES)}`,
      ]);
    });

    it('answers for it at once', async () => {
      const { id, name } = await process.serve(tablesWithout(NURSES));
      expect(process.profiles.current.profile(NURSES)).toBeUndefined();
      await process.completion.complete(NURSES);
      expect(process.profiles.current.profile(NURSES)).toMatchObject({ code: NURSES, title: 'Goose Nurses' });
      expect(process.profiles.current.release).toMatchObject({ id, name, revision: 1 });
      expect(process.occupations.current.find(NURSES)).toMatchObject({
        title: 'Goose Nurses',
        rated: true,
        source: 'api',
      });
    });

    it('lands what was received, with where it came from', async () => {
      await process.serve(tablesWithout(NURSES));
      await process.completion.complete(NURSES);
      const asReceived = (tableId: string) =>
        rowsFor(tableId, NURSES).map((row, index) => ({
          ...{ onetSocCode: NURSES, tableId, position: index + 1, content: JSON.stringify(row) },
          ...{ apiVersion: '2', releaseName: '29.0', receivedAt: expect.any(Date) },
        }));
      expect(await process.landed('Occupation')).toEqual(asReceived('occupation_data'));
      expect(await process.landed('Rating')).toEqual(asReceived('skills'));
    });

    it('raises the revision of the release, whose figures stay those of its publication, and records a run', async () => {
      const before = await process.serve(tablesWithout(NURSES));
      await process.completion.complete(NURSES);
      expect(before).toMatchObject({ occupationCount: 4, ratingCount: 18, revision: 0 });
      expect(await process.current()).toEqual(Object.assign(before, { revision: 1 }));
      expect(await process.runs('complete')).toMatchObject([
        {
          ...{ triggeredBy: 'request', status: 'succeeded', active: null, error: null, finishedAt: expect.any(Date) },
          ...{ source: `${NURSES} from O*NET Web Services`, releaseName: '29.0' },
          ...{ rowsRead: 7, rowsWritten: 7, rowsRejected: 0 },
        },
      ]);
    });

    it('adds skills that nobody was rated on so far', async () => {
      const skills = tablesWithout(NURSES).skills!.filter(([, elementId]) => elementId !== '2.A.1.b');
      const { id } = await process.serve({ ...tablesWithout(NURSES), skills });
      await process.completion.complete(NURSES);
      expect(await rowsOf(process.dataSource, RatedElement, id)).toContainEqual({
        elementId: '2.A.1.b',
        name: 'Listening Closely',
        description: 'Hearing what is meant; not only what is said.',
      });
      const { skills: served } = process.profiles.current;
      expect(served.map(({ elementId }) => elementId)).toEqual(['2.A.1.a', '2.A.1.b', '2.B.1.a']);
      expect([...process.profiles.current.profile(NURSES)!.levels('skills')]).toEqual(
        onetTables()
          .skills.filter(([code, , , scale]) => code === NURSES && scale === 'LV')
          .map(([, , , , value]) => Number(value)),
      );
    });
  });

  it('asks only for the ratings of one that is known', async () => {
    await process.serve(tablesWithoutRatingsOf(NURSES));
    expect(process.occupations.current.find(NURSES)).toMatchObject({ rated: false });
    expect(await process.completion.complete(NURSES)).toBeNull();
    expect(context.webServices.rowRequests()).toEqual([`skills${FILTER(NURSES)}`]);
    const { occupations, ratings } = await process.rowsOf(NURSES);
    expect(occupations).toMatchObject([{ source: 'text_file' }]);
    expect(ratings).toHaveLength(6);
    expect(process.occupations.current.find(NURSES)).toMatchObject({ rated: true });
  });

  describe('with rows that the rules refuse', () => {
    it('adds the others, and keeps the refused ones with their reasons', async () => {
      const sound = rowsFor('skills', NURSES);
      const wrong = (changes: ApiRow): ApiRow => ({ ...sound[1]!, ...changes });
      const damaged = wrong({ element_name: 'Reading\0Maps' });
      setRowsFor('skills', NURSES, [
        ...sound,
        wrong({ data_value: 7.01 }),
        wrong({ scale_id: 'XX' }),
        wrong({}),
        wrong({ element_id: '2.C.1.a' }),
        wrong({ date_updated: '2023-13-01' }),
        damaged,
      ]);
      await process.serve(tablesWithout(NURSES));
      expect(await process.completion.complete(NURSES)).toBeNull();
      expect((await process.rowsOf(NURSES)).ratings).toHaveLength(6);
      const [run] = await process.runs('complete');
      expect(run).toMatchObject({ rowsRead: 13, rowsWritten: 7, rowsRejected: 6 });
      const rejected = await process.dataSource.manager.find(RejectedRow, { order: { line: 'ASC' } });
      const reasons = [
        ['Data Value', '7.01', 'is outside scale LV (0 to 7)'],
        ['Scale ID', 'XX', 'is not in Scales Reference'],
        ['O*NET-SOC Code, Element ID, Scale ID', `${NURSES}, 2.A.1.a, LV`, 'is there already: duplicate key'],
        ['Element ID', '2.C.1.a', 'is not in Content Model Reference'],
        ['Date', '2023-13-01', 'is not a month such as 08/2023'],
        [null, expect.stringContaining('"element_name":"Reading\\u0000Maps"'), 'holds bytes that are not UTF-8 text'],
      ];
      expect(rejected).toEqual(
        reasons.map(([columnName, value, reason], index) => ({
          ...{ id: expect.any(Number), runId: run!.id, fileName: 'skills', line: 7 + index },
          ...{ columnName, value, reason },
        })),
      );
    });

    it('remembers that none of its ratings can be used', async () => {
      setRowsFor(
        'skills',
        NURSES,
        rowsFor('skills', NURSES).map((row) => ({ ...row, data_value: 99 })),
      );
      await process.serve(tablesWithout(NURSES));
      const shortfall = { reason: 'absent', missing: 'ratings', askedRelease: '29.0', rowsRefused: 6 };
      expect(await process.completion.complete(NURSES)).toEqual({ ...shortfall, askedAt: expect.any(Date) });
      expect(process.occupations.current.find(NURSES)).toMatchObject({ rated: false });
      context.webServices.forget();
      expect(await process.completion.complete(NURSES)).toMatchObject(shortfall);
      expect(context.webServices.requests).toEqual([]);
    });

    it('remembers that its own row cannot be used, nor then its ratings', async () => {
      setRowsFor('occupation_data', NURSES, [{ ...rowsFor('occupation_data', NURSES)[0], title: null }]);
      await process.serve(tablesWithout(NURSES));
      const shortfall = { reason: 'absent', missing: 'occupation', rowsRefused: 7 };
      expect(await process.completion.complete(NURSES)).toMatchObject(shortfall);
      expect(await process.rowsOf(NURSES)).toEqual({ occupations: [], ratings: [] });
    });
  });

  describe('that the release has', () => {
    const changed = (rows: readonly ApiRow[]) => rows.map((row) => ({ ...row, data_value: 2.5, n: null }));

    it('leaves rows of its files as they are, whatever landed', async () => {
      const release = await process.serve({});
      const before = await process.rowsOf(KEEPERS);
      const [occupation] = rowsFor('occupation_data', KEEPERS);
      const skills = changed(rowsFor('skills', KEEPERS));
      await process.land(KEEPERS, { occupations: [{ ...occupation, title: 'Others' }], skills });
      expect(await process.completeLanded()).toMatchObject({ outcome: 'unchanged', rowsWritten: 0, rowsRejected: 0 });
      expect(await process.rowsOf(KEEPERS)).toEqual(before);
      expect(await process.current()).toEqual(release);
    });

    it('replaces rows from Web Services by what landed last, once', async () => {
      await process.serve(tablesWithout(NURSES));
      await process.completion.complete(NURSES);
      const skills = changed(rowsFor('skills', NURSES));
      await process.land(NURSES, { occupations: rowsFor('occupation_data', NURSES), skills });
      expect(await process.completeLanded()).toMatchObject({ outcome: 'completed', rowsRead: 7, rowsWritten: 6 });
      const { ratings } = await process.rowsOf(NURSES);
      expect(ratings.map(({ dataValue, n, source }) => [dataValue, n, source])).toEqual(
        Array.from({ length: 6 }, () => [2.5, null, 'api']),
      );
      const release = await process.current();
      expect(release).toMatchObject({ revision: 2 });
      await process.served.poll();
      expect([...process.profiles.current.profile(NURSES)!.levels('skills')]).toEqual([2.5, 2.5, 2.5]);
      await process.land(NURSES, { occupations: rowsFor('occupation_data', NURSES), skills });
      expect(await process.completeLanded()).toMatchObject({ outcome: 'unchanged', rowsWritten: 0 });
      expect(await process.current()).toEqual(release);
    });
  });

  describe('that Web Services lack', () => {
    it.each([
      { what: 'the code itself', code: NOBODY, missing: 'occupation' },
      { what: 'ratings of it', code: UNRATED, missing: 'ratings' },
    ])('remembers, for all processes, that they have not $what', async ({ code, missing }) => {
      const { id: releaseId } = await process.serve({});
      const askedAt = expect.any(Date) as Date;
      const shortfall = { reason: 'absent', missing, askedAt, askedRelease: '29.0', rowsRefused: 0 };
      expect(await process.completion.complete(code)).toEqual(shortfall);
      expect(await process.absences()).toEqual([
        { releaseId, onetSocCode: code, missing, rowsRefused: 0, apiVersion: '2', apiRelease: '29.0', askedAt },
      ]);
      expect(await process.runs('complete')).toEqual([]);
      context.webServices.forget();
      expect(await process.completion.complete(code)).toEqual(shortfall);
      const other = await context.open();
      expect(await other.completion.complete(code)).toEqual(shortfall);
      expect(context.webServices.requests).toEqual([]);
    });

    it('asks again for another release', async () => {
      await process.serve({});
      await process.completion.complete(NOBODY);
      await process.serve({});
      context.webServices.forget();
      expect(await process.completion.complete(NOBODY)).toMatchObject({ missing: 'occupation' });
      expect(context.webServices.rowRequests()).toEqual([`occupation_data${FILTER(NOBODY)}`]);
    });
  });

  it('asks nobody without credentials', async () => {
    const unknown = await context.open({});
    await unknown.serve(tablesWithout(NURSES));
    expect(await unknown.completion.complete(NURSES)).toEqual({ reason: 'off' });
    expect(context.webServices.requests).toEqual([]);
  });

  it('keeps nothing while Web Services are down, and works when they are back', async () => {
    await process.serve(tablesWithout(NURSES));
    await context.webServices.stop();
    await expect(process.completion.complete(NURSES)).rejects.toMatchObject({ code: 'ONET_UNAVAILABLE' });
    await context.webServices.resume();
    const kept = [await process.landed('Occupation'), await process.landed('Rating'), await process.absences()];
    expect(kept).toEqual([[], [], []]);
    expect(await process.runs('complete')).toEqual([]);
    expect(await process.completion.complete(NURSES)).toBeNull();
  });
});

describe.each(testServers())('completing an occupation of the bundled sample on $name', (server) => {
  it.each(['2', '1.9'] as const)('from version %s gives what the file would have given', async (version) => {
    const code = '11-2021.00';
    const without: Change = (lines) => lines.filter((line) => !line.includes(code));
    const names = readdirSync(SAMPLE_FOLDER).filter((name) => name.endsWith('.txt') && name !== 'Read Me.txt');
    const location = await copySource('onet', Object.fromEntries(names.map((name) => [name, without])));
    const webServices = await WebServicesServer.start({ version, folder: SAMPLE_FOLDER });
    const database = await createTestDatabase(server);
    const process = await openPipeline(database, webServices.environment);
    try {
      const rowsAfter = async (from: string) => {
        await process.pipeline.refresh({ location: from, releaseName: '29.0' }, { triggeredBy: 'cli' });
        await process.served.poll();
        expect(await process.get(CompletionService).complete(code)).toBeNull();
        const { id } = (await process.releases.findCurrent())!;
        return Promise.all([
          rowsOf(process.dataSource, Occupation, id),
          rowsOf(process.dataSource, OccupationRating, id),
        ]);
      };
      const [occupations, ratings] = await rowsAfter(SAMPLE_FOLDER);
      expect(webServices.requests).toEqual([]);
      expect(ratings.filter(({ onetSocCode }) => onetSocCode === code)).toHaveLength(2 * (35 + 33 + 52 + 41));
      const fromApi = <T extends { onetSocCode: string }>(rows: readonly T[]) =>
        rows.map((row) => (row.onetSocCode === code ? { ...row, source: 'api' } : row));
      expect(await rowsAfter(location)).toEqual([fromApi(occupations), fromApi(ratings)]);
    } finally {
      await process.close();
      await webServices.stop();
      await database.drop();
    }
  });
});
