import { dataSourceOptions, openDataSource } from '@app/database';
import { PipelineRun } from '@app/runs';
import type { DataSource } from 'typeorm';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';
import { tableColumns, type TableColumn } from '../support/databases/table-columns';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';

/** As a later version might add to the tables: a migration that this one has never heard of. */
const LATER = 'AddColoursToReleases4000000000000';
const ADDITIONS = [
  'CREATE TABLE colours (id INTEGER PRIMARY KEY, release_id INTEGER NOT NULL, colour VARCHAR(20) NOT NULL)',
  "ALTER TABLE releases ADD COLUMN colour VARCHAR(20) NOT NULL DEFAULT 'none'",
  'ALTER TABLE occupations ADD COLUMN colour VARCHAR(20) NULL',
  'ALTER TABLE occupation_ratings ADD COLUMN colour VARCHAR(20) NULL',
  'ALTER TABLE onet_ratings_landing ADD COLUMN colour VARCHAR(20) NULL',
  'ALTER TABLE pipeline_runs ADD COLUMN colour INTEGER NOT NULL DEFAULT 7',
  'ALTER TABLE api_keys ADD COLUMN colour VARCHAR(20) NULL',
  `INSERT INTO migrations (timestamp, name) VALUES (4000000000000, '${LATER}')`,
];

describe.each(testServers())('earlier versions on the tables of later ones, on $name', (server) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase(server);
  });
  afterEach(() => database.drop());

  it('find all that they had: every migration only adds, or says that it does not', async () => {
    const dataSource = await openDataSource(dataSourceOptions(database.url));
    try {
      const names = dataSource.migrations.map(({ name }) => name ?? '').reverse();
      for (const [i, name] of names.slice(0, -1).entries()) {
        const after = await tableColumns(dataSource);
        await dataSource.undoLastMigration();
        const before = await tableColumns(dataSource);
        expect(before.size).toBeGreaterThan(0);
        expect({ i, name, faults: name.startsWith('Contract') ? [] : faultsBetween(before, after) }).toEqual({
          i,
          name,
          faults: [],
        });
      }
    } finally {
      await dataSource.destroy();
    }
  });

  it('would be found to lack what a migration took, narrowed or demands', () => {
    const column = { type: 'varchar(20)', isOptional: true, isOfView: false };
    const before = new Map([
      ['t.a', column],
      ['t.b', column],
      ['t.c', column],
    ]);
    const after = new Map([
      ['t.a', { ...column, type: 'int' }],
      ['t.b', { ...column, isOptional: false }],
      ['t.d', { ...column, isOptional: false }],
      ['u.a', { ...column, isOptional: false }],
    ]);
    expect(faultsBetween(before, after)).toEqual([
      't.a was varchar(20) and is int',
      't.b may no longer be left out',
      't.c is gone',
      't.d may not be left out, which the version before does',
    ]);
  });

  describe('where this is the earlier one', () => {
    let fixture: PipelineFixture;

    beforeEach(async () => {
      const later = await openPipeline(database);
      await later.refresh();
      for (const statement of ADDITIONS) await later.dataSource.query(statement);
      await later.close();
      fixture = await openPipeline(database);
    });
    afterEach(() => fixture.close());

    it('starts, serves what is published, and publishes', async () => {
      await fixture.served.poll();
      const first = fixture.served.current.release;
      expect(await fixture.refresh({ readMe: 'O*NET 99.2 Database' })).toMatchObject({ outcome: 'published' });
      await fixture.served.poll();
      expect(fixture.served.current.release).toMatchObject({ name: '99.2' });
      expect(fixture.served.current.release.id).toBeGreaterThan(first.id);
      expect(await fixture.dataSource.manager.countBy(PipelineRun, { status: 'succeeded' })).toBe(2);
    });

    it('leaves alone what was added', async () => {
      await fixture.refresh({ readMe: 'O*NET 99.2 Database' });
      expect(await colours(fixture.dataSource, 'releases')).toEqual(['none']);
      expect(await colours(fixture.dataSource, 'pipeline_runs')).toEqual([7]);
      expect(await colours(fixture.dataSource, 'occupations')).toEqual([null]);
      const [row] = await fixture.dataSource.query<object[]>(`SELECT name FROM migrations WHERE name = '${LATER}'`);
      expect(row).toEqual({ name: LATER });
    });

    it('does not start where the later one has taken something away', async () => {
      const [taking] = ['ContractReleases4000000000001'];
      await fixture.dataSource.query(`INSERT INTO migrations (timestamp, name) VALUES (4000000000001, '${taking}')`);
      await expect(openDataSource(dataSourceOptions(database.url))).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        message: expect.stringContaining(`${taking} is unknown here`),
      });
    });

    it('does not start where a migration of its own is missing', async () => {
      const own = fixture.dataSource.migrations.at(-1)?.name;
      await fixture.dataSource.query(`DELETE FROM migrations WHERE name = '${own}'`);
      await expect(openDataSource(dataSourceOptions(database.url))).rejects.toMatchObject({
        message: expect.stringContaining(`${LATER} is unknown here`),
      });
    });
  });
});

/** What a program that reads and writes the columns of before would stumble over. */
function faultsBetween(before: ReadonlyMap<string, TableColumn>, after: ReadonlyMap<string, TableColumn>): string[] {
  const tables = new Set([...before.keys()].map(tableOf));
  const changed = [...before].flatMap(([name, was]) => {
    const is = after.get(name);
    if (!is) return `${name} is gone`;
    if (is.type !== was.type && !widens(was.type, is.type)) return `${name} was ${was.type} and is ${is.type}`;
    // Rows are written through views without what these do not show.
    return was.isOptional && !is.isOptional && !is.isOfView ? `${name} may no longer be left out` : [];
  });
  const demanded = [...after].flatMap(([name, { isOptional, isOfView }]) =>
    tables.has(tableOf(name)) && !before.has(name) && !isOptional && !isOfView
      ? `${name} may not be left out, which the version before does`
      : [],
  );
  return [...changed, ...demanded];
}

function tableOf(column: string): string {
  return column.split('.')[0]!;
}

/** A longer text of the same kind. */
function widens(was: string, is: string): boolean {
  const lengths = [was, is].map((type) => /^varchar\((\d+)\)$/.exec(type)?.[1]).map(Number);
  return lengths.every((length) => length > 0) && lengths[1]! >= lengths[0]!;
}

async function colours(dataSource: DataSource, table: string): Promise<unknown[]> {
  const rows = await dataSource.query<{ colour: unknown }[]>(`SELECT DISTINCT colour FROM ${table}`);
  return rows.map(({ colour }) => colour);
}
