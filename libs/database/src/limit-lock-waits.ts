import type { DataSource } from 'typeorm';

/**
 * No transaction of this service takes longer. A longer wait is one for a process that has stalled inside
 * a transaction, and must end with an error of its own, before the silence of the server counts as a lost connection.
 */
const LOCK_WAIT_SECONDS = 5;

/** The part of mysql2's pool that is used here. */
interface Pool {
  on(event: 'acquire', listener: (connection: Connection) => void): void;
}

interface Connection {
  query(statement: string, done: () => void): void;
}

/**
 * After so long without a statement the server ends a session, and gives up what it has locked: the machine of the process
 * may be gone. By default it waits for eight hours. Connections that are idle here are closed before that (silence-limit.ts).
 */
const DEAD_AFTER_SECONDS = 60;

/** Lets statements wait for locks of others for some seconds instead of the 50 that MySQL has by default. */
export function limitLockWaits(dataSource: DataSource): void {
  const { pool } = dataSource.driver as unknown as { readonly pool: Pool };
  const limited = new WeakSet<Connection>();
  pool.on('acquire', (connection) => {
    if (limited.has(connection)) return;
    limited.add(connection);
    // Comes before what the connection was acquired for; if it fails, so does that, and says why.
    const limits = `innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}, wait_timeout = ${DEAD_AFTER_SECONDS}`;
    connection.query(`SET SESSION ${limits}`, () => undefined);
  });
}
