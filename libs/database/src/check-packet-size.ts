import type { DataSource } from 'typeorm';
import { DatabaseUnsuitableError } from './database.errors';

/** Longer than any statement of this service; every server that is supported takes 16 times as much by default. */
const LEAST_BYTES = 1024 * 1024;

/**
 * A server that is sent more than its `max_allowed_packet` hangs up, in most cases before it could say why.
 * @param database as people may see it
 * @throws DatabaseUnsuitableError if statements of this service may be longer than that
 */
export async function checkPacketSize(dataSource: DataSource, database: string): Promise<void> {
  const [row] = await dataSource.query<{ bytes: string }[]>('SELECT @@GLOBAL.max_allowed_packet AS bytes');
  const bytes = Number(row?.bytes);
  if (bytes >= LEAST_BYTES) return;
  throw new DatabaseUnsuitableError(
    database,
    `its max_allowed_packet is ${bytes} bytes`,
    'Set max_allowed_packet to 16M on the server, then run it again.',
  );
}
