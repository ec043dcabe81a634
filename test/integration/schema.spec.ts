import { createConnection } from 'mysql2/promise';
import { AlternateTitle } from '@app/occupations';
import { OccupationRating, Scale } from '@app/skills';
import type { DataSource, MigrationInterface } from 'typeorm';
import { createTestDatabase, testServers } from '../support/databases/databases';
import { onetRow, onetTables } from '../support/sources/made-up-release';
import { createPipeline, openPipeline, rowsOf, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

/** The migrations that no release has had yet. */
const UNSETTLED = 3;

describe.each(testServers())('the schema on $name', (server) => {
  let fixture: PipelineFixture;
  let dataSource: DataSource;

  beforeAll(async () => {
    fixture = await createPipeline(server);
    dataSource = fixture.dataSource;
  });
  afterAll(() => fixture.close());

  it('has a table for each entity, and an entity for each table', async () => {
    const entities = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    expect(await tableNames(dataSource)).toEqual([...entities, 'migrations'].sort());
  });

  // On MariaDB, TypeORM's mysql driver takes the text NULL, by which MariaDB says "no default", for a default: there
  // every column that may be null looks changed.
  const itUnlessMariaDb = server.name.startsWith('MariaDB') ? it.skip : it;

  itUnlessMariaDb('is what the entities say it is', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is complete after the start, which migrates', async () => {
    expect(await dataSource.showMigrations()).toBe(false);
    expect(await dataSource.runMigrations()).toEqual([]);
  });

  it('compares text exactly: case, accents and look-alikes', () => expectExactText(fixture));

  it('is completed where a migration died in the middle', async () => {
    const last = dataSource.migrations.slice(-UNSETTLED);
    for (let undone = 0; undone < UNSETTLED; undone++) await dataSource.undoLastMigration();
    for (const migration of last) {
      for (let statements = 1; await diesAfter(statements, migration); statements++);
      await dataSource.query(`DELETE FROM migrations WHERE name = '${migration.name}'`);
    }
    expect(await dataSource.runMigrations()).toHaveLength(UNSETTLED);
    await fixture.clear();
    await fixture.refresh();
    expect(await rowsOf(dataSource, OccupationRating, (await fixture.releases.findCurrent())!.id)).toHaveLength(24);
  });

  /** False if it has come to its end. */
  async function diesAfter(statements: number, migration: MigrationInterface): Promise<boolean> {
    const runner = dataSource.createQueryRunner();
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    let left = statements;
    const spy = jest
      .spyOn(runner, 'query')
      .mockImplementation((...args: unknown[]) => (left-- > 0 ? query(...args) : Promise.reject(new Error('died'))));
    try {
      await migration.up(runner);
      return false;
    } catch (error) {
      if ((error as Error).message !== 'died') throw error;
      return true;
    } finally {
      spy.mockRestore();
      await runner.release();
    }
  }

  it('can be taken back and made anew', async () => {
    while ((await appliedMigrations(dataSource)) > 0) await dataSource.undoLastMigration();
    expect(await tableNames(dataSource)).toEqual(['migrations']);
    expect(await dataSource.runMigrations()).toHaveLength(dataSource.migrations.length);
  });
});

const mysqlServers = testServers().filter(({ url }) => url !== undefined);

if (mysqlServers.length > 0) {
  describe.each(mysqlServers)('the schema on $name', (server) => {
    it('compares text exactly also in a database whose own collation does not and knows western letters only', async () => {
      const database = await createTestDatabase(server);
      const connection = await createConnection(server.url!);
      const name = new URL(database.url).pathname.slice(1);
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET latin1 COLLATE latin1_swedish_ci`);
      await connection.end();
      const fixture = await openPipeline(database);
      try {
        await expectExactText(fixture);
      } finally {
        await fixture.close();
        await database.drop();
      }
    });
  });
}

async function appliedMigrations(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ number: number }[]>('SELECT COUNT(*) AS number FROM migrations');
  return Number(row?.number);
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const sql =
    dataSource.options.type === 'mysql'
      ? "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
  const tables = await dataSource.query<{ name: string }[]>(sql);
  return tables.map(({ name }) => name).sort();
}

/** Loads titles and scales that a sloppy collation takes for the same, and looks each up again. */
async function expectExactText({ refresh, dataSource }: PipelineFixture): Promise<void> {
  const titles = ['Nurse', 'nurse', 'nursé', 'NURSE', 'ｎurse', 'nurse 🪿', 'ナース'];
  const scales = ['LV', 'lv', 'Lv'];
  const tables = onetTables();
  await refresh({
    tables: {
      titles: titles.map((title) => onetRow('titles', { 'Alternate Title': title })),
      scales: [...tables.scales, onetRow('scales', { 'Scale ID': 'lv' }), onetRow('scales', { 'Scale ID': 'Lv' })],
    },
  });
  const { manager } = dataSource;
  for (const alternateTitle of titles) {
    expect(await manager.findBy(AlternateTitle, { alternateTitle })).toMatchObject([{ alternateTitle }]);
  }
  for (const scaleId of scales) expect(await manager.findBy(Scale, { scaleId })).toMatchObject([{ scaleId }]);
  expect(await rowsOf(dataSource, AlternateTitle, 1)).toHaveLength(titles.length);
}
