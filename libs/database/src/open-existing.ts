import { statSync } from 'node:fs';
import type { DatabaseLocation, ServerLocation } from '@app/config';
import type { DataSource } from 'typeorm';
import { atServer, connect, isMissingDatabase } from './connect-server';
import { openDataSource } from './create-data-source';
import { IN_MEMORY } from './database-file';
import { describeDatabase, type LocatedOptions } from './database-location';
import { DatabaseMissingError } from './database.errors';

/**
 * As `openDataSource`, for those who only ask: where nobody has set the database up yet, they make neither it nor its folder.
 * @throws DatabaseMissingError which says what to run first
 */
export async function openExisting(options: LocatedOptions): Promise<DataSource> {
  const { location } = options;
  if (!(await isSetUp(location))) throw missing(location);
  return openDataSource(options);
}

async function isSetUp(location: DatabaseLocation): Promise<boolean> {
  if (location.kind === 'mysql') return atServer(location, hasTables);
  if (location.file === IN_MEMORY) return true;
  try {
    return (statSync(location.file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  } catch {
    // That it may not be looked at is for those to say who open it.
    return true;
  }
}

/** An administrator may have made the database, empty, for the service to fill. */
async function hasTables(location: ServerLocation): Promise<boolean> {
  try {
    const connection = await connect(location, location.name);
    const [tables] = await connection.query("SHOW TABLES LIKE 'migrations'");
    await connection.end();
    return Array.isArray(tables) && tables.length > 0;
  } catch (cause) {
    if (isMissingDatabase(cause)) return false;
    throw cause;
  }
}

function missing(location: DatabaseLocation): DatabaseMissingError {
  const variable = location.kind === 'sqlite' ? 'DATA_DIR and DATABASE_URL say' : 'DATABASE_URL says';
  return new DatabaseMissingError(describeDatabase(location), variable);
}
