import { types } from 'node:util';
import type { DatabaseLocation } from '@app/config';
import { DomainError } from '@app/onet';
import { QueryFailedError } from 'typeorm';
import { describeDatabase } from './database-location';

/** An error of a driver, taken apart. */
export interface DriverFault {
  readonly location: DatabaseLocation;
  /** As people may see it. */
  readonly database: string;
  /** Such as `ER_DUP_ENTRY` or `SQLITE_FULL`; of an error without a name its number; empty if it has neither. */
  readonly code: string;
  /** The class of the error by the SQL standard: MariaDB has numbers of its own, which mysql2 gives names of MySQL's. */
  readonly state: string;
  /** As the database said it; may hold values. */
  readonly text: string;
  readonly cause: Error;
}

/** A kind of fault, and what people are told of it. The first rule that fits counts. */
export interface FaultRule {
  readonly codes: RegExp;
  readonly states?: RegExp;
  /** Other texts that tell this fault. */
  readonly texts?: RegExp;
  readonly explain: (fault: DriverFault) => DomainError;
}

/** mysql2 marks errors that ended the connection as fatal. */
interface DriverError extends Error {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlState?: unknown;
  readonly fatal?: boolean;
}

const OF_DRIVERS = /^(SQLITE_|ER_|PROTOCOL_|HANDSHAKE_|AUTH_SWITCH_)/;

/** @returns null for what no driver has thrown */
export function driverFault(location: DatabaseLocation, error: unknown): (DriverFault & { fatal: boolean }) | null {
  if (!isError(error) || error instanceof DomainError) return null;
  const { code, errno, sqlState, fatal = false }: DriverError = error;
  const codeText = typeof code === 'string' ? code : '';
  const number = typeof errno === 'number' && errno > 0 ? `error ${errno}` : '';
  const isOne = error instanceof QueryFailedError || fatal || typeof sqlState === 'string' || OF_DRIVERS.test(codeText);
  if (!isOne) return null;
  return {
    location,
    database: describeDatabase(location),
    code: codeText || number,
    state: typeof sqlState === 'string' ? sqlState : '',
    text: error.message,
    cause: error,
    fatal,
  };
}

export function findRule(rules: readonly FaultRule[], { code, state, text }: DriverFault): FaultRule | undefined {
  return rules.find(({ codes, states, texts }) =>
    [codes.test(code), states?.test(state), texts?.test(text)].some(Boolean),
  );
}

/** Errors of Node itself are of another realm where modules run in a context of their own, those of libsql only look like some. */
export function isError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error || types.isNativeError(error);
}
