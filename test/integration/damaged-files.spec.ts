import { PipelineRun, RejectedRow } from '@app/runs';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { onetRow, wholeTables, type AnyTableName, type OnetRow } from '../support/sources/made-up-release';
import { onetFiles, type OnetFolderOptions } from '../support/sources/release-forms';
import { TABLE_LAYOUTS } from '../support/sources/table-layouts';

const WHOLE = wholeTables();
const ROW_COUNT = countRows(WHOLE);
/** So many that one wrong row is below what is tolerated, and some dozens because of it. */
const MANY_TITLES = Array.from({ length: 2_000 }, (_, i) =>
  onetRow('titles', { 'O*NET-SOC Code': '29-1141.00', 'Alternate Title': `Title ${i}` }),
);
const VALUE = TABLE_LAYOUTS.skills.headers.indexOf('Data Value');

/** Files that are damaged alike; of either domain the same is said. */
const RATED: [fileName: string, table: 'skills' | 'knowledge'][] = [
  ['Skills.txt', 'skills'],
  ['Knowledge.txt', 'knowledge'],
];

describe.each(testServers())('a damaged file on $name', (server) => {
  let fixture: PipelineFixture;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(() => fixture.clear());
  afterAll(() => fixture.close());

  const refresh = (tables: Partial<typeof WHOLE>, files: OnetFolderOptions['files'] = {}) =>
    fixture.refresh({ tables: { ...WHOLE, ...tables }, files });
  const reasonsOf = async (refused: Promise<unknown>): Promise<string[]> => {
    const error = (await refused.then(
      () => null,
      (cause: unknown) => cause,
    )) as { code: string; details: { reasons: string[] } } | null;
    expect(error).toMatchObject({ code: 'RELEASE_REFUSED' });
    return error!.details.reasons;
  };
  const firstReason = async () => (await fixture.dataSource.manager.find(RejectedRow))[0]?.reason;

  describe.each(RATED)('%s', (fileName, table) => {
    const rows = WHOLE[table];
    const lacks = (gone: number) =>
      `it lacks ${gone} of the ${rows.length} ${table.replace(/s$/, '')} ratings of release 99.1, which is served: more than 5 %`;
    const rejected = (count: number, all = ROW_COUNT) =>
      `${count} of ${all} rows were rejected (${((100 * count) / all).toFixed(2)} %, at most 0.1 % are tolerated)`;
    const third = (_row: unknown, i: number) => i % 3 === 0;
    const broken = (change: (row: OnetRow) => OnetRow) => rows.map((row, i) => (third(row, i) ? change(row) : row));

    it.each<[string, (row: OnetRow) => OnetRow, string]>([
      ['is cut short', (row) => row.slice(0, 7), '7 fields, expected 13'],
      ['has no number', (row) => row.with(VALUE, 'high'), 'is not a number from -99999 to 99999'],
      ['is out of scale', (row) => row.with(VALUE, '7.01'), 'is outside scale IM (1 to 5)'],
      ['is of nobody', (row) => row.with(0, '99-9999.00'), 'is not in Occupation Data'],
    ])('is refused where every third row %s', async (_what, change, reason) => {
      const count = rows.filter(third).length;
      expect(await reasonsOf(refresh({ [table]: broken(change) }))).toEqual([rejected(count)]);
      expect(await firstReason()).toBe(reason);
      expect(await fixture.releases.findCurrent()).toBeNull();
    });

    it('is refused as what is served has more, too', async () => {
      await refresh({});
      const count = rows.filter(third).length;
      expect(await reasonsOf(refresh({ [table]: broken((row) => row.slice(1)) }))).toEqual([
        rejected(count),
        lacks(count),
      ]);
    });

    it('is refused where it ends in the middle of a row of what is served', async () => {
      await refresh({});
      const text = onetFiles({ tables: WHOLE }).get(fileName) as string;
      const half = text.slice(0, text.lastIndexOf('\t', text.length / 2));
      const whole = half.split('\r\n').length - 2;
      expect(await reasonsOf(refresh({}, { [fileName]: half }))).toEqual([
        rejected(1, ROW_COUNT - rows.length + whole + 1),
        lacks(rows.length - whole),
      ]);
      expect(await fixture.releases.findCurrent()).toMatchObject({ ratingCount: 80 });
    });

    it('is refused where it ends between two rows of what is served', async () => {
      await refresh({});
      expect(await reasonsOf(refresh({ [table]: rows.slice(0, 10) }))).toEqual([lacks(rows.length - 10)]);
    });

    it.each<[string, string, string]>([
      ['lacks a column', 'Data Value\t', `${fileName} has no column "Data Value"; its first line must name`],
      ['is empty', '', `${fileName} is empty; use a complete O*NET database download.`],
    ])('is refused before a row is transformed where it %s', async (_what, missing, message) => {
      const text = onetFiles({ tables: WHOLE }).get(fileName) as string;
      const damaged = missing === '' ? '' : text.replace(missing, '');
      await expect(refresh({}, { [fileName]: damaged })).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
        message: expect.stringContaining(message),
      });
      expect(await fixture.releases.findCurrent()).toBeNull();
    });
  });

  it('that holds nothing but a header is like one that is missing', async () => {
    await refresh({ knowledge: [] });
    const { rowsByKind } = (await fixture.releases.findCurrent())!;
    const others = Object.entries(WHOLE).filter(([kind]) => kind !== 'knowledge');
    expect(rowsByKind).toEqual(Object.fromEntries(others.map(([kind, rows]) => [kind, rows.length])));
  });

  describe('takes along what refers to it:', () => {
    /** The rows of the tables that name the occupation, in either of their columns. */
    const ofTowerKeepers = Object.entries(WHOLE)
      .filter(([table]) => table !== 'occupations' && table !== 'titles')
      .flatMap(([, rows]) => rows.filter((row) => row.includes('11-1011.00'))).length;

    it.each<[string, AnyTableName, (row: OnetRow) => OnetRow | null, inTurn: number]>([
      ['a task without a text', 'tasks', (row) => (row[1] === '9302' ? row.with(2, 'n/a') : null), 2],
      ['a task cut short', 'tasks', (row) => (row[1] === '9302' ? row.slice(0, 3) : null), 2],
      [
        'an activity without a title',
        'detailedActivities',
        (row) => (row[4]!.endsWith('5.I01.D01') ? row.with(5, '') : null),
        2,
      ],
      [
        'an occupation without a title',
        'occupations',
        (row) => (row[0] === '11-1011.00' ? row.with(1, '') : null),
        ofTowerKeepers,
      ],
    ])('%s', async (_what, table, change, inTurn) => {
      const rows = WHOLE[table].map((row) => change(row) ?? row);
      const outcome = await refresh({ titles: MANY_TITLES, [table]: rows });
      const expected = { rowsRejected: 1 + inTurn, rowsRejectedInTurn: inTurn };
      expect(outcome).toMatchObject({ outcome: 'published', ...expected });
      const [run] = await fixture.dataSource.manager.find(PipelineRun);
      expect(run).toMatchObject(expected);
      expect(await fixture.dataSource.manager.count(RejectedRow)).toBe(1 + inTurn);
    });

    it.each<[string, AnyTableName, (row: OnetRow) => boolean, reason: string]>([
      ['a task', 'tasks', (row) => row[1] === '9302', 'Task ID: is no task of 29-1141.00 in Task Statements'],
      [
        ...(['an activity', 'detailedActivities', (row: OnetRow) => row[4]!.endsWith('5.I01.D01')] as const),
        'DWA ID: is not in the reference of detailed work activities',
      ],
    ])('not where %s is not there at all, which counts by each row', async (_what, table, isIt, reason) => {
      const rows = WHOLE[table].filter((row) => !isIt(row));
      const tables = { titles: MANY_TITLES.slice(0, 1_000), [table]: rows };
      const all = countRows({ ...WHOLE, ...tables });
      const refused = refresh(tables);
      expect(await reasonsOf(refused)).toEqual([expect.stringContaining(`2 of ${all} rows were rejected (`)]);
      await expect(refused).rejects.toThrow(reason);
    });
  });
});

function countRows(tables: Partial<typeof WHOLE>): number {
  return Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);
}
