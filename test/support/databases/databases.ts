import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** A database server that the tests of this run use; one without a URL is SQLite. */
export interface TestServer {
  name: string;
  url?: string;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** The servers of this run, for `describe.each(testServers())('$name', ...)`. */
export function testServers(): TestServer[] {
  const servers = process.env.TEST_DATABASES;
  if (!servers) {
    throw new Error(
      'TEST_DATABASES is not set: it comes from test/support/jest/global-setup.js; run this test through jest.config.js.',
    );
  }
  return JSON.parse(servers) as TestServer[];
}

/**
 * Those for tests that take minutes, as they start many processes or keep to the limits of Web Services: SQLite, and of the
 * others the last. In what MySQL and MariaDB differ, the rest of the integration ring tests on each of them.
 */
export function testServersForProcesses(): TestServer[] {
  return testServers().filter((_server, i, all) => i === 0 || i === all.length - 1);
}

/** The URL of a database that nothing else uses and that does not exist yet. */
export async function createTestDatabase(server: TestServer): Promise<TestDatabase> {
  return server.url === undefined ? createSqliteDatabase() : createMysqlDatabase(server.url);
}

async function createSqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'skill-gap-test-'));
  return {
    url: `sqlite:${join(folder, 'test.sqlite')}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

function createMysqlDatabase(serverUrl: string): TestDatabase {
  const name = `skill_gap_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = name;
  return {
    url: url.href,
    drop: async () => {
      const connection = await createConnection(serverUrl);
      try {
        await connection.query(`DROP DATABASE IF EXISTS ${name}`);
      } finally {
        await connection.end();
      }
    },
  };
}
