import type { DataSource } from 'typeorm';

/**
 * Below the time after which idle connections are closed here (silence-limit.ts) or by the server (limit-lock-waits.ts): where
 * the process runs, none is ever this old unless it was not needed. Where it stood still, nobody has closed them, and the
 * server or something on the way may have.
 */
const TRUSTED_FOR_MS = 20_000;

/** The part of mysql2's pool that is used here. */
interface Pool {
  readonly _freeConnections: { readonly length: number; get(index: number): Connection | undefined };
  getConnection(done: (error: Error | null, connection: Connection) => void): void;
}

interface Connection {
  /** When it was used last, as `Date.now()`. */
  readonly lastActiveTime: number;
  destroy(): void;
}

/** Has connections that nobody has used for a while replaced by new ones instead of handed out. */
export function renewIdleConnections({ driver }: DataSource): void {
  const { pool } = driver as unknown as { readonly pool: Pool };
  const handOut = pool.getConnection.bind(pool);
  pool.getConnection = (done) => {
    for (const connection of freeConnectionsOf(pool)) {
      if (Date.now() - connection.lastActiveTime > TRUSTED_FOR_MS) connection.destroy();
    }
    handOut(done);
  };
}

/** A copy, as one that is destroyed leaves the queue. */
function freeConnectionsOf({ _freeConnections: free }: Pool): Connection[] {
  return Array.from({ length: free.length }, (_, i) => free.get(i)).flatMap((connection) => connection ?? []);
}
