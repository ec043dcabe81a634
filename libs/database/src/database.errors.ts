import { DomainError } from '@app/onet';
import { describeDatabase, type DatabaseLocation } from './database-url';

/** The database cannot be reached, opened or created. The message names it without its password. */
export class DatabaseUnreachableError extends DomainError {
  constructor(database: string, reason: string, nextStep: string, cause?: unknown) {
    super('DATABASE_UNREACHABLE', `Cannot use the database ${database}: ${reason}. ${nextStep}`, {}, { cause });
  }
}

/** Nobody has set the database up yet, and a question is no reason to. */
export class DatabaseMissingError extends DomainError {
  constructor(location: DatabaseLocation) {
    const variable = location.kind === 'sqlite' ? 'DATA_DIR and DATABASE_URL say' : 'DATABASE_URL says';
    super(
      'DATABASE_MISSING',
      `There is no database yet: ${describeDatabase(location)}. Run the command "refresh" first, which creates it and ` +
        `loads the data; ${variable} where it lies.`,
    );
  }
}

/** The database altered or dropped rows of a bulk load instead of storing them as given. */
export class BulkLoadError extends DomainError {
  constructor(table: string, reason: string) {
    super('DATABASE_LOAD_FAILED', `Loading into ${table} failed: ${reason}. Nothing of this batch was kept.`);
  }
}

/** The disk, or the table space that the database may use, is full. */
export class DatabaseFullError extends DomainError {
  constructor(database: string, cause?: unknown) {
    super('DATABASE_FULL', `The database ${database} is full. Free space, then run it again.`, {}, { cause });
  }
}

/** Other work holds what this one needs, for longer than the database waits. */
export class DatabaseBusyError extends DomainError {
  constructor(database: string, code: string, cause?: unknown) {
    const message = `The database ${database} is locked by other work (${code}). Wait until that has ended, then run it again.`;
    super('DATABASE_BUSY', message, {}, { cause });
  }
}

/** The database can be read but not written. */
export class DatabaseReadOnlyError extends DomainError {
  constructor(database: string, code: string, cause?: unknown) {
    const message = `The database ${database} may only be read (${code}). Make it writable for this account, then run it again.`;
    super('DATABASE_READ_ONLY', message, {}, { cause });
  }
}

/** The database refused a statement for a reason that its users can do nothing about. The cause has what it said. */
export class DatabaseFailedError extends DomainError {
  constructor(database: string, code: string, cause?: unknown) {
    const message = `The database ${database} failed (${code}). Run it again; if that fails too, LOG_LEVEL=debug tells more.`;
    super('DATABASE_FAILED', message, {}, { cause });
  }
}
