import type { DomainError } from '@app/onet';
import { DatabaseDamagedError, DatabaseUnreachableError } from './database.errors';
import type { DriverFault, FaultRule } from './driver-fault';

const ANEW =
  'Without one, move the file and those beside it away and start again: data is loaded anew, API keys and what a ' +
  'language model said are lost.';

/** The faults of an SQLite file. */
export const FILE_FAULT_RULES: readonly FaultRule[] = [
  {
    codes: /^SQLITE_CORRUPT/,
    explain: ({ database, code, cause }: DriverFault): DomainError => {
      const nextStep = `Stop the service and put a backup in its place. ${ANEW}`;
      return new DatabaseDamagedError(database, `is damaged (${code})`, nextStep, cause);
    },
  },
  {
    codes: /^SQLITE_NOTADB$/,
    explain: ({ database, code, cause }: DriverFault): DomainError => {
      const nextStep = `Name another file in DATABASE_URL; if this one was a database, put a backup in its place. ${ANEW}`;
      return new DatabaseDamagedError(database, `is no SQLite database (${code})`, nextStep, cause);
    },
  },
  {
    codes: /^SQLITE_(IOERR|NOLFS)/,
    explain: ({ database, code, cause }: DriverFault): DomainError => {
      const nextStep = 'See that the disk works and that no quota is used up, then run it again.';
      return new DatabaseUnreachableError(database, `its disk cannot be read or written (${code})`, nextStep, cause);
    },
  },
  {
    codes: /^SQLITE_(CANTOPEN|PERM|AUTH)/,
    explain: ({ database, code, cause }: DriverFault): DomainError => {
      const nextStep = 'See that this account may read and write the file, those beside it, and its folder.';
      return new DatabaseUnreachableError(database, `it cannot be opened (${code})`, nextStep, cause);
    },
  },
];
