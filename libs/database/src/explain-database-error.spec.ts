import { QueryFailedError } from 'typeorm';
import { parseDatabaseUrl } from '@app/config';
import { DomainError, type ErrorCode } from '@app/onet';

import { explainErrorAt } from './explain-database-error';

const FILE = parseDatabaseUrl('sqlite:./data/gap.sqlite');
const SERVER = parseDatabaseUrl('mysql://gap:pa55word@db.example:3306/gap');

function driverError(code: string | undefined, more: object = {}): Error {
  return Object.assign(new Error("near 'INSERT INTO t VALUES (pa55word)'"), { code, ...more });
}

function asQueryFailed(error: Error): QueryFailedError {
  return new QueryFailedError('INSERT INTO t VALUES (?)', ['pa55word'], error);
}

describe('an error of the database', () => {
  it.each<[string, ErrorCode, RegExp]>([
    ['SQLITE_FULL', 'DATABASE_FULL', / is full\. Free space, then run it again\.$/],
    ['ER_RECORD_FILE_FULL', 'DATABASE_FULL', / is full\./],
    ['SQLITE_BUSY', 'DATABASE_BUSY', / is locked by other work \(SQLITE_BUSY\)\. Wait until that has ended, /],
    ['SQLITE_BUSY_SNAPSHOT', 'DATABASE_BUSY', /locked/],
    ['ER_LOCK_WAIT_TIMEOUT', 'DATABASE_BUSY', /locked/],
    ['ER_LOCK_DEADLOCK', 'DATABASE_BUSY', /locked/],
    ['SQLITE_READONLY', 'DATABASE_READ_ONLY', / may only be read \(SQLITE_READONLY\)\. Make it writable /],
    ['ER_OPTION_PREVENTS_STATEMENT', 'DATABASE_READ_ONLY', /may only be read/],
    ['PROTOCOL_CONNECTION_LOST', 'DATABASE_UNREACHABLE', /the connection was lost \(PROTOCOL_CONNECTION_LOST\)\. See /],
    ['ER_SERVER_SHUTDOWN', 'DATABASE_UNREACHABLE', /the connection was lost/],
    ['SQLITE_CORRUPT', 'DATABASE_DAMAGED', / is damaged \(SQLITE_CORRUPT\)\. Stop the service and put a backup /],
    ['SQLITE_CORRUPT_INDEX', 'DATABASE_DAMAGED', /is damaged/],
    ['SQLITE_NOTADB', 'DATABASE_DAMAGED', / is no SQLite database \(SQLITE_NOTADB\)\. Name another file /],
    ['SQLITE_IOERR_WRITE', 'DATABASE_UNREACHABLE', /its disk cannot be read or written .* no quota is used up/],
    ['SQLITE_CANTOPEN', 'DATABASE_UNREACHABLE', /it cannot be opened \(SQLITE_CANTOPEN\)\. See that this account may /],
    ['ER_DISK_FULL', 'DATABASE_FULL', / is full\./],
    ['ER_CON_COUNT_ERROR', 'DATABASE_NO_CONNECTION', / has no connection free \(ER_CON_COUNT_ERROR\)\. Wait until /],
    ['ER_TOO_MANY_USER_CONNECTIONS', 'DATABASE_NO_CONNECTION', /no connection free/],
    ['ER_USER_LIMIT_REACHED', 'DATABASE_NO_CONNECTION', /no connection free/],
    ['ER_DBACCESS_DENIED_ERROR', 'DATABASE_DENIED', / gives this account no right to use it /],
    ['ER_ACCESS_DENIED_ERROR', 'DATABASE_UNREACHABLE', /: access denied\. Check the user and the password /],
    ['ER_SECURE_TRANSPORT_REQUIRED', 'DATABASE_UNREACHABLE', /encrypted connections only .* ssl-mode=required /],
    ['HANDSHAKE_NO_SSL_SUPPORT', 'DATABASE_UNREACHABLE', /the server offers no encryption .* ssl-mode=disabled /],
    ['ER_HOST_NOT_PRIVILEGED', 'DATABASE_UNREACHABLE', /takes no connection from this machine/],
    ['ER_MUST_CHANGE_PASSWORD', 'DATABASE_UNREACHABLE', /its password has expired .*new password/],
    ['AUTH_SWITCH_PLUGIN_ERROR', 'DATABASE_UNREACHABLE', /a method that is not known here .*caching_sha2_password/],
    ['ER_BAD_DB_ERROR', 'DATABASE_UNREACHABLE', /it is not there any more .*Restore a backup, or restart/],
    ['ER_NET_PACKET_TOO_LARGE', 'DATABASE_UNSUITABLE', /max_allowed_packet is smaller .* to 16M or more/],
    ['ER_UNKNOWN_COLLATION', 'DATABASE_UNSUITABLE', /lacks a collation.* MySQL 8.0 or later/],
    ['ER_TABLE_WITHOUT_PK', 'DATABASE_UNSUITABLE', /sql_require_primary_key is on/],
    ['ER_OUT_OF_RESOURCES', 'DATABASE_UNSUITABLE', /the server is out of memory/],
    ['ER_CRASHED_ON_USAGE', 'DATABASE_DAMAGED', /is damaged \(ER_CRASHED_ON_USAGE\).*mysqlcheck/],
    ['ER_NO_SUCH_TABLE', 'DATABASE_DAMAGED', /has lost tables of this service/],
    [
      'ER_QUERY_INTERRUPTED',
      'DATABASE_BUSY',
      /ended a statement early \(ER_QUERY_INTERRUPTED\)\. .*max_execution_time/,
    ],
    ['ER_CLIENT_INTERACTION_TIMEOUT', 'DATABASE_UNREACHABLE', /the connection was lost/],
    ['ER_DUP_ENTRY', 'DATABASE_FAILED', / failed \(ER_DUP_ENTRY\)/],
  ])('%s is %s, in one line with a next step', (driverCode, code, message) => {
    const cause = driverError(driverCode);
    for (const error of [cause, asQueryFailed(cause)]) {
      const explained = explainErrorAt(FILE, error) as DomainError;
      expect(explained).toMatchObject({ code, message: expect.stringMatching(message), cause: error });
      expect(explained.message).toContain('./data/gap.sqlite');
      expect(explained.message).not.toMatch(/INSERT|\n/);
    }
  });

  it.each<[string, object, ErrorCode, RegExp]>([
    [
      'a full disk',
      { code: 'ER_ERROR_ON_WRITE', text: 'Error writing file \'./x\' (errno: 28 "No space left on device")' },
      'DATABASE_FULL',
      / is full/,
    ],
    [
      'a quota that is used up',
      { code: 'ER_CANT_CREATE_TABLE', text: 'Can\'t create table `t` (errno: 122 "Disk quota exceeded")' },
      'DATABASE_FULL',
      / is full/,
    ],
    [
      'a right that is missing',
      {
        code: 'ER_TABLEACCESS_DENIED_ERROR',
        text: "CREATE, DROP command denied to user 'gap'@'h' for table `gap`.`t`",
      },
      'DATABASE_DENIED',
      / no right to CREATE, DROP \(ER_T.* GRANT ALL ON `gap`\.\* TO 'gap'@'%';$/,
    ],
    [
      'a right on the server',
      {
        code: 'ER_SPECIFIC_ACCESS_DENIED_ERROR',
        text: 'Access denied; you need (at least one of) the SUPER privilege(s) for this operation',
      },
      'DATABASE_DENIED',
      / no right to SUPER /,
    ],
    [
      'a time limit of MariaDB, which the driver has no name for',
      { errno: 1969, sqlState: '70100' },
      'DATABASE_BUSY',
      /ended a statement early \(error 1969\)/,
    ],
    [
      'an account that MariaDB does not let in',
      { errno: 4151, code: 'ER_BULK_PARSER_INCOMPLETE_ESCAPE_SEQUENCE', sqlState: '28000' },
      'DATABASE_UNREACHABLE',
      /: access denied\./,
    ],
    [
      'a certificate that is not trusted',
      { code: 'HANDSHAKE_SSL_ERROR', fatal: true, text: 'self-signed certificate' },
      'DATABASE_UNREACHABLE',
      /the encrypted connection failed \(self-signed certificate\)/,
    ],
  ])('of a server is told by what else it says: %s', (_what, { text, ...facts }: { text?: string }, code, message) => {
    const error = Object.assign(new Error(text), facts);
    expect(explainErrorAt(SERVER, error)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('that ended the connection says so, whatever its code', () => {
    const explained = [explainErrorAt(SERVER, driverError('ECONNRESET', { fatal: true }))];
    explained.push(explainErrorAt(SERVER, asQueryFailed(driverError(undefined, { fatal: true }))));
    const place = 'Cannot use the database gap on db.example:3306: the connection was lost';
    const nextStep = 'See that the server runs and can be reached from here';
    expect(explained.map((error) => (error as Error).message)).toEqual([
      `${place} (ECONNRESET). ${nextStep}, that its max_allowed_packet is 16M or more, then run it again.`,
      `${place} (closed). ${nextStep}, then run it again.`,
    ]);
  });

  it('shows neither statement nor values nor password', () => {
    const explained = explainErrorAt(SERVER, asQueryFailed(driverError('ER_PARSE_ERROR'))) as Error;
    expect(explained.message).not.toMatch(/INSERT|pa55word|gap:/);
  });

  it.each([
    ['a file that is missing', driverError('ENOENT', { errno: -2 })],
    ['a fault of the program', new TypeError('x is undefined')],
    ['an error that was explained before', explainErrorAt(FILE, driverError('SQLITE_FULL'))],
    ['no error at all', 'text'],
  ])('is not %s', (_what, error) => {
    expect(explainErrorAt(FILE, error)).toBe(error);
  });
});
