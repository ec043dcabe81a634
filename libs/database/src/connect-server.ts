import type { ServerLocation } from '@app/config';
import type { Connection } from 'mysql2/promise';
import { isError } from './driver-fault';
import { explainOpening } from './explain-database-error';
import { serverConnection } from './server-connection';

const CONNECT_TIMEOUT_MS = 10_000;
const MISSING = ['ER_BAD_DB_ERROR', 'ER_DBACCESS_DENIED_ERROR'];

/**
 * Does something at the server; where that is to encrypt if it can, and cannot, in clear text.
 * @param work gets the location as it was found out
 * @throws DomainError in place of what the driver throws
 */
export async function atServer<T>(location: ServerLocation, work: (at: ServerLocation) => Promise<T>): Promise<T> {
  const explained = (cause: unknown): unknown => explainOpening(location, cause);
  try {
    return await work(location);
  } catch (cause) {
    if (location.tlsMode !== 'preferred' || errorCode(cause) !== 'HANDSHAKE_NO_SSL_SUPPORT') throw explained(cause);
  }
  return work({ ...location, tlsMode: 'disabled' }).catch((cause: unknown) => {
    throw explained(cause);
  });
}

/** A connection outside the pool, to look at the server. */
export async function connect(location: ServerLocation, database?: string): Promise<Connection> {
  // Loaded on demand: an SQLite installation never pays for it.
  const { createConnection } = await import('mysql2/promise');
  return createConnection({ ...serverConnection(location), database, connectTimeout: CONNECT_TIMEOUT_MS });
}

/** Without privileges on a missing database, MySQL answers "access denied" rather than "unknown database". */
export function isMissingDatabase(cause: unknown): boolean {
  return MISSING.includes(errorCode(cause));
}

export function errorCode(cause: unknown): string {
  return isError(cause) ? String(cause.code) : '';
}
