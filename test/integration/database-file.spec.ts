import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceOptions, explainDatabaseError, openDataSource } from '@app/database';
import type { DataSource } from 'typeorm';
import { createTestDatabase, testServers } from '../support/databases/databases';

const PAGE = 4_096;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skill-gap-file-'));
  file = join(folder, 'gap.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(): Promise<DataSource> {
  return openDataSource(dataSourceOptions(`sqlite:${file}`));
}

/** A file with the tables of the service, of which `change` makes another one. */
async function madeFrom(change: (content: Buffer) => Buffer): Promise<void> {
  await (await open()).destroy();
  const content = await readFile(file);
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeFile(file, change(content));
}

describe('is refused as what it is:', () => {
  it.each<[string, (content: Buffer) => Buffer]>([
    ['a file that was cut off', (content) => content.subarray(0, content.length >> 1)],
    ['a file whose first page is damaged', (content) => content.fill(0xaa, 100, PAGE)],
    ['a file whose other pages are damaged', (content) => content.fill(0xaa, PAGE)],
  ])('%s', async (_what, damage) => {
    await madeFrom(damage);
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      message: expect.stringMatching(
        /gap\.sqlite is damaged \(SQLITE_CORRUPT\w*\)\. Stop the service and put a backup in /,
      ),
    });
  });

  it('a file that holds something else', async () => {
    await writeFile(file, 'Dear diary, '.repeat(1_000));
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      message: expect.stringMatching(
        /gap\.sqlite is no SQLite database \(SQLITE_NOTADB\)\. Name another file in DATABASE_URL/,
      ),
    });
  });

  it('a folder', async () => {
    await mkdir(file);
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: `Cannot use the database ${file}: it is a folder. Name a file in DATABASE_URL, such as sqlite:${file}/skill-gap.sqlite`,
    });
  });

  it('a pipe, without waiting for somebody to write into it', async () => {
    execFileSync('mkfifo', [file]);
    await expect(open()).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('it is no regular file. Name another file in DATABASE_URL.'),
    });
  });
});

it('an empty file becomes a database', async () => {
  await writeFile(file, '');
  const dataSource = await open();
  expect(await dataSource.query('SELECT COUNT(*) AS runs FROM pipeline_runs')).toMatchObject([{ runs: 0 }]);
  await dataSource.destroy();
});

describe('while it is open', () => {
  let dataSource: DataSource;
  const ask = (): Promise<unknown> =>
    dataSource.query('SELECT COUNT(*) AS runs FROM pipeline_runs').catch((error: unknown) => {
      return explainDatabaseError(dataSource, error);
    });
  const write = (): Promise<unknown> =>
    dataSource.transaction((manager) => manager.query('DELETE FROM pipeline_runs')).catch((error: unknown) => error);

  beforeEach(async () => {
    dataSource = await open();
  });
  afterEach(() => dataSource.destroy());

  it('a file that is deleted is neither read nor written, until it is back', async () => {
    await rename(file, `${file}.away`);
    const deleted = {
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /the file was deleted or moved while it was in use\. Put it back; or restart the /,
      ),
    };
    expect([await ask(), await write()]).toMatchObject([deleted, deleted]);
    await rename(`${file}.away`, file);
    expect(await ask()).toMatchObject([{ runs: 0 }]);
  });

  it('a file in whose place another one was put is neither read nor written', async () => {
    await writeFile(`${file}.new`, await readFile(file));
    await rename(`${file}.new`, file);
    const replaced = {
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /another file was put in its place while it was in use\. Restart the service to use/,
      ),
    };
    expect([await ask(), await write()]).toMatchObject([replaced, replaced]);
  });

  it('a file that loses a table says so', async () => {
    await dataSource.query('DROP TABLE rejected_rows');
    const error = await dataSource.query('SELECT * FROM rejected_rows').catch((cause: unknown) => cause);
    expect(explainDatabaseError(dataSource, error)).toMatchObject({
      code: 'DATABASE_DAMAGED',
      message: expect.stringMatching(/has lost tables of this service \(SQLITE_ERROR\)/),
    });
  });
});

describe.each(testServers())('on $name', (server) => {
  it('a database from which a newer version has taken something is refused, and left as it is', async () => {
    const database = await createTestDatabase(server);
    const first = await openDataSource(dataSourceOptions(database.url));
    await first.query(
      "INSERT INTO migrations (timestamp, name) VALUES (4000000000000, 'ContractSomething4000000000000')",
    );
    await first.destroy();
    await expect(openDataSource(dataSourceOptions(database.url))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringMatching(
        /a newer version of this service, or another program, made its tables \(ContractSomething4000000000000 is unknown here\)\. Start that version or a later one, restore the backup/,
      ),
    });
    await database.drop();
  });

  it('a database of another program is refused as well', async () => {
    const database = await createTestDatabase(server);
    const first = await openDataSource(dataSourceOptions(database.url));
    await first.query('DROP TABLE migrations');
    await first.query('CREATE TABLE migrations (id INTEGER PRIMARY KEY, migration VARCHAR(99))');
    await first.query("INSERT INTO migrations VALUES (1, '2014_10_12_000000_create_users_table')");
    await first.destroy();
    await expect(openDataSource(dataSourceOptions(database.url))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('or another program, made its tables'),
    });
    await database.drop();
  });
});
