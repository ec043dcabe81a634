import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type OnetTableName = 'scales' | 'elements' | 'occupations' | 'skills' | 'anchors' | 'jobZones' | 'titles';

/** The fields of a row in the order of its file; with another number of fields than the header has, it is misshapen. */
export type OnetRow = readonly string[];

export type OnetTables = Record<OnetTableName, readonly OnetRow[]>;

export interface OnetFolderOptions {
  /** Tables that differ from those of `onetTables()`. */
  readonly tables?: Partial<OnetTables>;
  readonly form?: 'text' | 'csv';
  /** 30.2 stands for it and all before; 30.3, which split the skills and renamed the titles, for it and all after. */
  readonly generation?: '30.2' | '30.3';
  readonly lineEnd?: '\r\n' | '\n';
  /** The first line of the Read Me; null leaves it out. */
  readonly readMe?: string | null;
  /** Whole contents of single files by name, in place of or beside those of the tables; null leaves the file out. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
}

export interface OnetFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export const README = 'O*NET 99.1 Database';

const CSV_MISSING = '';
const TEXT_MISSING = 'n/a';

interface TableForm {
  readonly name: string;
  readonly headers: readonly string[];
  /** Columns that only the CSV form has, each behind the column whose names it spells out. */
  readonly csvExtras?: Readonly<Record<string, string>>;
}

const FORMS = {
  scales: { name: 'Scales Reference', headers: ['Scale ID', 'Scale Name', 'Minimum', 'Maximum'] },
  elements: { name: 'Content Model Reference', headers: ['Element ID', 'Element Name', 'Description'] },
  occupations: { name: 'Occupation Data', headers: ['O*NET-SOC Code', 'Title', 'Description'] },
  skills: {
    name: 'Skills',
    headers: [
      'O*NET-SOC Code',
      'Element ID',
      'Element Name',
      'Scale ID',
      'Data Value',
      'N',
      'Standard Error',
      'Lower CI Bound',
      'Upper CI Bound',
      'Recommend Suppress',
      'Not Relevant',
      'Date',
      'Domain Source',
    ],
    csvExtras: { 'O*NET-SOC Code': 'Title', 'Scale ID': 'Scale Name' },
  },
  anchors: {
    name: 'Level Scale Anchors',
    headers: ['Element ID', 'Element Name', 'Scale ID', 'Anchor Value', 'Anchor Description'],
    csvExtras: { 'Scale ID': 'Scale Name' },
  },
  jobZones: {
    name: 'Job Zones',
    headers: ['O*NET-SOC Code', 'Job Zone', 'Date', 'Domain Source'],
    csvExtras: { 'O*NET-SOC Code': 'Title' },
  },
  titles: {
    name: 'Alternate Titles',
    headers: ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)'],
    csvExtras: { 'O*NET-SOC Code': 'Title' },
  },
} as const satisfies Record<OnetTableName, TableForm>;

const TABLE_NAMES = Object.keys(FORMS) as OnetTableName[];

/**
 * A small made-up release: five occupations, four of them rated on three skills, each by importance and level. It has
 * what official files have: missing values, quotes, flags, a scale that begins below zero.
 */
export function onetTables(): OnetTables {
  return {
    scales: [
      ['IM', 'Importance', '1', '5'],
      ['LV', 'Level', '0', '7'],
      ['WI', 'Work Styles Impact', '-3', '3'],
    ],
    elements: [
      ['2', 'Made-up requirements', 'What our made-up jobs ask for.'],
      ['2.A', 'Essentials', 'Said to be needed by everybody.'],
      ['2.B', 'Extras', 'Said to be needed by some, "transferable" or not.'],
      ['2.A.1.a', 'Reading Maps', 'Finding the way on paper.'],
      ['2.A.1.b', 'Listening Closely', 'Hearing what is meant; not only what is said.'],
      ['2.B.1.a', 'Calming Geese', 'n/a'],
    ],
    occupations: [
      ['11-1011.00', 'Tower Keepers', 'Keep a tower, its stairs and its bell.'],
      ['13-2011.00', 'Coin Polishers', 'Polish coins until they shine, and count them.'],
      ['15-1252.00', 'Riddle Writers', 'Write riddles for fairs.\u0020Sell "hard" ones dearly.'],
      ['29-1141.00', 'Goose Nurses', 'Care for geese, day and night.'],
      ['53-7051.00', 'Cart Pushers', 'Push carts uphill.'],
    ],
    skills: RATED.flatMap((occupation, o) => SKILLS.flatMap((skill, s) => ratings(occupation, skill, o, s))),
    anchors: [
      ['2.A.1.a', 'Reading Maps', 'LV', '2', 'Find the "old" bridge'],
      ['2.A.1.a', 'Reading Maps', 'LV', '6', 'Draw the coast after one voyage'],
      ['2.B.1.a', 'Calming Geese', 'LV', '4', 'Quiet a gaggle, in the rain'],
    ],
    jobZones: [
      ['11-1011.00', '4', '08/2023', 'Analyst'],
      ['13-2011.00', '2', '07/2021', 'Analyst - Transition'],
      ['29-1141.00', '5', '08/2023', 'n/a'],
    ],
    titles: [
      ['11-1011.00', 'Bell Ringer', 'n/a', '02,10'],
      ['11-1011.00', 'Keeper of Towers', 'KOT', '08'],
      ['29-1141.00', 'nurse', 'n/a', '01'],
      ['29-1141.00', 'Nurse', 'n/a', '01'],
      ['53-7051.00', 'Pusher, Carts', 'n/a', 'n/a'],
    ],
  };
}

/** The first row of a table with some fields changed, by header. */
export function onetRow(table: OnetTableName, changes: Readonly<Record<string, string>>): OnetRow {
  const headers: readonly string[] = FORMS[table].headers;
  const unknown = Object.keys(changes).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw new Error(`${FORMS[table].name} has no column ${unknown.join(', ')}`);
  return onetTables()[table][0]!.map((field, i) => changes[headers[i]!] ?? field);
}

/** The files of a release by name, ready for a folder or an archive. */
export function onetFiles(options: OnetFolderOptions = {}): Map<string, string | Buffer> {
  const { readMe = README, lineEnd = '\r\n', files = {} } = options;
  const tables = { ...onetTables(), ...options.tables };
  const all = new Map<string, string | Buffer>(TABLE_NAMES.flatMap((name) => renderTable(name, tables, options)));
  if (readMe !== null) all.set('Read Me.txt', [readMe, 'A made-up release for tests.', ''].join(lineEnd));
  for (const [name, content] of Object.entries(files)) {
    if (content === null) all.delete(name);
    else all.set(name, content);
  }
  return all;
}

/** A folder with the files of a release; `name` is its own name, `remove` leaves nothing behind. */
export async function createOnetFolder(options: OnetFolderOptions = {}, name = 'onet'): Promise<OnetFolder> {
  const parent = await mkdtemp(join(tmpdir(), 'skill-gap-onet-'));
  const path = join(parent, name);
  await mkdir(path);
  for (const [file, content] of onetFiles(options)) await writeFile(join(path, file), content);
  return { path, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** Lends a folder with the files of a release for as long as `work` takes. */
export async function withOnetFolder<T>(
  options: OnetFolderOptions,
  work: (path: string) => Promise<T>,
  name?: string,
): Promise<T> {
  const folder = await createOnetFolder(options, name);
  try {
    return await work(folder.path);
  } finally {
    await folder.remove();
  }
}

const RATED = ['11-1011.00', '13-2011.00', '15-1252.00', '29-1141.00'];
const SKILLS = [
  ['2.A.1.a', 'Reading Maps'],
  ['2.A.1.b', 'Listening Closely'],
  ['2.B.1.a', 'Calming Geese'],
] as const;

/** Importance and level of one skill in one occupation: not the same for any two, and neither round. */
function ratings(code: string, [elementId, elementName]: readonly [string, string], o: number, s: number): OnetRow[] {
  const importance = (1.25 + ((o * 3 + s * 5) % 15) * 0.25).toFixed(2);
  const level = (((o * 7 + s * 4) % 28) * 0.25 + 0.12).toFixed(2);
  const suppress = (o + s) % 3 === 2 ? 'Y' : 'N';
  const notRelevant = Number(level) < 1 ? 'Y' : 'N';
  const key = [code, elementId, elementName] as const;
  return [
    [...key, 'IM', importance, '8', '0.2345', '0.7904', '5.0000', 'N', 'n/a', '08/2023', 'Analyst'],
    [...key, 'LV', level, '8', '0.1009', 'n/a', 'n/a', suppress, notRelevant, '07/2021', 'Analyst - Transition'],
  ];
}

function renderTable(
  name: OnetTableName,
  tables: OnetTables,
  { form = 'text', generation = '30.2', lineEnd = '\r\n' }: OnetFolderOptions,
): [name: string, text: string][] {
  const render = (fileName: string, rows: readonly OnetRow[], headers: readonly string[] = FORMS[name].headers) => {
    const lines = form === 'text' ? textLines(headers, rows) : csvLines(name, headers, rows, tables);
    return [fullName(fileName, form), lines.map((line) => line + lineEnd).join('')] as [string, string];
  };
  const rows = tables[name];
  if (generation === '30.3' && name === 'titles') {
    const headers = FORMS.titles.headers.map((header) => (header === 'Alternate Title' ? 'Job Title' : header));
    return [render('Job Titles', rows, headers)];
  }
  if (generation === '30.3' && name === 'skills') {
    const essential = ([, elementId]: OnetRow) => elementId?.startsWith('2.A.') ?? false;
    return [
      render('Essential Skills', rows.filter(essential)),
      render(
        'Transferable Skills',
        rows.filter((row) => !essential(row)),
      ),
    ];
  }
  return [render(FORMS[name].name, rows)];
}

function fullName(name: string, form: 'text' | 'csv'): string {
  return form === 'text' ? `${name}.txt` : `${name.toLowerCase().replaceAll(' ', '_')}.csv`;
}

function textLines(headers: readonly string[], rows: readonly OnetRow[]): string[] {
  return [headers, ...rows].map((row) => row.join('\t'));
}

/** Official CSV files spell out titles and names of scales, and leave a cell blank where the text says n/a. */
function csvLines(
  name: OnetTableName,
  headers: readonly string[],
  rows: readonly OnetRow[],
  tables: OnetTables,
): string[] {
  const { csvExtras = {} }: TableForm = FORMS[name];
  const names = new Map([...tables.occupations, ...tables.scales].map(([id, title]) => [id, title ?? '']));
  const widen = (row: OnetRow, extra: (header: string, field: string) => string) =>
    row.flatMap((field, i) => (csvExtras[headers[i] ?? ''] ? [field, extra(headers[i]!, field)] : [field]));
  const lines = [
    widen(headers, (header) => csvExtras[header] ?? ''),
    ...rows.map((row) => widen(row, (_header, field) => names.get(field) ?? '')),
  ];
  return lines.map((row) => row.map(csvField).join(','));
}

function csvField(field: string): string {
  if (field === TEXT_MISSING) return CSV_MISSING;
  return /^[\d.-]+$/.test(field) ? field : `"${field.replaceAll('"', '""')}"`;
}
