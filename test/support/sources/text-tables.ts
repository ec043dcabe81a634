import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of an O*NET table by its headers. */
export type Row = Readonly<Record<string, string>>;

/** The bundled illustrative sample. */
export const SAMPLE_FOLDER = join(__dirname, '../../../libs/ingestion/sample');

/** The rows of a text file, split by hand: what the service reads is checked against this. */
export function readRows(folder: string, fileName: string): Row[] {
  const lines = readFileSync(join(folder, fileName), 'utf8').split(/\r?\n/);
  const headers = lines[0]?.split('\t') ?? [];
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split('\t').map((field, index) => [headers[index] ?? '', field])));
}
