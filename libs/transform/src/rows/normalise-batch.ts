import type { BulkValue } from '@app/database';
import type { LandedRow } from '@app/ingestion';
import type { FileKind } from '@app/onet';
import type { Rejection } from '@app/runs';
import type { KnownKeys } from './known-keys';
import { NORMALISE, type NormalisedRow } from './normalise-rows';
import { RowRejection } from './row-rejection';
import { TARGETS } from './targets';

export interface NormalisedBatch<K extends FileKind> {
  readonly accepted: readonly NormalisedRow<K>[];
  readonly rejected: readonly Rejection[];
}

/**
 * Turns landed rows into typed ones by the rule of their kind. Of rows with the same key the first one counts.
 * @param seen the keys of this kind so far, added to
 */
export function normaliseBatch<K extends FileKind>(
  kind: K,
  rows: readonly LandedRow<K>[],
  known: KnownKeys,
  seen: Set<string>,
): NormalisedBatch<K> {
  // TypeScript cannot see that an entry of a mapped type and its key belong together.
  const normalise = NORMALISE[kind] as unknown as (row: LandedRow<K>, known: KnownKeys) => NormalisedRow<K>;
  const accepted: NormalisedRow<K>[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    try {
      const normalised = normalise(row, known);
      addKey(kind, normalised, seen);
      accepted.push(normalised);
    } catch (error) {
      if (!(error instanceof RowRejection)) throw error;
      const { column, value, reason } = error;
      known.lose(kind, keyTextOf(kind, row));
      rejected.push({ fileName: row.fileName, line: row.line, column, value, reason });
    }
  }
  return { accepted, rejected };
}

/** The text of the first column of the key, by which others refer to the row. */
function keyTextOf<K extends FileKind>(kind: K, row: LandedRow<K>): string {
  const text = (row as Readonly<Record<string, unknown>>)[TARGETS[kind].key[0] ?? ''];
  return typeof text === 'string' ? text.trim() : '';
}

function addKey<K extends FileKind>(kind: K, row: NormalisedRow<K>, seen: Set<string>): void {
  const { key, keyHeaders } = TARGETS[kind];
  const values = key.map((property) => row[property] as BulkValue);
  const identity = values.join('\t');
  if (seen.has(identity)) throw new RowRejection(keyHeaders, values.join(', '), 'is there already: duplicate key');
  seen.add(identity);
}
