import { QueryFailedError, type DataSource } from 'typeorm';
import { describeDatabase, type DatabaseLocation, type LocatedOptions } from './database-url';
import {
  DatabaseBusyError,
  DatabaseFailedError,
  DatabaseFullError,
  DatabaseReadOnlyError,
  DatabaseUnreachableError,
} from './database.errors';

const FULL = /^(SQLITE_FULL|ER_RECORD_FILE_FULL|ER_DISK_FULL|ER_DISK_FULL_NOWAIT|ER_INNODB_UNDO_LOG_FULL)$/;
const BUSY = /^(SQLITE_(BUSY|LOCKED).*|ER_LOCK_WAIT_TIMEOUT|ER_LOCK_DEADLOCK|ER_LOCK_NOWAIT|ER_CHECKREAD)$/;
const READ_ONLY =
  /^(SQLITE_READONLY.*|ER_OPTION_PREVENTS_STATEMENT|ER_READ_ONLY_MODE|ER_INNODB_READ_ONLY|ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION)$/;
const CONNECTION_LOST = /^(PROTOCOL_.+|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED|ER_NEW_ABORTING_CONNECTION)$/;
const ANY_CODE = /^(SQLITE_|ER_|PROTOCOL_)/;

/** What the drivers add to their errors; mysql2 marks those that ended the connection as fatal. */
interface DriverError extends Error {
  readonly code?: unknown;
  readonly fatal?: boolean;
}

/**
 * The one place where errors of the drivers become errors for people: one line that names the database and the next
 * step, without SQL, values or secrets; the driver's own is its cause. Errors of other origin come back as they are.
 */
export function explainDatabaseError(dataSource: DataSource, error: unknown): unknown {
  return explainErrorAt((dataSource.options as LocatedOptions).location, error);
}

/** The same where there is no data source yet. */
export function explainErrorAt(location: DatabaseLocation, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, fatal = false }: DriverError = error;
  const codeText = typeof code === 'string' ? code : '';
  if (!(error instanceof QueryFailedError || fatal || ANY_CODE.test(codeText))) return error;
  const database = describeDatabase(location);
  if (FULL.test(codeText)) return new DatabaseFullError(database, error);
  if (BUSY.test(codeText)) return new DatabaseBusyError(database, codeText, error);
  if (READ_ONLY.test(codeText)) return new DatabaseReadOnlyError(database, codeText, error);
  if (fatal || CONNECTION_LOST.test(codeText)) return connectionLost(database, codeText || 'closed', error);
  return new DatabaseFailedError(database, codeText || 'no code', error);
}

function connectionLost(database: string, code: string, cause: Error): DatabaseUnreachableError {
  const nextStep = 'See that the server runs and can be reached from here, then run it again.';
  return new DatabaseUnreachableError(database, `the connection was lost (${code})`, nextStep, cause);
}
