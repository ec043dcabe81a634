import { DomainError } from '@app/onet';

/** When it is worth asking again where others have to give something back first. */
const RETRY_SECONDS = 5;

/** The database cannot be reached, opened or created. The message names it without its password. */
export class DatabaseUnreachableError extends DomainError {
  constructor(database: string, reason: string, nextStep: string, cause?: unknown) {
    super('DATABASE_UNREACHABLE', `Cannot use the database ${database}: ${reason}. ${nextStep}`, {}, { cause });
  }
}

/** Nobody has set the database up yet, and a question is no reason to. */
export class DatabaseMissingError extends DomainError {
  /** @param variables which of them lead there, with their verb */
  constructor(database: string, variables: string) {
    super(
      'DATABASE_MISSING',
      `There is no database yet: ${database}. Run the command "refresh" first, which creates it and loads the data; ` +
        `${variables} where it lies.`,
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

/** The server ended a statement before its time. */
export class DatabaseInterruptedError extends DomainError {
  constructor(database: string, code: string, cause?: unknown) {
    const nextStep =
      'Run it again; if that fails too, a time limit of the server (max_execution_time, max_statement_time) is too ' +
      'short, or somebody ends what takes long.';
    super('DATABASE_BUSY', `The database ${database} ended a statement early (${code}). ${nextStep}`, {}, { cause });
  }
}

/** The server takes no further connection, of this account or of anybody. */
export class DatabaseConnectionsUsedError extends DomainError {
  constructor(database: string, code: string, cause?: unknown) {
    const nextStep =
      'Wait until others close theirs, or raise max_connections, or the limits of this account, on the server; each ' +
      'process of this service takes up to 10.';
    const message = `The database ${database} has no connection free (${code}). ${nextStep}`;
    super('DATABASE_NO_CONNECTION', message, {}, { cause, retryAfterSeconds: RETRY_SECONDS });
  }
}

/** The account may sign in, but not do what was to be done. */
export class DatabaseDeniedError extends DomainError {
  constructor(database: string, right: string, nextStep: string, cause?: unknown) {
    const message = `The database ${database} gives this account no right to ${right}. ${nextStep}`;
    super('DATABASE_DENIED', message, {}, { cause });
  }
}

/** A setting of the server, or what it is, stands in the way. */
export class DatabaseUnsuitableError extends DomainError {
  constructor(database: string, reason: string, nextStep: string, cause?: unknown) {
    super('DATABASE_UNSUITABLE', `The database ${database} cannot do this: ${reason}. ${nextStep}`, {}, { cause });
  }
}

/** The stored database cannot be read any more, or is no database. */
export class DatabaseDamagedError extends DomainError {
  constructor(database: string, reason: string, nextStep: string, cause?: unknown) {
    super('DATABASE_DAMAGED', `The database ${database} ${reason}. ${nextStep}`, {}, { cause });
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
