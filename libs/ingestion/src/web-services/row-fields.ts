import { canonicalName, SHAPE_COLUMNS, type FileShape } from '@app/onet';
import type { ApiRow } from './web-services';

/**
 * A row of Web Services as the fields of a text file: in the order of the columns of the shape, found by name, with
 * nothing for null and for columns that are not there.
 */
export function fieldsOf(shape: FileShape, row: ApiRow): string[] {
  const values = new Map(Object.entries(row).map(([column, value]) => [canonicalName(column), value]));
  return SHAPE_COLUMNS[shape].map(({ headers }) => {
    const names: string[] = headers.map(canonicalName);
    return textOf(values.get(names.find((name) => values.has(name)) ?? ''));
  });
}

/** Numbers print with the digits that they have; what is no plain value stays JSON, and is refused as such later. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
