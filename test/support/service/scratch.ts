import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestServer } from '../databases/databases';

const cleanUps: (() => Promise<unknown>)[] = [];

// Registered by importing this file; the last thing made goes first, so a database outlives those who use it.
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Has something done after the tests of the file, before what was registered earlier. */
export function atTheEnd(cleanUp: () => Promise<unknown>): void {
  cleanUps.push(cleanUp);
}

/** An empty folder that is removed after the tests of the file. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skill-gap-e2e-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The URL of a database that does not exist yet and is dropped after the tests of the file. */
export async function freshDatabase(server: TestServer): Promise<string> {
  const database = await createTestDatabase(server);
  atTheEnd(() => database.drop());
  return database.url;
}
