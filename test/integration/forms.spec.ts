import { Release } from '@app/releases';
import { testServers } from '../support/databases/databases';
import { onetFiles, type OnetFolderOptions } from '../support/sources/release-forms';
import { onetTables } from '../support/sources/made-up-release';
import { createPipeline, rowsOf, type PipelineFixture, RELEASE_TABLES } from '../support/pipeline/pipeline-fixture';

/** Every form in which O*NET has given out the same tables, and those that people make of them. */
const FORMS: [string, OnetFolderOptions, files: string[]][] = [
  [
    'text files up to 30.2',
    { generation: '30.2', form: 'text', lineEnd: '\r\n' },
    ['Alternate Titles.txt', 'Skills.txt'],
  ],
  ['text files with LF', { generation: '30.2', form: 'text', lineEnd: '\n' }, ['Alternate Titles.txt', 'Skills.txt']],
  [
    'text files from 30.3 on',
    { generation: '30.3', form: 'text', lineEnd: '\r\n' },
    ['Essential Skills.txt', 'Job Titles.txt', 'Transferable Skills.txt'],
  ],
  [
    'CSV files up to 30.2',
    { generation: '30.2', form: 'csv', lineEnd: '\r\n' },
    ['alternate_titles.csv', 'skills.csv'],
  ],
  [
    'CSV files from 30.3 on',
    { generation: '30.3', form: 'csv', lineEnd: '\n' },
    ['essential_skills.csv', 'job_titles.csv', 'transferable_skills.csv'],
  ],
  ['text files saved by a spreadsheet', { form: 'spreadsheetText' }, ['Alternate Titles.txt', 'Skills.txt']],
  [
    'CSV files of a spreadsheet with decimal commas',
    { form: 'spreadsheetCsv', generation: '30.3' },
    ['Essential Skills.csv', 'Job Titles.csv', 'Transferable Skills.csv'],
  ],
  [
    'CSV files exported from the official SQL tables',
    { form: 'sqlCsv', lineEnd: '\n' },
    ['alternate_titles.csv', 'skills.csv'],
  ],
];

describe.each(testServers())('a release on $name', (server) => {
  let fixture: PipelineFixture;
  let expected: unknown[][];

  /** All rows of the current release, table by table. */
  const currentRows = async () => {
    const { id } = (await fixture.releases.findCurrent())!;
    return Promise.all(RELEASE_TABLES.map((table) => rowsOf<{ releaseId: number }>(fixture.dataSource, table, id)));
  };

  beforeAll(async () => {
    fixture = await createPipeline(server);
    await fixture.refresh();
    expected = await currentRows();
  });
  afterAll(() => fixture.close());

  it.each(FORMS)('from %s is the same row by row', async (_name, form, files) => {
    expect([...onetFiles(form).keys()]).toEqual(expect.arrayContaining(files));
    const outcome = await fixture.refresh(form, { force: true });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: 49, rowsWritten: 49, rowsRejected: 0 });
    expect(await currentRows()).toEqual(expected);
  });

  it('is not empty in any table, so that equal means something', () => {
    const { scales, elements, occupations, skills, anchors, jobZones, titles } = onetTables();
    const sizes = [scales, elements, occupations, ['2.A.1.a', '2.A.1.b', '2.B.1.a'], skills, anchors, jobZones, titles];
    expect(expected.map((rows) => rows.length)).toEqual(sizes.map((rows) => rows.length));
  });

  it('counts the same in its record whatever its form', async () => {
    await fixture.refresh({ generation: '30.3', form: 'csv' }, { force: true });
    const records = await fixture.dataSource.manager.find(Release);
    const sizes = records.map(({ occupationCount, ratedOccupationCount, skillCount, ratingCount }) => [
      occupationCount,
      ratedOccupationCount,
      skillCount,
      ratingCount,
    ]);
    expect(new Set(sizes.map(String))).toEqual(new Set(['5,4,3,24']));
  });
});

it('is given out in forms that differ as files do', () => {
  const contents = FORMS.map(([, form]) => JSON.stringify([...onetFiles(form)]));
  expect(new Set(contents).size).toBe(FORMS.length);
});
