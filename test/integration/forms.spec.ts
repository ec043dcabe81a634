import { Release } from '@app/releases';
import { DetailedActivity, IntermediateActivity, TaskActivity, TechnologySkill } from '@app/requirements';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { testServers } from '../support/databases/databases';
import {
  createPipeline,
  rowsOf,
  type PipelineFixture,
  EVERY_RELEASE_TABLE,
} from '../support/pipeline/pipeline-fixture';
import { onetTables, wholeTables } from '../support/sources/made-up-release';
import { SOFTWARE_IDS } from '../support/sources/made-up-occupations';
import { onetFiles, type OnetFolderOptions } from '../support/sources/release-forms';
import { activityElementId } from '../support/sources/table-generations';

/** Every form in which O*NET has given out the same tables, and those that people make of them. */
const FORMS: [string, OnetFolderOptions, files: string[]][] = [
  [
    'text files up to 30.2',
    { generation: '30.2', form: 'text', lineEnd: '\r\n' },
    ['Alternate Titles.txt', 'Skills.txt', 'Education, Training, and Experience.txt', 'DWA Reference.txt'],
  ],
  ['text files with LF', { generation: '30.2', form: 'text', lineEnd: '\n' }, ['Alternate Titles.txt', 'Skills.txt']],
  [
    'text files from 30.3 on',
    { generation: '30.3', form: 'text', lineEnd: '\r\n' },
    [
      ...['Essential Skills.txt', 'Job Titles.txt', 'Transferable Skills.txt', 'Software Skills.txt', 'Education.txt'],
      ...['Training and Experience Categories.txt', 'GWAs to IWAs.txt', 'GWAs to IWAs to DWAs.txt'],
    ],
  ],
  [
    'CSV files up to 30.2',
    { generation: '30.2', form: 'csv', lineEnd: '\r\n' },
    ['alternate_titles.csv', 'skills.csv', 'education_training_and_experience.csv'],
  ],
  [
    'CSV files from 30.3 on',
    { generation: '30.3', form: 'csv', lineEnd: '\n' },
    ['essential_skills.csv', 'job_titles.csv', 'transferable_skills.csv', 'gwas_to_iwas_to_dwas.csv'],
  ],
  ['text files saved by a spreadsheet', { form: 'spreadsheetText' }, ['Alternate Titles.txt', 'Skills.txt']],
  [
    'text files from 30.3 on saved by a spreadsheet',
    { form: 'spreadsheetText', generation: '30.3' },
    ['Job Titles.txt', 'Training and Experience.txt'],
  ],
  [
    'CSV files of a spreadsheet with decimal commas',
    { form: 'spreadsheetCsv' },
    ['Alternate Titles.csv', 'Education, Training, and Experience.csv'],
  ],
  [
    'CSV files from 30.3 on of a spreadsheet with decimal commas',
    { form: 'spreadsheetCsv', generation: '30.3' },
    ['Essential Skills.csv', 'Job Titles.csv', 'Transferable Skills.csv'],
  ],
  [
    'CSV files exported from the official SQL tables',
    { form: 'sqlCsv', lineEnd: '\n' },
    ['alternate_titles.csv', 'skills.csv', 'education_training_experience.csv', 'ete_categories.csv'],
  ],
  [
    'CSV files exported from the official SQL tables from 30.3 on',
    { form: 'sqlCsv', generation: '30.3', lineEnd: '\n' },
    ['essential_skills.csv', 'job_titles.csv', 'software_skills.csv'],
  ],
];

const WHOLE = wholeTables();
const ROW_COUNT = Object.values(WHOLE).reduce((sum, rows) => sum + rows.length, 0);

type Rows = readonly object[];
type Change = (row: Readonly<Record<string, unknown>>) => object;

/** The rows of each table in an order that does not hang on ids, which generations have of their own. */
type TableRows = ReadonlyMap<EntityTarget<ObjectLiteral>, Rows>;

describe.each(testServers())('a release on $name', (server) => {
  let fixture: PipelineFixture;
  let expected: TableRows;

  const currentRows = async (): Promise<TableRows> => {
    const { id } = (await fixture.releases.findCurrent())!;
    const tables = EVERY_RELEASE_TABLE.map(
      async (table) => [table, inOrder(await rowsOf<{ releaseId: number }>(fixture.dataSource, table, id))] as const,
    );
    return new Map(await Promise.all(tables));
  };
  const refresh = (form: OnetFolderOptions) => fixture.refresh({ tables: WHOLE, ...form }, { force: true });

  beforeAll(async () => {
    fixture = await createPipeline(server);
    await refresh({});
    expected = await currentRows();
  });
  afterAll(() => fixture.close());

  it.each(FORMS)('from %s is the same row by row', async (_name, form, files) => {
    expect([...onetFiles({ tables: WHOLE, ...form }).keys()]).toEqual(expect.arrayContaining(files));
    const outcome = await refresh(form);
    expect(outcome).toMatchObject({
      outcome: 'published',
      rowsRead: ROW_COUNT,
      rowsWritten: ROW_COUNT,
      rowsRejected: 0,
    });
    expect(await currentRows()).toEqual(asGivenOutIn(form, expected));
  });

  it('is not empty in any table, so that equal means something', () => {
    const { elements, skills, knowledge, abilities, workActivities, ...others } = WHOLE;
    const ratings = [skills, knowledge, abilities, workActivities].flat();
    const rated = new Set(ratings.map(([, elementId]) => elementId));
    const sizes = [elements.length, rated.size, ratings.length, ...Object.values(others).map((rows) => rows.length)];
    expect([...expected.values()].map((rows) => rows.length).sort()).toEqual(sizes.sort());
    expect(sizes).not.toContain(0);
  });

  it('without any file that is more than skills need has the rows of these as before', async () => {
    await fixture.refresh({}, { force: true, acceptShrink: true });
    const current = (await fixture.releases.findCurrent())!;
    const { skills, scales, elements, occupations, anchors, jobZones, titles } = onetTables();
    const before = { skills, scales, elements, occupations, anchors, jobZones, titles };
    const counts = Object.entries(before).map(([kind, rows]) => [kind, rows.length]);
    expect(current.rowsByKind).toEqual(Object.fromEntries(counts));
    const rows = await currentRows();
    const sizes = [...rows].filter(([, { length }]) => length > 0).map(([, { length }]) => length);
    expect(sizes.sort()).toEqual([3, ...Object.values(before).map(({ length }) => length)].sort());
    for (const [table, own] of rows) expect(expected.get(table)).toEqual(expect.arrayContaining([...own]));
  });

  it('counts the same in its record whatever its form', async () => {
    await refresh({ generation: '30.3', form: 'csv' });
    const records = await fixture.dataSource.manager.find(Release, { order: { id: 'ASC' } });
    const [first, last] = [records[0]!, records.at(-1)!];
    const { name, occupationCount, ratedOccupationCount, skillCount, ratingCount, rowsByKind } = first;
    expect([occupationCount, ratedOccupationCount, skillCount, ratingCount]).toEqual([5, 4, 3, 80]);
    expect(last).toMatchObject({ name, occupationCount, ratedOccupationCount, skillCount, ratingCount, rowsByKind });
  });
});

it('is given out in forms that differ as files do', () => {
  const contents = FORMS.map(([, form]) => JSON.stringify([...onetFiles({ tables: WHOLE, ...form })]));
  expect(new Set(contents).size).toBe(FORMS.length);
});

/** The rows as they are to be from a form: what text files up to 30.2 give, but for what forms say otherwise. */
function asGivenOutIn({ form, generation }: OnetFolderOptions, tables: TableRows): TableRows {
  const changes = new Map<EntityTarget<ObjectLiteral>, Change>();
  if (generation === '30.3') {
    for (const table of [IntermediateActivity, DetailedActivity, TaskActivity]) changes.set(table, withElementIds);
  }
  changes.set(TechnologySkill, (row) => ({
    ...row,
    commodityCode: generation === '30.3' ? SOFTWARE_IDS.get(row.commodityCode as string) : row.commodityCode,
    commodityTitle: form === 'sqlCsv' ? null : row.commodityTitle,
  }));
  return new Map(
    [...tables].map(([table, rows]) => {
      const change = changes.get(table);
      return [table, change ? inOrder(rows.map((row) => change({ ...row }))) : rows];
    }),
  );
}

/** Only the ids of intermediate and detailed activities differ, of which a row has one or both. */
function withElementIds(row: Readonly<Record<string, unknown>>): object {
  const ids = ['iwaId', 'dwaId'].filter((property) => property in row);
  return { ...row, ...Object.fromEntries(ids.map((id) => [id, activityElementId(row[id] as string)])) };
}

function inOrder(rows: Rows): Rows {
  const sorted = rows.map((row) => [JSON.stringify(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, row]) => row);
}
