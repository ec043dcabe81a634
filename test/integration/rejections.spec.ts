import { PipelineRun, RejectedRow } from '@app/runs';
import type { PipelineOutcome } from '@app/pipeline';
import { RatedElement } from '@app/skills';
import { testServers } from '../support/databases/databases';
import {
  onetRow,
  wholeTables,
  type AnyTableName,
  type OnetRow,
  type WholeTables,
} from '../support/sources/made-up-release';
import { TABLE_LAYOUTS, TABLE_NAMES } from '../support/sources/table-layouts';
import {
  createPipeline,
  rowsOf,
  type PipelineFixture,
  EVERY_RELEASE_TABLE,
} from '../support/pipeline/pipeline-fixture';

interface WrongRow {
  what: string;
  table: AnyTableName;
  row: OnetRow;
  column: string | null;
  value: string;
  reason: string;
}

const fileOf = (table: AnyTableName): string => `${TABLE_LAYOUTS[table].name}.txt`;

const LONG_TITLE = 'x'.repeat(400);

/** One row for each way to be wrong. */
const WRONG: WrongRow[] = [
  {
    what: 'a row with a field too few',
    table: 'skills',
    row: ['11-1011.00', '2.A.1.a', 'Reading Maps', 'IM', '3.00'],
    column: null,
    value: '11-1011.00\t2.A.1.a\tReading Maps\tIM\t3.00',
    reason: '5 fields, expected 13',
  },
  {
    what: 'a row with a field too many',
    table: 'titles',
    row: ['11-1011.00', 'Bell', 'Ringer', 'n/a', '02'],
    column: null,
    value: '11-1011.00\tBell\tRinger\tn/a\t02',
    reason: '5 fields, expected 4',
  },
  wrong('a malformed code', 'occupations', 'O*NET-SOC Code', '11-1021', 'is not an O*NET-SOC code such as 15-1252.00'),
  wrong('a missing title', 'occupations', 'Title', 'n/a', 'is missing', { 'O*NET-SOC Code': '11-1021.00' }),
  {
    ...wrong('a title that is too long', 'occupations', 'Title', LONG_TITLE, 'is longer than 150 characters'),
    value: `${LONG_TITLE.slice(0, 300)}…`,
  },
  {
    ...wrong('an occupation that is there already', 'occupations', 'Title', 'Copies', ''),
    column: 'O*NET-SOC Code',
    value: '11-1011.00',
    reason: 'is there already: duplicate key',
  },
  wrong('a scale without a range', 'scales', 'Maximum', '1', 'is not above the minimum 1', { 'Scale ID': 'ZZ' }),
  wrong('a malformed element id', 'elements', 'Element ID', '2.A.', 'is not an element id such as 2.A.1.a'),
  wrong('a value that is no number', 'skills', 'Data Value', 'high', 'is not a number from -99999 to 99999'),
  wrong('a missing value', 'skills', 'Data Value', 'n/a', 'is missing'),
  wrong('a value above its scale', 'skills', 'Data Value', '5.01', 'is outside scale IM (1 to 5)'),
  wrong('a value below its scale', 'skills', 'Data Value', '0.99', 'is outside scale IM (1 to 5)'),
  wrong('a value that would be rounded', 'skills', 'Data Value', '3.14159', 'has more than 4 decimals'),
  wrong('an unknown scale', 'skills', 'Scale ID', 'XX', 'is not in Scales Reference'),
  wrong('a rating of an unknown occupation', 'skills', 'O*NET-SOC Code', '99-9999.00', 'is not in Occupation Data'),
  wrong('a rating on an unknown element', 'skills', 'Element ID', '2.C.9.z', 'is not in Content Model Reference'),
  {
    ...wrong('a rating that is there already', 'skills', 'Data Value', '2.00', ''),
    column: 'O*NET-SOC Code, Element ID, Scale ID',
    value: '11-1011.00, 2.A.1.a, IM',
    reason: 'is there already: duplicate key',
  },
  wrong('a negative number of raters', 'skills', 'N', '-8', 'is negative'),
  wrong('a negative standard error', 'skills', 'Standard Error', '-0.1000', 'is negative'),
  wrong('a bound that is no number', 'skills', 'Lower CI Bound', '~4', 'is not a number from -99999 to 99999'),
  wrong('a Recommend Suppress other than Y and N', 'skills', 'Recommend Suppress', 'X', 'is neither Y nor N'),
  wrong('a Not Relevant other than Y and N', 'skills', 'Not Relevant', 'yes', 'is neither Y nor N'),
  wrong('a month that does not exist', 'skills', 'Date', '13/2023', 'is not a month such as 08/2023'),
  wrong('an anchor off its scale', 'anchors', 'Anchor Value', '9', 'is outside scale LV (0 to 7)'),
  wrong('an anchor between two points', 'anchors', 'Anchor Value', '2.5', 'is not a whole number'),
  wrong('an anchor without a text', 'anchors', 'Anchor Description', 'n/a', 'is missing', { 'Anchor Value': '3' }),
  wrong('a job zone that does not exist', 'jobZones', 'Job Zone', '6', 'is not a job zone from 1 to 5'),
  wrong('a job zone of an unknown occupation', 'jobZones', 'O*NET-SOC Code', '99-9999.00', 'is not in Occupation Data'),
  wrong('a missing alternate title', 'titles', 'Alternate Title', 'n/a', 'is missing'),
  wrong('knowledge above its scale', 'knowledge', 'Data Value', '5.01', 'is outside scale IM (1 to 5)'),
  wrong(
    'an ability of an unknown occupation',
    'abilities',
    'O*NET-SOC Code',
    '99-9999.00',
    'is not in Occupation Data',
  ),
  {
    ...wrong('a work activity that is rated already', 'workActivities', 'Data Value', '2.00', ''),
    column: 'O*NET-SOC Code, Element ID, Scale ID',
    value: '11-1011.00, 4.A.1.a.1, IM',
    reason: 'is there already: duplicate key',
  },
  wrong(
    'the meaning of a zone that does not exist',
    'jobZoneReference',
    'Job Zone',
    '6',
    'is not a job zone from 1 to 5',
  ),
  wrong('a reported title shown or not', 'reportedTitles', 'Shown in My Next Move', 'Yes', 'is neither Y nor N'),
  wrong(
    'an unknown related occupation',
    'relatedOccupations',
    'Related O*NET-SOC Code',
    '99-9999.00',
    'is not in Occupation Data',
  ),
  wrong('a technology in demand or not', 'technology', 'In Demand', 'no', 'is neither Y nor N'),
  wrong('a technology without a name', 'technology', 'Example', 'n/a', 'is missing'),
  wrong('more than all who answered', 'preparation', 'Data Value', '100.01', 'is outside scale RL (0 to 100)'),
  wrong('a category before the first', 'preparation', 'Category', '0', 'is not a number from 1'),
  {
    ...wrong('an answer that is there already', 'preparation', 'Data Value', '1.00', ''),
    column: 'O*NET-SOC Code, Element ID, Scale ID, Category',
    value: '11-1011.00, 2.D.1, RL, 1',
    reason: 'is there already: duplicate key',
  },
  {
    ...wrong('an answer of no category that is there already', 'preparation', 'Data Value', '1.00', '', {
      'Element ID': '2.D.4.a',
      'Scale ID': 'IM',
      Category: 'n/a',
    }),
    column: 'O*NET-SOC Code, Element ID, Scale ID, Category',
    value: '11-1011.00, 2.D.4.a, IM, 0',
    reason: 'is there already: duplicate key',
  },
  wrong('a category that is no number', 'preparationCategories', 'Category', 'one', 'is not a whole number'),
  wrong('a task without a number', 'tasks', 'Task ID', 'T8801', 'is not a whole number'),
  wrong('a task without a text', 'tasks', 'Task', 'n/a', 'is missing', { 'Task ID': '8899' }),
  wrong(
    'an activity of an unknown element',
    'intermediateActivities',
    'Element ID',
    '4.A.9',
    'is not in Content Model Reference',
  ),
  wrong(
    'a malformed activity',
    'detailedActivities',
    'DWA ID',
    '4.A/1',
    'is not the id of a work activity such as 4.A.2.a.4.I09.D03',
  ),
  wrong(
    'an activity of an unknown task',
    'taskActivities',
    'Task ID',
    '8898',
    'is no task of 11-1011.00 in Task Statements',
  ),
  wrong(
    'an unknown activity of a task',
    'taskActivities',
    'DWA ID',
    '4.A.1.a.1.b.1',
    'is not in the reference of detailed work activities',
  ),
  wrong('a title of an unknown occupation', 'titles', 'O*NET-SOC Code', '99-9999.00', 'is not in Occupation Data'),
];

const SOUND = wholeTables();
const MISSHAPEN = WRONG.filter(({ column }) => column === null);
const ROWS_SOUND = countRows(SOUND);
const ROWS_READ = ROWS_SOUND + WRONG.length;
const COUNTS = { rowsRead: ROWS_READ, rowsWritten: ROWS_SOUND, rowsRejected: WRONG.length };

describe.each(testServers())('a source with wrong rows on $name', (server) => {
  let fixture: PipelineFixture;
  let outcome: PipelineOutcome;
  let rejected: RejectedRow[];

  const rejectedBy = (runId: number) =>
    fixture.dataSource.manager.find(RejectedRow, { where: { runId }, order: { id: 'ASC' } });

  beforeAll(async () => {
    fixture = await createPipeline(server);
    outcome = await fixture.refresh({ tables: withWrongRows() }, { acceptShrink: true });
    rejected = await rejectedBy(outcome.runId);
  });
  afterAll(() => fixture.close());

  it.each(WRONG)('has $what rejected, saying where and why', (wrongRow) => {
    const { table, column, value, reason } = wrongRow;
    const line = 2 + SOUND[table].length + WRONG.filter((other) => other.table === table).indexOf(wrongRow);
    const found = rejected.filter((row) => row.fileName === fileOf(table) && row.line === line);
    expect(found).toEqual([
      {
        id: expect.any(Number),
        runId: outcome.runId,
        fileName: fileOf(table),
        line,
        columnName: column,
        value,
        reason,
      },
    ]);
  });

  it('has nothing else rejected', () => expect(rejected).toHaveLength(WRONG.length));

  it('is published with every other row', async () => {
    const sizes = TABLE_NAMES.map((name) => [name, SOUND[name].length]);
    const { id, rowsByKind } = (await fixture.releases.findCurrent())!;
    expect(rowsByKind).toEqual(Object.fromEntries(sizes));
    const counts = EVERY_RELEASE_TABLE.map((table) => fixture.dataSource.manager.countBy(table, { releaseId: id }));
    const rated = await fixture.dataSource.manager.countBy(RatedElement, { releaseId: id });
    expect((await Promise.all(counts)).reduce((sum, count) => sum + count, 0)).toBe(ROWS_SOUND + rated);
  });

  it('has its counts add up in the outcome and in the record of the run', async () => {
    expect(outcome).toMatchObject({ outcome: 'published', ...COUNTS });
    const { runId: id } = outcome;
    expect(await fixture.dataSource.manager.findOneBy(PipelineRun, { id })).toMatchObject({
      status: 'succeeded',
      ...COUNTS,
    });
  });

  it('has its counts add up when it is ingested and transformed in two runs', async () => {
    const force = { force: true, acceptShrink: true };
    const landed = await fixture.ingest({ tables: withWrongRows() }, force);
    expect(landed).toMatchObject({ rowsRead: ROWS_READ, rowsWritten: 0, rowsRejected: MISSHAPEN.length });
    expect(await rejectedBy(landed.runId)).toHaveLength(MISSHAPEN.length);
    const published = await fixture.transform(force);
    expect(published).toMatchObject({ outcome: 'published', ...COUNTS });
    expect(await rejectedBy(published.runId)).toHaveLength(WRONG.length - MISSHAPEN.length);
  });

  it('becomes the same release when what landed is transformed once more', async () => {
    const again = await fixture.refresh({ tables: withWrongRows() }, { acceptShrink: true, force: true });
    const rowsOfCurrent = async () => {
      const { id } = (await fixture.releases.findCurrent())!;
      return Promise.all(EVERY_RELEASE_TABLE.map((table) => rowsOf(fixture.dataSource, table, id)));
    };
    const whileLanding = await rowsOfCurrent();
    const transformed = await fixture.transform({ acceptShrink: true, force: true });
    const { rowsRejectedInTurn } = again;
    expect(transformed).toMatchObject({ outcome: 'published', ...COUNTS, rowsRejectedInTurn });
    expect(await rowsOfCurrent()).toEqual(whileLanding);
  });

  it('is found out in the same rows when it comes as CSV', async () => {
    const csv = await fixture.refresh({ tables: withWrongRows(), form: 'csv' }, { acceptShrink: true });
    expect(csv).toMatchObject(COUNTS);
    const where = (rows: readonly RejectedRow[]) =>
      rows.map(({ fileName, line, columnName }) => [fileName.slice(0, 3).toLowerCase(), line, columnName]);
    expect(where(await rejectedBy(csv.runId))).toEqual(where(rejected));
  });
});

/** The first row of a table with one field that makes it wrong. */
function wrong(
  what: string,
  table: AnyTableName,
  column: string,
  value: string,
  reason: string,
  others: Record<string, string> = {},
): WrongRow {
  const row = onetRow(table, { ...others, [column]: value });
  return { what, table, row, column, value, reason };
}

/** The wrong rows stand behind the sound ones of their file. */
function withWrongRows(): WholeTables {
  const tables = TABLE_NAMES.map((name) => [
    name,
    [...SOUND[name], ...WRONG.filter(({ table }) => table === name).map(({ row }) => row)],
  ]);
  return Object.fromEntries(tables) as WholeTables;
}

function countRows(tables: WholeTables): number {
  return Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);
}
