import { Logger } from '@nestjs/common';
import { DomainError } from '@app/onet';
import type { FastifyRequest } from 'fastify';
import type { RunOpening } from '../run-lease';

const logger = new Logger('Admin');

type Opening = Pick<RunOpening, 'triggeredBy' | 'requestedBy' | 'onOpened'>;

/** Resolves with the run's id when the run is open, and lets it go on; what becomes of it is in its record. */
export function startRun(
  { caller }: Pick<FastifyRequest, 'caller'>,
  work: (opening: Opening) => Promise<unknown>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    work({ triggeredBy: 'admin', requestedBy: caller?.name, onOpened: resolve }).catch((error: unknown) => {
      // Of no effect where the run was opened, as the promise is settled then.
      reject(error instanceof Error ? error : new Error(String(error)));
      logger.warn(error instanceof DomainError ? error.message : error);
    });
  });
}
