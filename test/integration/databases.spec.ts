import { existsSync, writeFileSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { dataSourceOptions, openDataSource, openExisting } from '@app/database';
import { createTestDatabase, testServers } from '../support/databases/databases';

describe.each(testServers())('a test database on $name', (server) => {
  it('does not exist yet, and no other has its URL', async () => {
    const one = await createTestDatabase(server);
    const other = await createTestDatabase(server);
    expect(one.url).not.toBe(other.url);
    expect(await exists(one.url)).toBe(false);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('is gone after drop, which may be called twice', async () => {
    const database = await createTestDatabase(server);
    await create(database.url);
    expect(await exists(database.url)).toBe(true);
    await database.drop();
    await database.drop();
    expect(await exists(database.url)).toBe(false);
  });
});

describe.each(testServers().filter(({ url }) => url !== undefined))('a connection to $name', (server) => {
  it('waits for locks for seconds, and holds its own for a minute where its process is gone', async () => {
    const database = await createTestDatabase(server);
    const dataSource = await openDataSource(dataSourceOptions(database.url));
    const names = '@@innodb_lock_wait_timeout AS wait, @@wait_timeout AS gone';
    const [limits] = await dataSource.query<[object]>(`SELECT ${names}`);
    await dataSource.destroy();
    await database.drop();
    expect(Object.values(limits).map(Number)).toEqual([5, 60]);
  });
});

describe.each(testServers())('who only asks a database on $name', (server) => {
  it('is told what to run first where there is none, and makes none', async () => {
    const database = await createTestDatabase(server);
    await expect(openExisting(dataSourceOptions(database.url))).rejects.toMatchObject({
      code: 'DATABASE_MISSING',
      message: expect.stringMatching(/^There is no database yet: .+ Run the command "refresh" first/) as string,
    });
    expect(await exists(database.url)).toBe(false);
  });

  it('does not fill an empty one, and opens one that is set up', async () => {
    const database = await createTestDatabase(server);
    const options = dataSourceOptions(database.url);
    await create(database.url);
    await expect(openExisting(options)).rejects.toMatchObject({ code: 'DATABASE_MISSING' });
    await (await openDataSource(options)).destroy();
    const opened = await openExisting(options);
    expect(opened.isInitialized).toBe(true);
    await opened.destroy();
    await database.drop();
  });
});

async function create(url: string): Promise<void> {
  const { file, serverUrl, name } = parts(url);
  if (file) writeFileSync(file, '');
  else await query(serverUrl, `CREATE DATABASE ${name}`);
}

async function exists(url: string): Promise<boolean> {
  const { file, serverUrl, name } = parts(url);
  return file ? existsSync(file) : (await query(serverUrl, `SHOW DATABASES LIKE '${name}'`)).length === 1;
}

function parts(url: string): { file?: string; serverUrl: string; name: string } {
  if (url.startsWith('sqlite:')) return { file: url.slice('sqlite:'.length), serverUrl: '', name: '' };
  const serverUrl = new URL(url);
  const name = serverUrl.pathname.slice(1);
  serverUrl.pathname = '';
  return { serverUrl: serverUrl.href, name };
}

async function query(serverUrl: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(serverUrl);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}
