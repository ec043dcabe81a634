import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { freshFolder } from '../service/scratch';
import { SAMPLE_FOLDER } from './text-tables';

export { readRows, SAMPLE_FOLDER, type Row } from './text-tables';

/** The data that these tests run on: that of ONET_SOURCE where it is set (a folder of text files), else the sample. */
export const SOURCE_FOLDER = chosenFolder() ?? SAMPLE_FOLDER;
export const SOURCE = chosenFolder() ?? 'sample';

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
