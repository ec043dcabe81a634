import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { describeDatabase, type DatabaseLocation } from './database-url';
import { DatabaseUnreachableError } from './database.errors';
import { connectWithSilenceLimit } from './silence-limit';

export type MysqlLocation = Extract<DatabaseLocation, { kind: 'mysql' }>;

const CONNECT_TIMEOUT_MS = 10_000;
const UNKNOWN_DATABASE = 'ER_BAD_DB_ERROR';
const NO_PRIVILEGE = new Set(['ER_DBACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_ERROR', 'ER_SPECIFIC_ACCESS_DENIED_ERROR']);

/**
 * Creates the database if it does not exist: the folder of an SQLite file, or a MySQL database if the account may.
 * @throws DatabaseUnreachableError which says what to do, for MySQL with the statement to run
 */
export async function ensureDatabase(location: DatabaseLocation): Promise<void> {
  if (location.kind === 'sqlite') ensureFolder(location.file);
  else await ensureMysqlDatabase(location);
}

function ensureFolder(file: string): void {
  if (file === ':memory:') return;
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new DatabaseUnreachableError(
      file,
      `its folder cannot be created (${errorCode(cause)})`,
      'Choose another file in DATABASE_URL or another DATA_DIR.',
      cause,
    );
  }
}

async function ensureMysqlDatabase(location: MysqlLocation): Promise<void> {
  try {
    await (await connect(location, location.name)).end();
  } catch (cause) {
    if (!isMissingDatabase(cause)) throw unreachable(location, cause);
    await createMysqlDatabase(location);
  }
}

/** Without privileges on a missing database, MySQL answers "access denied" rather than "unknown database". */
export function isMissingDatabase(cause: unknown): boolean {
  return [UNKNOWN_DATABASE, 'ER_DBACCESS_DENIED_ERROR'].includes(errorCode(cause));
}

async function createMysqlDatabase(location: MysqlLocation): Promise<void> {
  const statement = `CREATE DATABASE \`${location.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
  let connection: Connection | undefined;
  try {
    connection = await connect(location);
    await connection.query(statement.replace('CREATE DATABASE', 'CREATE DATABASE IF NOT EXISTS'));
  } catch (cause) {
    if (!NO_PRIVILEGE.has(errorCode(cause))) throw unreachable(location, cause);
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

/** A connection outside the pool, to look at the server. */
export function connect(location: MysqlLocation, database?: string): Promise<Connection> {
  const { host, port, user, password } = location;
  const stream = () => connectWithSilenceLimit(port, host);
  return createConnection({ host, port, user, password, database, connectTimeout: CONNECT_TIMEOUT_MS, stream });
}

/** Turns what the driver throws on connecting into one line for people. */
export function unreachable(location: DatabaseLocation, cause: unknown): DatabaseUnreachableError {
  const code = errorCode(cause);
  const denied = code === 'ER_ACCESS_DENIED_ERROR' || code === 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR';
  const nextStep = denied
    ? 'Check the user and the password in DATABASE_URL.'
    : 'Check DATABASE_URL and that the server runs and can be reached from here.';
  return new DatabaseUnreachableError(describeDatabase(location), denied ? 'access denied' : code, nextStep, cause);
}

function errorCode(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown error';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return code || cause.message || cause.name;
}
