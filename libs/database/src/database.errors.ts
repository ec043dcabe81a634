import { DomainError } from '@app/onet';

/** The database cannot be reached, opened or created. The message names it without its password. */
export class DatabaseUnreachableError extends DomainError {
  constructor(database: string, reason: string, nextStep: string, cause?: unknown) {
    super('DATABASE_UNREACHABLE', `Cannot use the database ${database}: ${reason}. ${nextStep}`, {}, { cause });
  }
}

/** The database altered or dropped rows of a bulk load instead of storing them as given. */
export class BulkLoadError extends DomainError {
  constructor(table: string, reason: string) {
    super('DATABASE_LOAD_FAILED', `Loading into ${table} failed: ${reason}. Nothing of this batch was kept.`);
  }
}
