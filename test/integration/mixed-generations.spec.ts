import { PipelineRun, RejectedRow } from '@app/runs';
import { DetailedActivity, TaskActivity } from '@app/requirements';
import { LevelScaleAnchor, RatedElement } from '@app/skills';
import { testServers } from '../support/databases/databases';
import { createPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { wholeTables, type AnyTableName, type OnetRow } from '../support/sources/made-up-release';
import { onetFiles, type OnetFolderOptions } from '../support/sources/release-forms';
import { activityElementId, filesOf } from '../support/sources/table-generations';

const WHOLE = wholeTables();
const ROW_COUNT = Object.values(WHOLE).reduce((sum, rows) => sum + rows.length, 0);
const ACTIVITIES: readonly AnyTableName[] = ['intermediateActivities', 'detailedActivities', 'taskActivities'];

/** The release up to 30.2 with these tables in the files that hold them from 30.3 on, in place of its own. */
function withLater(...tables: readonly AnyTableName[]): OnetFolderOptions {
  const later = onetFiles({ tables: WHOLE, generation: '30.3' });
  const namesIn = (generation: '30.2' | '30.3') =>
    tables.flatMap((table) => filesOf(table, WHOLE[table], generation).map(({ name }) => `${name}.txt`));
  const without = namesIn('30.2').map((name) => [name, null] as const);
  const added = namesIn('30.3').map((name) => [name, later.get(name)!] as const);
  return { tables: WHOLE, files: Object.fromEntries([...without, ...added]) };
}

/** Content Model Reference as from 30.3 on, in which intermediate and detailed activities are elements. */
function withActivities(): readonly OnetRow[] {
  const ids = [
    ...WHOLE.intermediateActivities.map(([, , id = '', title = '']) => [id, title] as const),
    ...WHOLE.detailedActivities.map(([, , , , id = '', title = '']) => [id, title] as const),
  ];
  return [...WHOLE.elements, ...ids.map(([id, title]) => [activityElementId(id), title, title])];
}

describe.each(testServers())('what is of several generations on $name', (server) => {
  let fixture: PipelineFixture;

  beforeAll(async () => {
    fixture = await createPipeline(server);
  });
  beforeEach(() => fixture.clear());
  afterAll(() => fixture.close());

  const count = (table: Parameters<typeof fixture.dataSource.manager.count>[0]) =>
    fixture.dataSource.manager.count(table);

  it.each<[string, AnyTableName[]]>([
    ['software', ['technology']],
    ['education and training', ['preparation']],
    ['categories of education and training', ['preparationCategories']],
    ['all activities', [...ACTIVITIES]],
    ['skills and titles', ['skills', 'titles']],
  ])('is published with %s of a later release beside all else of an earlier one', async (_what, tables) => {
    const outcome = await fixture.refresh(withLater(...tables));
    expect(outcome).toMatchObject({ outcome: 'published', rowsRead: ROW_COUNT, rowsRejected: 0 });
    const { rowsByKind } = (await fixture.releases.findCurrent())!;
    for (const table of tables) expect([table, rowsByKind?.[table]]).toEqual([table, WHOLE[table].length]);
  });

  it('has each task refused whose activity is called as in another release', async () => {
    await expect(fixture.refresh(withLater('taskActivities'))).rejects.toMatchObject({
      code: 'RELEASE_REFUSED',
      message: expect.stringContaining('DWA ID: is not in the reference of detailed work activities'),
    });
    expect(await count(RejectedRow)).toBe(WHOLE.taskActivities.length);
  });

  it('has activities among its elements, on which nothing is rated', async () => {
    const elements = withActivities();
    const outcome = await fixture.refresh({ tables: { ...WHOLE, elements }, generation: '30.3' });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    expect(await count(RatedElement)).toBe(10);
    const ids = (await fixture.dataSource.manager.find(DetailedActivity)).map(({ dwaId }) => dwaId);
    expect(ids).toEqual(expect.arrayContaining(['4.A.1.a.1.a.1', '4.A.4.a.5.a.2']));
    expect(elements.map(([id]) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('is published without anchors', async () => {
    const outcome = await fixture.refresh({ tables: WHOLE, files: { 'Level Scale Anchors.txt': null } });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    expect(await count(LevelScaleAnchor)).toBe(0);
    expect((await fixture.releases.findCurrent())!.rowsByKind).not.toHaveProperty('anchors');
  });

  it('is published without a content model, its elements named by what is rated on them', async () => {
    const outcome = await fixture.refresh({ tables: WHOLE, files: { 'Content Model Reference.txt': null } });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    const elements = await fixture.dataSource.manager.find(RatedElement);
    expect(elements.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Reading Maps', 'Ways of Geese', 'Steadiness of Thumbs', 'Soothing Others']),
    );
  });

  it('has tasks without their statements, and activities without a reference, taken as they are', async () => {
    const files = { 'Task Statements.txt': null, 'DWA Reference.txt': null, 'IWA Reference.txt': null };
    const outcome = await fixture.refresh({ tables: WHOLE, files });
    expect(outcome).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    expect(await count(TaskActivity)).toBe(WHOLE.taskActivities.length);
  });

  it('is refused where it has both generations of one kind, before a row is read', async () => {
    const software = onetFiles({ tables: WHOLE, generation: '30.3' }).get('Software Skills.txt')!;
    const both: OnetFolderOptions = { tables: WHOLE, files: { 'Software Skills.txt': software } };
    await expect(fixture.refresh(both)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message:
        'folder onet holds Technology Skills and Software Skills, which are the same table of different releases; ' +
        'keep one release.',
    });
    expect(await fixture.dataSource.manager.find(PipelineRun)).toMatchObject([{ status: 'failed', rowsRead: 0 }]);
  });
});
