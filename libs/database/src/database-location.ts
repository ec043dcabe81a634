import type { DatabaseLocation } from '@app/config';
import type { DataSourceOptions } from 'typeorm';

/** TypeORM's options plus what they were made from; TypeORM passes the extra member through unread. */
export type LocatedOptions = DataSourceOptions & { readonly location: DatabaseLocation };

/** The database as logs and errors may show it: without user and password. */
export function describeDatabase(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.file;
  const { name, socketPath, host, port } = location;
  return `${name} on ${socketPath ?? `${host}:${port}`}`;
}
