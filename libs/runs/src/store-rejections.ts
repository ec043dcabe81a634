import { bulkInsert } from '@app/database';
import type { DataSource, EntityManager } from 'typeorm';
import type { Rejection } from './rejection';
import { RejectedRow } from './rejected-row.entity';

/** Long enough for a short text to say what was wrong, short enough for a file full of garbage. */
const MAX_VALUE_LENGTH = 300;
/** That of the column; a reason may quote what was found. */
const MAX_REASON_LENGTH = 300;
const PROPERTIES = ['runId', 'fileName', 'line', 'columnName', 'value', 'reason'] as const;

type NewRow = Omit<RejectedRow, 'id'>;

/** Stores refused rows, however many. */
export async function storeRejections(
  dataSource: DataSource,
  runId: number,
  rejections: readonly Rejection[],
): Promise<void> {
  const rows = rejections.map((rejection) => toRow(runId, rejection));
  await bulkInsert(
    dataSource,
    RejectedRow,
    PROPERTIES,
    rows.map((row) => PROPERTIES.map((property) => row[property])),
  );
}

/** Stores a few refused rows as part of a transaction. */
export async function insertRejections(
  manager: EntityManager,
  runId: number,
  rejections: readonly Rejection[],
): Promise<void> {
  const rows = rejections.map((rejection) => toRow(runId, rejection));
  if (rows.length > 0) await manager.insert(RejectedRow, rows);
}

function toRow(runId: number, { fileName, line, column, value, reason }: Rejection): NewRow {
  return {
    runId,
    fileName,
    line,
    columnName: column,
    value: shorten(value),
    reason: reason.slice(0, MAX_REASON_LENGTH),
  };
}

function shorten(value: string | null): string | null {
  return value !== null && value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value;
}
