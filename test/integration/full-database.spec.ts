import { PipelineRun, Release } from '@app/runs';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { onetRow } from '../support/onet-folder';
import { openPipeline, type PipelineFixture } from '../support/pipeline-fixture';

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

  const limitPages = (dataSource: DataSource, count: number) => dataSource.query(`PRAGMA max_page_count = ${count}`);

  it('ends a run with one clear error, serves on, and takes the next run when it can grow again', async () => {
    await fixture.refresh();
    const before = await other.releases.findCurrent();
    const [{ page_count: pages = 0 } = {}] =
      await fixture.dataSource.query<{ page_count: number }[]>('PRAGMA page_count');
    await limitPages(fixture.dataSource, pages + 20);
    // Twice: a connection that still believes itself in a transaction from the first time would not come out of the second.
    for (let i = 0; i < 2; i++) {
      await expect(fixture.refresh(LARGE)).rejects.toMatchObject({
        code: 'DATABASE_FULL',
        message: expect.stringMatching(/^The database \/.*test\.sqlite is full\. Free space, then run it again\.$/),
      });
      expect(await other.releases.findCurrent()).toEqual(before);
    }
    const [, ...failed] = await other.dataSource.manager.find(PipelineRun, { order: { id: 'ASC' } });
    const closed = { status: 'failed', active: null, error: expect.stringContaining('is full. Free space') };
    expect(failed).toMatchObject([closed, closed]);
    await limitPages(fixture.dataSource, 1_000_000);
    expect(await fixture.refresh(LARGE)).toMatchObject({ outcome: 'published', rowsRejected: 0 });
    expect(await other.releases.findCurrent()).toMatchObject({ ratingCount: before!.ratingCount });
    expect((await other.releases.findCurrent())!.id).not.toBe(before!.id);
    expect(await other.dataSource.manager.countBy(Release, { status: 'building' })).toBe(0);
    // Nothing is left open that would keep others from writing.
    expect(await other.refresh({}, { force: true, acceptShrink: true })).toMatchObject({ outcome: 'published' });
  });
});
