import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DomainError } from '@app/onet';
import type { DataSource } from 'typeorm';
import { openDataSource } from './create-data-source';
import type { LocatedOptions } from './database-location';
import { DatabaseConnectionsUsedError, DatabaseUnreachableError } from './database.errors';

const RETRY_MS = 2_000;
const REPEAT_MS = 30_000;

/** Faults that pass without a change of the configuration; a name may be unknown until its container is up. */
const OUTAGE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|PROTOCOL_.+|ER_SERVER_SHUTDOWN)$/;

/**
 * The connected and migrated data source, as soon as the server can be reached.
 * @throws DatabaseUnreachableError for what waiting does not mend, such as a wrong password
 */
export async function openWhenUp(options: LocatedOptions): Promise<DataSource> {
  const logger = new Logger('Database');
  const started = performance.now();
  let saidAt = -Infinity;
  for (;;) {
    try {
      const dataSource = await openDataSource(options);
      if (saidAt > 0) logger.log(`The database answers, after ${Math.round((performance.now() - started) / 1_000)} s`);
      return dataSource;
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (performance.now() - saidAt >= REPEAT_MS) {
        logger.error(`${error.message} Waiting for it, trying again every ${RETRY_MS / 1_000} s`);
        saidAt = performance.now();
      }
      await sleep(RETRY_MS);
    }
  }
}

function isOutage(error: unknown): error is DomainError {
  if (error instanceof DatabaseConnectionsUsedError) return true;
  if (!(error instanceof DatabaseUnreachableError)) return false;
  const { code = '', syscall } = (error.cause ?? {}) as NodeJS.ErrnoException;
  // The socket of a server that is down is not there.
  return OUTAGE.test(code) || (code === 'ENOENT' && syscall === 'connect');
}
