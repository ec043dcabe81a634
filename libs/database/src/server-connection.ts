import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerLocation } from '@app/config';
import type { ConnectionOptions, SslOptions } from 'mysql2';
import { describeDatabase } from './database-location';
import { DatabaseUnreachableError } from './database.errors';
import { connectWithSilenceLimit } from './silence-limit';

/**
 * How mysql2 reaches a server: the same for the look whether the database exists and for the pool. mysql2 itself
 * knows no `preferred`; that is decided when the database is opened.
 * @throws DatabaseUnreachableError if the file with the authorities is none
 */
export function serverConnection(location: ServerLocation): ConnectionOptions {
  const { host, port, user, password, socketPath } = location;
  const ssl = tlsOptions(location);
  return {
    host,
    port,
    user,
    password,
    // Also where `stream` opens it: passwords may travel as they are there.
    ...(socketPath !== null && { socketPath }),
    ...(ssl && { ssl }),
    stream: () => connectWithSilenceLimit(socketPath === null ? { host, port } : { path: socketPath }),
  };
}

function tlsOptions(location: ServerLocation): SslOptions | null {
  const { tlsMode } = location;
  switch (tlsMode) {
    case 'disabled':
      return null;
    case 'preferred':
    case 'required':
      // Encrypted, without asking who the server is: so MySQL's clients understand these.
      return { rejectUnauthorized: false };
    case 'verify_ca':
      return { ...authorities(location), rejectUnauthorized: true };
    case 'verify_identity':
      return { ...authorities(location), rejectUnauthorized: true, verifyIdentity: true };
  }
}

function authorities(location: ServerLocation): { ca?: string } {
  const { caFile } = location;
  if (caFile === null) return {};
  try {
    const ca = readFileSync(caFile, 'utf8');
    // Node skips what it cannot read, and would then trust nobody.
    new X509Certificate(ca);
    return { ca };
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why = code.startsWith('ERR_') ? 'it begins with no certificate' : code;
    const reason = `the certificates of ssl-ca, ${caFile}, cannot be read (${why})`;
    const nextStep = 'Name a file in PEM format that this account may read.';
    throw new DatabaseUnreachableError(describeDatabase(location), reason, nextStep, cause);
  }
}
