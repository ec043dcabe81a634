import type { DatabaseLocation } from '@app/config';
import type { DomainError } from '@app/onet';
import {
  DatabaseConnectionsUsedError,
  DatabaseDamagedError,
  DatabaseDeniedError,
  DatabaseUnreachableError,
  DatabaseUnsuitableError,
} from './database.errors';
import type { DriverFault, FaultRule } from './driver-fault';

/** Faults that a MySQL or MariaDB server tells itself; one that cannot be reached is not among them. */
export const SERVER_FAULT_RULES: readonly FaultRule[] = [
  {
    codes: /^ER_(CON_COUNT_ERROR|TOO_MANY_USER_CONNECTIONS|USER_LIMIT_REACHED|CANT_CREATE_THREAD)$/,
    states: /^08004$/,
    explain: ({ database, code, cause }) => new DatabaseConnectionsUsedError(database, code, cause),
  },
  {
    codes:
      /^ER_((DB|TABLE|COLUMN|PROC|SPECIFIC_)ACCESS_DENIED_ERROR|KILL_DENIED_ERROR|NONEXISTING_(TABLE_)?GRANT|CANT_CREATE_USER_WITH_GRANT)$/,
    explain: denied,
  },
  {
    codes: /^ER_(NET_PACKET_TOO_LARGE|SERVER_NET_PACKET_TOO_LARGE|TOO_LONG_STRING|WARN_ALLOWED_PACKET_OVERFLOWED)$/,
    texts: /\bmax_allowed_packet\b/,
    explain: unsuitable(
      'its max_allowed_packet is smaller than what has to be stored at once',
      'Set max_allowed_packet to 16M or more on the server, then run it again.',
    ),
  },
  {
    codes: /^ER_(UNKNOWN_(COLLATION|CHARACTER_SET|STORAGE_ENGINE)|COLLATION_CHARSET_MISMATCH)$/,
    explain: unsuitable(
      'it lacks a collation, a character set or a storage engine',
      'Use MySQL 8.0 or later, or MariaDB 10.11 or later, with InnoDB and utf8mb4.',
    ),
  },
  {
    codes: /^ER_TABLE_WITHOUT_PK$/,
    explain: unsuitable(
      'sql_require_primary_key is on',
      'Set sql_require_primary_key=OFF for this account or the server, then run it again.',
    ),
  },
  {
    codes: /^ER_(OUT_OF_RESOURCES|OUTOFMEMORY|OUT_OF_SORTMEMORY|ENGINE_OUT_OF_MEMORY|CAPACITY_EXCEEDED)$/,
    explain: unsuitable('the server is out of memory', 'Give it more, or less to do, then run it again.'),
  },
  {
    codes: /^ER_(CRASHED_ON_(USAGE|REPAIR)|NOT_KEYFILE|OLD_KEYFILE|(TABLE|INDEX)_CORRUPT|INNODB_INDEX_CORRUPT)$/,
    explain: ({ database, code, cause }: DriverFault): DomainError => {
      const nextStep = 'Have the server check its tables (mysqlcheck) and look at its log, or restore a backup.';
      return new DatabaseDamagedError(database, `is damaged (${code})`, nextStep, cause);
    },
  },
];

/** Faults that keep a connection from coming about, although there is a server. */
export const SIGN_IN_RULES: readonly FaultRule[] = [
  {
    codes: /^ER_SECURE_TRANSPORT_REQUIRED$/,
    explain: unreachable('the server takes encrypted connections only', 'Write ssl-mode=required into DATABASE_URL.'),
  },
  {
    codes: /^HANDSHAKE_NO_SSL_SUPPORT$/,
    explain: unreachable(
      'the server offers no encryption',
      'Turn TLS on there, or write ssl-mode=disabled into DATABASE_URL where nobody can listen on the way.',
    ),
  },
  { codes: /^HANDSHAKE_SSL_ERROR$/, explain: notEncrypted },
  {
    codes: /^ER_HOST_(NOT_PRIVILEGED|IS_BLOCKED)$/,
    explain: unreachable(
      'the server takes no connection from this machine',
      'Allow its address there; after many errors in connecting the server also wants FLUSH HOSTS.',
    ),
  },
  {
    codes: /^ER_(MUST_CHANGE_PASSWORD(_LOGIN)?|ACCOUNT_HAS_BEEN_LOCKED)$/,
    explain: unreachable(
      'this account is locked, or its password has expired',
      'Unlock it or give it a new password on the server.',
    ),
  },
  {
    codes: /^(ER_NOT_SUPPORTED_AUTH_MODE|ER_PLUGIN_IS_NOT_LOADED|AUTH_SWITCH_PLUGIN_ERROR)$/,
    explain: unreachable(
      'this account signs in by a method that is not known here',
      'Have it sign in by caching_sha2_password or mysql_native_password.',
    ),
  },
  {
    codes: /^ER_BAD_DB_ERROR$/,
    explain: unreachable(
      'it is not there any more',
      'Restore a backup, or restart the service, which creates it anew.',
    ),
  },
  { codes: /^ER_ACCESS_DENIED(_NO_PASSWORD)?_ERROR$/, states: /^28000$/, explain: accessDenied },
];

function unreachable(reason: string, nextStep: string): FaultRule['explain'] {
  return ({ database, code, cause }) => new DatabaseUnreachableError(database, `${reason} (${code})`, nextStep, cause);
}

function unsuitable(reason: string, nextStep: string): FaultRule['explain'] {
  return ({ database, code, cause }) => new DatabaseUnsuitableError(database, `${reason} (${code})`, nextStep, cause);
}

function accessDenied({ database, location, cause }: DriverFault): DatabaseUnreachableError {
  const encryption = 'tlsMode' in location && location.tlsMode === 'disabled';
  const also = encryption ? ', and whether the account or the server wants encryption (ssl-mode=required)' : '';
  const nextStep = `Check the user and the password in DATABASE_URL${also}.`;
  return new DatabaseUnreachableError(database, 'access denied', nextStep, cause);
}

function notEncrypted({ database, location, text, cause }: DriverFault): DatabaseUnreachableError {
  const verifies = 'tlsMode' in location && location.tlsMode.startsWith('verify');
  const nextStep = verifies
    ? 'Name the file with the authority of its certificate in ssl-ca, and the host as the certificate does.'
    : 'Look at the TLS settings of the server.';
  const [reason = ''] = text.split('\n');
  return new DatabaseUnreachableError(database, `the encrypted connection failed (${reason})`, nextStep, cause);
}

/** The server names the right that is missing, the rest of its sentence the account and the table. */
function denied({ database, location, code, text, cause }: DriverFault): DatabaseDeniedError {
  const [, ofTable, ofServer] = /\b([A-Z][A-Z ,]*) command denied|\bthe ([A-Z][A-Z_ ,]*) privilege/.exec(text) ?? [];
  const right = ofTable ?? ofServer ?? 'use it';
  return new DatabaseDeniedError(database, `${right} (${code})`, grant(location), cause);
}

function grant(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return 'Use an account that may.';
  return `Run as an administrator: GRANT ALL ON \`${location.name}\`.* TO '${location.user}'@'%';`;
}
