import type { BulkRow, BulkValue } from './bulk-row';

const IS_SPECIAL = /[\\\t\n\r\0]/;
const SPECIAL = /[\\\t\n\r\0]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

/** Rows in the text that `LOAD DATA` reads by default: tabs, line feeds, backslash escapes, `\N` for null. */
export function loadDataText(rows: readonly BulkRow[]): Buffer {
  return Buffer.from(rows.map((row) => `${row.map(field).join('\t')}\n`).join(''), 'utf8');
}

function field(value: BulkValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') return String(value);
  if (!IS_SPECIAL.test(value)) return value;
  return value.replace(SPECIAL, (character) => ESCAPED[character] ?? character);
}
