import { optionalDecimal, requiredDecimal, requiredText } from './fields';
import type { KnownKeys } from './known-keys';
import { RowRejection } from './row-rejection';

interface ValueFields {
  readonly scaleId: string;
  readonly dataValue: string;
  readonly standardError: string;
}

interface ValueOnScale {
  readonly scaleId: string;
  readonly dataValue: number;
  readonly standardError: number | null;
}

/** A value within its scale, and its standard error. */
export function valueOnScale(row: ValueFields, known: KnownKeys): ValueOnScale {
  const scaleId = requiredText(row.scaleId, 'Scale ID', 3);
  const { minimum, maximum } = known.scale(scaleId);
  const dataValue = requiredDecimal(row.dataValue, 'Data Value');
  if (dataValue < minimum || dataValue > maximum) {
    throw new RowRejection('Data Value', row.dataValue, `is outside scale ${scaleId} (${minimum} to ${maximum})`);
  }
  const standardError = optionalDecimal(row.standardError, 'Standard Error');
  if (standardError !== null && standardError < 0) {
    throw new RowRejection('Standard Error', row.standardError, 'is negative');
  }
  return { scaleId, dataValue, standardError };
}
