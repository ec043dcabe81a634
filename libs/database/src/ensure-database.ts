import type { DatabaseLocation, FileLocation, ServerLocation } from '@app/config';
import type { Connection } from 'mysql2/promise';
import { atServer, connect, errorCode, isMissingDatabase } from './connect-server';
import { ensureFile } from './database-file';
import { describeDatabase } from './database-location';
import { DatabaseUnreachableError } from './database.errors';

const NO_PRIVILEGE = new Set(['ER_DBACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_ERROR', 'ER_SPECIFIC_ACCESS_DENIED_ERROR']);

/**
 * Creates the database if it does not exist: the folder of an SQLite file, or a MySQL database if the account may.
 * @returns the location with what was found out about it: whether a server that is to encrypt if it can does so
 * @throws DomainError which says what to do, for MySQL with the statement to run
 */
export async function ensureDatabase(location: DatabaseLocation): Promise<DatabaseLocation> {
  return location.kind === 'sqlite' ? ensureFileOf(location) : atServer(location, ensureServerDatabase);
}

function ensureFileOf(location: FileLocation): FileLocation {
  ensureFile(location.file);
  return location;
}

async function ensureServerDatabase(location: ServerLocation): Promise<ServerLocation> {
  try {
    await (await connect(location, location.name)).end();
  } catch (cause) {
    if (!isMissingDatabase(cause)) throw cause;
    await createServerDatabase(location);
  }
  return location;
}

async function createServerDatabase(location: ServerLocation): Promise<void> {
  const statement = `CREATE DATABASE \`${location.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
  let connection: Connection | undefined;
  try {
    connection = await connect(location);
    await connection.query(statement.replace('CREATE DATABASE', 'CREATE DATABASE IF NOT EXISTS'));
  } catch (cause) {
    if (!NO_PRIVILEGE.has(errorCode(cause))) throw cause;
    throw new DatabaseUnreachableError(
      describeDatabase(location),
      'it does not exist, or this account may not use it, and this account may not create it',
      `Run as an administrator: ${statement}; GRANT ALL ON \`${location.name}\`.* TO '${location.user}'@'%';`,
      cause,
    );
  } finally {
    await connection?.end();
  }
}
