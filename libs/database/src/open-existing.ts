import { statSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { openDataSource } from './create-data-source';
import type { DatabaseLocation, LocatedOptions } from './database-url';
import { DatabaseMissingError } from './database.errors';
import { connect, isMissingDatabase, unreachable, type MysqlLocation } from './ensure-database';

/**
 * As `openDataSource`, for those who only ask: where nobody has set the database up yet, they make neither it nor its folder.
 * @throws DatabaseMissingError which says what to run first
 */
export async function openExisting(options: LocatedOptions): Promise<DataSource> {
  const { location } = options;
  if (!(await isSetUp(location))) throw new DatabaseMissingError(location);
  return openDataSource(options);
}

async function isSetUp(location: DatabaseLocation): Promise<boolean> {
  if (location.kind === 'mysql') return hasTables(location);
  if (location.file === ':memory:') return true;
  try {
    return (statSync(location.file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  } catch {
    // That it may not be looked at is for those to say who open it.
    return true;
  }
}

/** An administrator may have made the database, empty, for the service to fill. */
async function hasTables(location: MysqlLocation): Promise<boolean> {
  try {
    const connection = await connect(location, location.name);
    const [tables] = await connection.query("SHOW TABLES LIKE 'migrations'");
    await connection.end();
    return Array.isArray(tables) && tables.length > 0;
  } catch (cause) {
    if (isMissingDatabase(cause)) return false;
    throw unreachable(location, cause);
  }
}
