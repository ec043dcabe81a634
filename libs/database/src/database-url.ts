import type { DataSourceOptions } from 'typeorm';

/** What `DATABASE_URL` says. */
export type DatabaseLocation =
  | { readonly kind: 'sqlite'; readonly file: string }
  | {
      readonly kind: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly name: string;
    };

/** TypeORM's options plus what they were made from; TypeORM passes the extra member through unread. */
export type LocatedOptions = DataSourceOptions & { readonly location: DatabaseLocation };

/** Splits a `DATABASE_URL` that the configuration has already checked. `sqlite::memory:` gives a database in memory. */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', file: url.slice('sqlite:'.length) };
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    kind: 'mysql',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : 3306,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    name: decodeURIComponent(pathname.slice(1)),
  };
}

/** The database as logs and errors may show it: without user and password. */
export function describeDatabase(location: DatabaseLocation): string {
  return location.kind === 'sqlite' ? location.file : `${location.name} on ${location.host}:${location.port}`;
}
