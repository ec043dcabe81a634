import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { freshFolder } from '../service/scratch';

/** The header, then the rows. */
type Table = string[][];

/** The tables as the text files of release 30.3 hold them: skills in two files, alternate titles under another name. */
export async function asTransferableSkills(folder: string): Promise<string> {
  const copy = await namedFolder('db_30_3_text');
  for (const [name, table] of await readTables(folder)) {
    for (const [newName, newTable] of renamed(name, table)) {
      const lines = newTable.map((row) => `${row.join('\t')}\r\n`);
      await writeFile(join(copy, `${newName}.txt`), lines.join(''));
    }
  }
  return copy;
}

/** The tables as CSV files: snake-case names, every field in quotes, blanks for n/a, columns that repeat other tables. */
export async function asCsv(folder: string): Promise<string> {
  const copy = await namedFolder('db_30_3_csv');
  const tables = await readTables(folder);
  const titles = namesIn(tables.get('Occupation Data'));
  const scales = namesIn(tables.get('Scales Reference'));
  for (const [name, table] of [...tables].flatMap(([name, table]) => renamed(name, table))) {
    const withTitles = withColumn(table, 'O*NET-SOC Code', 'Title', titles);
    const withScales = withColumn(withTitles, 'Scale ID', 'Scale Name', scales);
    const lines = withScales.map((row) => `${row.map(quoted).join(',')}\r\n`);
    await writeFile(join(copy, `${name.toLowerCase().replaceAll(' ', '_')}.csv`), lines.join(''));
  }
  return copy;
}

/** The text files as they are, in a folder inside a zip file. */
export async function asZip(folder: string): Promise<string> {
  const file = join(await freshFolder(), 'db_30_3_text.zip');
  const zip = new ZipFile();
  for (const name of await tableFiles(folder)) zip.addFile(join(folder, name), `${basename(file, '.zip')}/${name}`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

async function namedFolder(name: string): Promise<string> {
  const folder = join(await freshFolder(), name);
  await mkdir(folder);
  return folder;
}

/** Without the Read Me, so that the name of the folder or zip file tells the release. */
async function tableFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.txt') && name !== 'Read Me.txt');
}

async function readTables(folder: string): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for (const file of await tableFiles(folder)) {
    const lines = (await readFile(join(folder, file), 'utf8')).trimEnd().split(/\r?\n/);
    tables.set(
      basename(file, '.txt'),
      lines.map((line) => line.split('\t')),
    );
  }
  return tables;
}

function renamed(name: string, table: Table): [string, Table][] {
  const [header = [], ...rows] = table;
  if (name === 'Skills') {
    const ofDomain = (domain: string): Table => [header, ...rows.filter(([, element]) => element?.startsWith(domain))];
    return [
      ['Essential Skills', ofDomain('2.A.')],
      ['Transferable Skills', ofDomain('2.B.')],
    ];
  }
  if (name !== 'Alternate Titles') return [[name, table]];
  return [['Job Titles', [header.map((column) => (column === 'Alternate Title' ? 'Job Title' : column)), ...rows]]];
}

/** The first two columns, as id and name. */
function namesIn(table: Table | undefined): Map<string, string> {
  return new Map(table?.map(([id = '', name = '']) => [id, name]));
}

function withColumn(table: Table, idColumn: string, nameColumn: string, names: ReadonlyMap<string, string>): Table {
  const [header = [], ...rows] = table;
  const position = header.indexOf(idColumn) + 1;
  if (position === 0 || header.includes(nameColumn)) return table;
  return [
    header.toSpliced(position, 0, nameColumn),
    ...rows.map((row) => row.toSpliced(position, 0, names.get(row[position - 1] ?? '') ?? '')),
  ];
}

function quoted(field: string): string {
  return field === 'n/a' ? '""' : `"${field.replaceAll('"', '""')}"`;
}
