import { QueryFailedError } from 'typeorm';
import { DomainError, type ErrorCode } from '@app/onet';
import { parseDatabaseUrl } from './database-url';
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
    ['SQLITE_CORRUPT', 'DATABASE_FAILED', / failed \(SQLITE_CORRUPT\)\. Run it again; if that fails too, /],
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

  it('that ended the connection says so, whatever its code', () => {
    const explained = [explainErrorAt(SERVER, driverError('ECONNRESET', { fatal: true }))];
    explained.push(explainErrorAt(SERVER, asQueryFailed(driverError(undefined, { fatal: true }))));
    const place = 'Cannot use the database gap on db.example:3306: the connection was lost';
    const nextStep = 'See that the server runs and can be reached from here, then run it again.';
    expect(explained.map((error) => (error as Error).message)).toEqual([
      `${place} (ECONNRESET). ${nextStep}`,
      `${place} (closed). ${nextStep}`,
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
