import type { DataSource } from 'typeorm';

/** How the connections of a pool are used. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  /** Statements that wait for a connection. */
  readonly waiting: number;
}

/** The fields in which mysql2 keeps its pool; it has events for each change, but no word for the state. */
interface Pool {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

/** Null where there is no pool, as on SQLite. */
export function poolState({ driver }: DataSource): PoolState | null {
  const { pool } = driver as { readonly pool?: Partial<Pool> };
  if (!pool?._allConnections || !pool._freeConnections || !pool._connectionQueue) return null;
  const idle = pool._freeConnections.length;
  return { used: pool._allConnections.length - idle, idle, waiting: pool._connectionQueue.length };
}
