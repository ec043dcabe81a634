import { isIP } from 'node:net';
import { decoded, readServerOptions, type ServerOptions } from './database-url-options';

/** A MySQL or MariaDB database. Holds a password: never print it. */
export interface ServerLocation extends ServerOptions {
  readonly kind: 'mysql';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: string;
}

export interface FileLocation {
  readonly kind: 'sqlite';
  readonly file: string;
}

/** The database that `DATABASE_URL` names. */
export type DatabaseLocation = FileLocation | ServerLocation;

const DEFAULT_PORT = 3306;
const FILE_FORM = 'sqlite:./data/skill-gap.sqlite';
const SERVER_FORM = 'mysql://user:password@host:3306/name';

/** Says what is wrong without repeating the URL, which may hold a password; null if it may be used. */
export function databaseUrlProblem(url: string): string | null {
  if (url.startsWith('sqlite:')) return fileUrlProblem(url.slice('sqlite:'.length));
  if (!/^(mysql|mariadb):\/\//.test(url)) return `must begin with sqlite: or mysql:// (${SERVER_FORM})`;
  if (!URL.canParse(url)) {
    return `is no valid URL; use ${SERVER_FORM} and percent-encode special characters of the password`;
  }
  const { hostname, username, password, pathname, hash } = new URL(url);
  if (decoded(username) === null || decoded(password) === null) {
    return 'has a user name or password with a % that must be written as %25';
  }
  if (!hostname || !username) return `must name the host and the user: ${SERVER_FORM}`;
  if (!/^\/[A-Za-z0-9_$-]{1,64}$/.test(pathname)) {
    return `must name the database in its path, with letters, digits, _, $ and - only: ${SERVER_FORM}`;
  }
  if (hash) return 'has a #, behind which nothing is read; write %23 if it belongs to the password or an option';
  return optionsProblem(new URL(url));
}

function fileUrlProblem(file: string): string | null {
  if (file === '') return `names no file; use for example ${FILE_FORM}`;
  return file.includes('?') ? `takes no options behind the name of the file; use for example ${FILE_FORM}` : null;
}

function optionsProblem({ hostname, port, search }: URL): string | null {
  const options = readServerOptions(search);
  if (typeof options === 'string') return options;
  if (options.socketPath !== null && (hostname.toLowerCase() !== 'localhost' || port)) {
    return 'names a socket and a server of the network; with socketPath the host must be localhost, without a port';
  }
  // The driver would hold the certificate against another name than this address.
  return options.tlsMode === 'verify_identity' && isIP(withoutBrackets(hostname)) !== 0
    ? 'must name the host as its certificate does, not by its address, for ssl-mode=verify_identity; or use verify_ca'
    : null;
}

/** Splits a `DATABASE_URL` that was checked. `sqlite::memory:` gives a database in memory. */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', file: url.slice('sqlite:'.length) };
  const { hostname, port, username, password, pathname, search } = new URL(url);
  const options = readServerOptions(search);
  if (typeof options === 'string') throw new Error(`DATABASE_URL ${options}`);
  return {
    kind: 'mysql',
    host: withoutBrackets(hostname),
    port: port ? Number(port) : DEFAULT_PORT,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    name: decodeURIComponent(pathname.slice(1)),
    ...options,
  };
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
