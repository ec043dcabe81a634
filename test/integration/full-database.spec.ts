import { Release } from '@app/releases';
import { PipelineRun, RejectedRow } from '@app/runs';
import { createTestDatabase, type TestDatabase } from '../support/databases/databases';
import { onetRow } from '../support/sources/made-up-release';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

const TITLES = Array.from({ length: 3_000 }, (_, i) => onetRow('titles', { 'Alternate Title': `Title ${i}` }));
const LARGE = { tables: { titles: TITLES } };

// A MySQL server cannot be filled without harm to the other tests on it; which of its errors say so is a unit test.
describe('an SQLite file that cannot grow', () => {
  let database: TestDatabase;
  let fixture: PipelineFixture;
  /** Another process on the same file. */
  let other: PipelineFixture;

  beforeAll(async () => {
    database = await createTestDatabase({ name: 'SQLite' });
    fixture = await openPipeline(database);
    other = await openPipeline(database);
  });
  afterAll(async () => {
    await fixture.close();
    await other.close();
    await database.drop();
  });

  /** Lets the file grow by so many pages. */
  const allowPages = async (count: number): Promise<void> => {
    const [pages] = await fixture.dataSource.query<{ page_count: number }[]>('PRAGMA page_count');
    await fixture.dataSource.query(`PRAGMA max_page_count = ${(pages?.page_count ?? 0) + count}`);
  };

  it('ends a run with one clear error, serves on, and takes the next run when it can grow again', async () => {
    await fixture.refresh();
    const before = await other.releases.findCurrent();
    await allowPages(20);
    await expect(fixture.refresh(LARGE)).rejects.toMatchObject({
      code: 'DATABASE_FULL',
      message: expect.stringMatching(/^The database \/.*test\.sqlite is full\. Free space, then run it again\.$/),
    });
    expect(await other.releases.findCurrent()).toEqual(before);
    const [, failed] = await other.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
    expect(failed).toMatchObject({ status: 'failed', active: null, error: expect.stringContaining('is full. Free') });
    await allowPages(100_000);
    expect(await fixture.refresh(LARGE)).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    expect(await other.releases.findCurrent()).toMatchObject({ ratingCount: before!.ratingCount });
    expect((await other.releases.findCurrent())!.id).not.toBe(before!.id);
    expect(await other.dataSource.manager.countBy(Release, { status: 'building' })).toBe(0);
  });

  it('leaves no transaction open that would keep other processes from writing', async () => {
    const runId = (await fixture.releases.findCurrent())!.runId;
    const value = 'x'.repeat(1_000_000);
    const large = { runId, fileName: 'Skills.txt', line: 2, columnName: null, value, reason: 'is large' };
    await allowPages(20);
    // Of a single row, SQLite takes back the whole transaction by itself, as it does when it cannot commit.
    const full = fixture.dataSource.transaction((manager) => manager.insert(RejectedRow, large));
    await expect(full).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    const failing = fixture.dataSource.transaction(async (manager) => {
      await manager.update(PipelineRun, { id: runId }, { stage: 'never' });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await other.refresh({}, { force: true, acceptShrink: true })).toMatchObject({ outcome: 'published' });
    expect(await fixture.releases.findCurrent()).toEqual(await other.releases.findCurrent());
  });
});
