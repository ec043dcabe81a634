import {
  bulkInsert,
  bulkInsertOfKnown,
  dataSourceOptions,
  deleteInBatches,
  openDataSource,
  readInBatches,
  type BulkRow,
  type BulkValue,
} from '@app/database';
import { AlternateTitle, Occupation } from '@app/occupations';
import { Release } from '@app/releases';
import { PipelineRun, RejectedRow } from '@app/runs';
import { OccupationRating, Scale, RatedElement } from '@app/skills';
import type { DataSource } from 'typeorm';
import { createTestDatabase, testServers, type TestDatabase } from '../support/databases/databases';

const ENTITIES = [PipelineRun, RejectedRow, Release, Occupation, AlternateTitle, RatedElement, Scale, OccupationRating];
const RELEASE = 1;
const CODE = '11-1011.00';

/** Each way to load on each server: MySQL and MariaDB take `LOAD DATA LOCAL` only where it is switched on. */
const ways = testServers().flatMap((server) => [
  ...(server.url === undefined ? [] : [{ ...server, way: 'LOAD DATA LOCAL', localInfile: 1 }]),
  { ...server, way: 'multi-row inserts', localInfile: 0 },
]);

describe.each(ways)('a bulk insert into $name by $way', (server) => {
  const { localInfile, way } = server;
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    dataSource = await open(database, localInfile);
    await addParents(dataSource);
  });
  beforeEach(async () => {
    for (const entity of [RejectedRow, AlternateTitle, OccupationRating]) {
      await dataSource.createQueryBuilder().delete().from(entity).execute();
    }
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rejectedRows = (rows: readonly BulkRow[]) =>
    bulkInsert(dataSource, RejectedRow, ['runId', 'fileName', 'line', 'columnName', 'value', 'reason'], rows);
  const titles = (rows: readonly BulkRow[]) =>
    bulkInsert(dataSource, AlternateTitle, ['releaseId', 'onetSocCode', 'alternateTitle', 'shortTitle'], rows);

  it.each([
    ['null', null],
    ['an empty text', ''],
    ['the letter N', 'N'],
    ['the text \\N', '\\N'],
    ['the text NULL', 'NULL'],
    ['blanks at both ends', '  both ends  '],
    ['tabs', '\tone\ttwo\t'],
    ['line feeds', '\none\ntwo\n'],
    ['carriage returns', '\rone\r\ntwo\r'],
    ['backslashes', '\\one\\\\two\\n\\'],
    ['quotes', `'one' "two" \`three\``],
    ['control characters', 'one\u0008two\u001athree'],
    // SQLite's driver reads a text up to a NUL only, so files that hold one are refused before.
    ...(server.url === undefined ? [] : [['NUL', 'one\0two']]),
    ['percent signs and question marks', '100 % ? ?? :name'],
    ['accents', 'Ärztin, naïve façade'],
    ['Chinese, Japanese and Korean', '技能差距 スキル 기술'],
    ['emoji of several characters', '👩🏽‍🍳 🪿 🏳️‍🌈'],
    ['combining characters as they are', 'e\u0301 \u00e9'],
    ['a long text', 'long '.repeat(12_000)],
  ] as [string, string | null][])('keeps %s', async (_name, value) => {
    await rejectedRows([[1, 'File.txt', 2, null, value, 'why']]);
    expect(await dataSource.manager.find(RejectedRow)).toMatchObject([{ columnName: null, value }]);
  });

  it('keeps booleans, dates, nulls and decimals to the last digit', async () => {
    const properties = ['releaseId', 'onetSocCode', 'elementId', 'scaleId', ...RATING_PROPERTIES] as const;
    const key = [RELEASE, CODE, '2.A.1.a'];
    await bulkInsert(dataSource, OccupationRating, properties, [
      [...key, 'IM', 0.1, 0, 0.0001, -99_999.9999, 99_999.9999, true, false, '2023-08-01', 'Analyst', 'text_file'],
      [...key, 'LV', -3, null, null, null, null, null, null, null, null, 'text_file'],
    ]);
    const ratings = await dataSource.manager.find(OccupationRating, { order: { scaleId: 'ASC' } });
    expect(ratings.map((rating) => RATING_PROPERTIES.map((property) => rating[property]))).toEqual([
      [0.1, 0, 0.0001, -99_999.9999, 99_999.9999, true, false, '2023-08-01', 'Analyst', 'text_file'],
      [-3, null, null, null, null, null, null, null, null, 'text_file'],
    ]);
  });

  it('stores more rows than fit in one statement, each once', async () => {
    await titles(Array.from({ length: 20_000 }, (_, i) => [RELEASE, CODE, `Title ${i}`, '']));
    expect(await dataSource.manager.count(AlternateTitle)).toBe(20_000);
  });

  it('does nothing with no rows', async () => {
    await titles([]);
    expect(await dataSource.manager.count(AlternateTitle)).toBe(0);
  });

  /** The last row is the wrong one: all those before it have been sent by then. */
  const manyAnd = (last: readonly BulkValue[]): BulkRow[] => [
    ...Array.from({ length: 8_000 }, (_, i) => [RELEASE, CODE, `Title ${i}`, '']),
    last,
  ];

  it.each([
    ['a duplicate key', [RELEASE, CODE, 'Title 0', '']],
    ['a key that refers to nothing', [RELEASE, '99-9999.99', 'Title', '']],
    ['null where there must be a value', [RELEASE, CODE, 'Title', null]],
    // SQLite knows no lengths and would keep the text whole.
    ...(server.url === undefined ? [] : [['a text that is too long', [RELEASE, CODE, 'Title', 'x'.repeat(151)]]]),
  ] as [string, BulkValue[]][])('fails whole for %s and leaves no row behind', async (_name, last) => {
    const error: unknown = await titles(manyAnd(last)).catch((cause: unknown) => cause);
    expect(error).toMatchObject(
      way === 'LOAD DATA LOCAL'
        ? { code: 'DATABASE_LOAD_FAILED', message: expect.stringMatching(/^Loading into alternate_titles failed: .+/) }
        : { name: 'QueryFailedError' },
    );
    expect(await dataSource.manager.count(AlternateTitle)).toBe(0);
  });

  it('can be repeated after it failed', async () => {
    await expect(titles(manyAnd([RELEASE, CODE, 'Title 0', '']))).rejects.toThrow();
    await titles([[RELEASE, CODE, 'Title 0', '']]);
    expect(await dataSource.manager.count(AlternateTitle)).toBe(1);
  });

  /** On SQLite one transaction comes after the other. */
  const whileRunIsLocked = (work: () => Promise<void>): Promise<void> =>
    server.url === undefined
      ? work()
      : dataSource.transaction(async (other) => {
          await other.query('SELECT id FROM pipeline_runs WHERE id = 1 FOR UPDATE');
          await work();
        });

  it('waits for nobody who has locked what rows are known to refer to, and looks again at what others refer to', async () => {
    const properties = ['runId', 'fileName', 'line', 'columnName', 'value', 'reason'] as const;
    await whileRunIsLocked(async () => {
      await bulkInsertOfKnown(dataSource, RejectedRow, properties, [[1, 'File.txt', 2, null, 'value', 'why']]);
      expect(await dataSource.manager.countBy(RejectedRow, { runId: 1 })).toBe(1);
    });
    // More than the pool has connections, of which one was told not to look.
    const refused = Array.from({ length: 12 }, () => rejectedRows([[99, 'File.txt', 2, null, 'value', 'why']]));
    for (const { status } of await Promise.allSettled(refused)) expect(status).toBe('rejected');
  });

  it('refuses a property that the entity does not have', async () => {
    const properties = ['releaseId', 'name'] as unknown as (keyof AlternateTitle)[];
    await expect(bulkInsert(dataSource, AlternateTitle, properties, [[1, 'x']])).rejects.toThrow(
      'alternate_titles has no property name',
    );
  });
});

describe.each(testServers())('transactions on $name', (server) => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase(server);
    dataSource = await open(database);
    await addParents(dataSource);
  });
  beforeEach(() => dataSource.createQueryBuilder().delete().from(AlternateTitle).execute());
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** Writes two rows with a pause between them, in which another transaction could get in. */
  const writeTwo = (name: string, failure?: Error) =>
    dataSource.transaction(async (manager) => {
      const key = { releaseId: RELEASE, onetSocCode: CODE, shortTitle: '' };
      await manager.insert(AlternateTitle, { ...key, alternateTitle: `${name} 1` });
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (failure) throw failure;
      await manager.insert(AlternateTitle, { ...key, alternateTitle: `${name} 2` });
    });
  const stored = async () => {
    const rows = await dataSource.manager.find(AlternateTitle, { order: { alternateTitle: 'ASC' } });
    return rows.map(({ alternateTitle }) => alternateTitle);
  };

  it('that begin at once all commit', async () => {
    await Promise.all([writeTwo('a'), writeTwo('b'), writeTwo('c')]);
    expect(await stored()).toEqual(['a 1', 'a 2', 'b 1', 'b 2', 'c 1', 'c 2']);
  });

  it('that fail take back their own rows and no others', async () => {
    const failed = new Error('failed on purpose');
    const outcomes = await Promise.allSettled([writeTwo('a'), writeTwo('b', failed), writeTwo('c')]);
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { reason: failed }, { status: 'fulfilled' }]);
    expect(await stored()).toEqual(['a 1', 'a 2', 'c 1', 'c 2']);
  });
});

/** Its driver blocks the process for each statement, and its promises are resolved when a statement returns. */
describe.each(testServers().filter(({ url }) => url === undefined))('many rows on $name', (server) => {
  const RELEASE_ROWS = { releaseId: RELEASE };
  const COUNT = 5_500;
  let database: TestDatabase;
  let dataSource: DataSource;

  const fill = () =>
    bulkInsert(
      dataSource,
      AlternateTitle,
      ['releaseId', 'onetSocCode', 'alternateTitle', 'shortTitle'],
      Array.from({ length: COUNT }, (_, i) => [RELEASE, CODE, `Title ${String(i).padStart(4, '0')}`, '']),
    );

  beforeEach(async () => {
    database = await createTestDatabase(server);
    dataSource = await open(database);
    await addParents(dataSource);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are stored in statements between which others get their turn', async () => {
    expect(await turnsDuring(fill())).toBeGreaterThanOrEqual(6);
    expect(await dataSource.manager.count(AlternateTitle)).toBe(COUNT);
  });

  it('are read in batches between which others get their turn', async () => {
    await fill();
    const titles: string[] = [];
    const readAll = async () => {
      for await (const batch of readInBatches(dataSource, AlternateTitle, RELEASE_ROWS, 'alternateTitle')) {
        expect(batch.length).toBeLessThanOrEqual(1_000);
        titles.push(...batch.map(({ alternateTitle }) => alternateTitle));
      }
    };
    expect(await turnsDuring(readAll())).toBeGreaterThanOrEqual(6);
    expect(new Set(titles).size).toBe(COUNT);
  });

  it('are deleted in batches between which others get their turn', async () => {
    await fill();
    const deleteAll = deleteInBatches(dataSource, AlternateTitle, RELEASE_ROWS, 'alternateTitle');
    expect(await turnsDuring(deleteAll)).toBeGreaterThanOrEqual(6);
    expect(await dataSource.manager.count(AlternateTitle)).toBe(0);
  });
});

/** How often something else in the process gets its turn until the work is done. */
async function turnsDuring(work: Promise<void>): Promise<number> {
  let turns = 0;
  let over = false;
  const take = () => {
    turns++;
    if (!over) setImmediate(take);
  };
  setImmediate(take);
  await work;
  over = true;
  return turns;
}

const RATING_PROPERTIES = [
  'dataValue',
  'n',
  'standardError',
  'lowerCiBound',
  'upperCiBound',
  'recommendSuppress',
  'notRelevant',
  'dateUpdated',
  'domainSource',
  'source',
] as const satisfies (keyof OccupationRating)[];

/** Opens a data source to which MySQL says so about `local_infile`: setting it for real would reach other tests. */
async function open(database: TestDatabase, localInfile = 1): Promise<DataSource> {
  const dataSource = await openDataSource(dataSourceOptions(database.url, ENTITIES));
  const onMysql = dataSource.options.type === 'mysql';
  const query = jest.spyOn(dataSource, 'query');
  if (onMysql) query.mockResolvedValueOnce([{ allowed: localInfile }]);
  // The first load asks, and the answer is kept.
  await bulkInsert(dataSource, PipelineRun, PIPELINE_RUN.properties, [PIPELINE_RUN.row]);
  if (onMysql) expect(query).toHaveBeenNthCalledWith(1, 'SELECT @@GLOBAL.local_infile AS allowed');
  query.mockRestore();
  return dataSource;
}

const NOW = '2026-11-22 03:00:00';

const PIPELINE_RUN = {
  properties: ['id', 'command', 'triggeredBy', 'status', 'stage', 'startedAt', 'heartbeatAt', ...counts()],
  row: [1, 'refresh', 'cli', 'succeeded', 'sweeping', NOW, NOW, 0, 0, 0],
} as const;

function counts() {
  return ['rowsRead', 'rowsWritten', 'rowsRejected'] as const;
}

/** The rows that the rows of the tests refer to. */
async function addParents({ manager }: DataSource): Promise<void> {
  const release = {
    id: RELEASE,
    name: '99.1',
    status: 'published',
    isCurrent: true,
    checksum: '',
    source: '',
  } as const;
  const sizes = { occupationCount: 1, ratedOccupationCount: 1, skillCount: 1, ratingCount: 2 };
  const named = { releaseId: RELEASE, name: 'made up' };
  await manager.insert(Release, { ...release, ...sizes, runId: 1, createdAt: new Date() });
  await manager.insert(Occupation, {
    releaseId: RELEASE,
    onetSocCode: CODE,
    title: 'Tower Keepers',
    description: 'Keep a tower.',
    source: 'text_file',
  });
  await manager.insert(RatedElement, { ...named, elementId: '2.A.1.a' });
  for (const scaleId of ['IM', 'LV']) await manager.insert(Scale, { ...named, scaleId, minimum: 0, maximum: 7 });
}
