import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freshFolder } from './service';

/** A row of an O*NET table by its headers. */
export type Row = Readonly<Record<string, string>>;

/** The bundled illustrative sample. */
export const SAMPLE_FOLDER = join(__dirname, '../../libs/ingestion/sample');

/** The data that these tests run on: that of ONET_SOURCE where it is set (a folder of text files), else the sample. */
export const SOURCE_FOLDER = chosenFolder() ?? SAMPLE_FOLDER;
export const SOURCE = chosenFolder() ?? 'sample';

/** The rows of a text file, split by hand: what the service reads is checked against this. */
export function readRows(folder: string, fileName: string): Row[] {
  const lines = readFileSync(join(folder, fileName), 'utf8').split(/\r?\n/);
  const headers = lines[0]?.split('\t') ?? [];
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split('\t').map((field, index) => [headers[index] ?? '', field])));
}

/** What becomes of a file of a copy: other lines (the first is the header), or null to leave it out. */
export type Change = ((lines: readonly string[]) => readonly string[]) | null;

/** A copy of a source's files in a fresh folder of this name, some of them changed. */
export async function copySource(name: string, changes: Readonly<Record<string, Change>>, from = SAMPLE_FOLDER) {
  const copy = join(await freshFolder(), name);
  await mkdir(copy);
  for (const fileName of await readdir(from)) {
    const change = changes[fileName];
    if (change === null || !fileName.endsWith('.txt')) continue;
    const text = await readFile(join(from, fileName), 'utf8');
    await writeFile(join(copy, fileName), change ? changeLines(text, change) : text);
  }
  return copy;
}

/** Thirty times as many alternate titles: makes a run on the sample long enough to be hit in the middle. */
export const MANY_TITLES: Change = ([header = '', ...rows]) => [
  header,
  ...Array.from({ length: 30 }, (_, i) => rows.map((row) => row.replace(/^([^\t]+\t[^\t]+)/, `$1 ${i}`))).flat(),
];

function changeLines(text: string, change: (lines: readonly string[]) => readonly string[]): string {
  return change(text.trimEnd().split('\r\n'))
    .map((line) => `${line}\r\n`)
    .join('');
}

function chosenFolder(): string | null {
  const { ONET_SOURCE: source } = process.env;
  return source && source !== 'sample' ? resolve(source) : null;
}
