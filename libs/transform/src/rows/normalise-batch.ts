import type { BulkValue } from '@app/database';
import type { LandedRow } from '@app/ingestion';
import type { FileShape } from '@app/onet';
import type { Rejection } from '@app/runs';
import type { KnownKeys } from './known-keys';
import { NORMALISE, type NormalisedRow } from './normalise-rows';
import { RowRejection } from './row-rejection';
import { TARGETS } from './targets';

export interface NormalisedBatch<S extends FileShape> {
  readonly accepted: readonly NormalisedRow<S>[];
  readonly rejected: readonly Rejection[];
}

/**
 * Turns landed rows into typed ones by the rule of their shape. Of rows with the same key the first one counts.
 * @param seen the keys of this shape so far, added to
 */
export function normaliseBatch<S extends FileShape>(
  shape: S,
  rows: readonly LandedRow<S>[],
  known: KnownKeys,
  seen: Set<string>,
): NormalisedBatch<S> {
  // TypeScript cannot see that an entry of a mapped type and its key belong together.
  const normalise = NORMALISE[shape] as unknown as (row: LandedRow<S>, known: KnownKeys) => NormalisedRow<S>;
  const accepted: NormalisedRow<S>[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    try {
      const normalised = normalise(row, known);
      addKey(shape, normalised, seen);
      accepted.push(normalised);
    } catch (error) {
      if (!(error instanceof RowRejection)) throw error;
      const { column, value, reason } = error;
      known.lose(shape, keyTextOf(shape, row));
      rejected.push({ fileName: row.fileName, line: row.line, column, value, reason });
    }
  }
  return { accepted, rejected };
}

/** The text of the column by which others refer to the row. */
function keyTextOf<S extends FileShape>(shape: S, row: LandedRow<S>): string {
  const text = (row as Readonly<Record<string, unknown>>)[TARGETS[shape].referredBy ?? TARGETS[shape].key[0] ?? ''];
  return typeof text === 'string' ? text.trim() : '';
}

function addKey<S extends FileShape>(shape: S, row: NormalisedRow<S>, seen: Set<string>): void {
  const { key, keyHeaders } = TARGETS[shape];
  const values = key.map((property) => row[property] as BulkValue);
  const identity = values.join('\t');
  if (seen.has(identity)) throw new RowRejection(keyHeaders, values.join(', '), 'is there already: duplicate key');
  seen.add(identity);
}
