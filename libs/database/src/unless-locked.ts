import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DatabaseBusyError } from './database.errors';
import { explainDatabaseError } from './explain-database-error';

const logger = new Logger('Database');

/**
 * Clears something away unless a process that stalled inside a transaction still holds it, which must not keep others
 * from working: then it stays for another time.
 * @param what it is, as the beginning of a sentence
 */
export async function unlessLocked(dataSource: DataSource, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const error = explainDatabaseError(dataSource, cause);
    if (!(error instanceof DatabaseBusyError)) throw cause;
    logger.warn(`${what} is left for the next run: ${error.message}`);
  }
}
