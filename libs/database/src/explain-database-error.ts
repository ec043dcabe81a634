import type { DatabaseLocation } from '@app/config';
import { DomainError } from '@app/onet';
import type { DataSource } from 'typeorm';
import { describeDatabase, type LocatedOptions } from './database-location';
import {
  DatabaseBusyError,
  DatabaseDamagedError,
  DatabaseFailedError,
  DatabaseFullError,
  DatabaseInterruptedError,
  DatabaseReadOnlyError,
  DatabaseUnreachableError,
} from './database.errors';
import { driverFault, findRule, isError, type DriverFault, type FaultRule } from './driver-fault';
import { FILE_FAULT_RULES } from './file-fault-rules';
import { SERVER_FAULT_RULES, SIGN_IN_RULES } from './server-fault-rules';

const RULES: readonly FaultRule[] = [
  {
    codes:
      /^(SQLITE_FULL|ER_(RECORD_FILE_FULL|DISK_FULL|DISK_FULL_NOWAIT|INNODB_UNDO_LOG_FULL|TEMP_FILE_WRITE_FAILURE))$/,
    // Of whichever statement; the numbers are those of Linux, BSD and macOS for a full disk and for a quota.
    texts: /\b(errno: (28|69|122)|got error 28)\b|no space left on device|disk quota exceeded/i,
    explain: ({ database, cause }) => new DatabaseFullError(database, cause),
  },
  {
    codes:
      /^(SQLITE_(BUSY|LOCKED|PROTOCOL).*|ER_(LOCK_WAIT_TIMEOUT|LOCK_DEADLOCK|LOCK_NOWAIT|LOCK_TABLE_FULL|CHECKREAD|TOO_MANY_CONCURRENT_TRXS))$/,
    states: /^40001$/,
    explain: ({ database, code, cause }) => new DatabaseBusyError(database, code, cause),
  },
  {
    codes: /^(SQLITE_INTERRUPT|ER_(QUERY_INTERRUPTED|QUERY_TIMEOUT))$/,
    states: /^70100$/,
    explain: ({ database, code, cause }) => new DatabaseInterruptedError(database, code, cause),
  },
  {
    codes:
      /^(SQLITE_READONLY.*|ER_(OPTION_PREVENTS_STATEMENT|READ_ONLY_MODE|INNODB_READ_ONLY|CANT_EXECUTE_IN_READ_ONLY_TRANSACTION))$/,
    explain: ({ database, code, cause }) => new DatabaseReadOnlyError(database, code, cause),
  },
  {
    codes: /^ER_NO_SUCH_TABLE$/,
    texts: /\bno such table: /,
    explain: ({ database, code, cause }) => {
      const nextStep = 'Restore a backup; or empty the database and restart the service, which makes them anew.';
      return new DatabaseDamagedError(database, `has lost tables of this service (${code})`, nextStep, cause);
    },
  },
  ...FILE_FAULT_RULES,
  ...SERVER_FAULT_RULES,
  ...SIGN_IN_RULES,
];

const WHILE_SENDING = /^(ECONNRESET|EPIPE)$/;
const CONNECTION_LOST =
  /^(PROTOCOL_.+|ER_(SERVER_SHUTDOWN|NORMAL_SHUTDOWN|CONNECTION_KILLED|(NEW_)?ABORTING_CONNECTION|CLIENT_INTERACTION_TIMEOUT|NET_.+))$/;

/**
 * The one place where errors of the drivers become errors for people: one line that names the database and the next
 * step, without SQL, values or secrets; the driver's own is its cause. Errors of other origin come back as they are.
 */
export function explainDatabaseError(dataSource: DataSource, error: unknown): unknown {
  return explainErrorAt((dataSource.options as LocatedOptions).location, error);
}

/** The same where there is no data source yet. */
export function explainErrorAt(location: DatabaseLocation, error: unknown): unknown {
  const fault = driverFault(location, error);
  if (!fault) return error;
  const { database, code, state, fatal, cause } = fault;
  const known = explainKnown(fault);
  if (known) return known;
  if (!fatal && !CONNECTION_LOST.test(code) && !state.startsWith('08')) {
    return new DatabaseFailedError(database, code || 'no code', cause);
  }
  // Where it was sent more than it takes at once, a server hangs up, and may be gone before it could say so.
  const size = WHILE_SENDING.test(code) ? ', that its max_allowed_packet is 16M or more' : '';
  const nextStep = `See that the server runs and can be reached from here${size}, then run it again.`;
  return new DatabaseUnreachableError(database, `the connection was lost (${code || 'closed'})`, nextStep, cause);
}

/**
 * Explains an error of the driver while the database is opened: one without a next step of its own is one of connecting.
 */
export function explainOpening(location: DatabaseLocation, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const fault = driverFault(location, error);
  const known = fault && explainKnown(fault);
  if (known) return known;
  const nextStep =
    location.kind === 'sqlite'
      ? 'See that it is an SQLite database, and that this account may write the file, those beside it, and its folder.'
      : 'Check DATABASE_URL and that the server runs and can be reached from here.';
  return new DatabaseUnreachableError(describeDatabase(location), codeOf(error), nextStep, error);
}

function explainKnown(fault: DriverFault): DomainError | undefined {
  return findRule(RULES, fault)?.explain(fault);
}

function codeOf(error: unknown): string {
  if (!isError(error)) return 'unknown error';
  const { code, message, name } = error;
  return [code, message].find(Boolean) ?? name;
}
