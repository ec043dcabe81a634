import { onetTables } from './made-up-release';
import { TABLE_LAYOUTS, TABLE_NAMES, type AnyTableName, type OnetRow, type OnetTables } from './table-layouts';

/**
 * The official text and CSV; text and CSV as spreadsheets save it, the latter where the comma is the decimal sign; and what
 * databases export of the tables of the official SQL form.
 */
export type OnetForm = 'text' | 'csv' | 'spreadsheetText' | 'spreadsheetCsv' | 'sqlCsv';

export interface OnetFolderOptions {
  /** Tables that differ from those of `onetTables()`, or that they lack. */
  readonly tables?: Partial<OnetTables>;
  readonly form?: OnetForm;
  /** 30.2 stands for it and all before; 30.3, which split the skills and renamed the titles, for it and all after. */
  readonly generation?: '30.2' | '30.3';
  readonly lineEnd?: '\r\n' | '\n';
  /** The first line of the Read Me; null leaves it out. */
  readonly readMe?: string | null;
  /** Whole contents of single files by name, in place of or beside those of the tables; null leaves the file out. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
}

export const README = 'O*NET 99.1 Database';

const CSV_MISSING = '';
const TEXT_MISSING = 'n/a';

/** Columns that only the official CSV form has, each behind the column whose names it spells out. */
const CSV_EXTRAS: Partial<Record<AnyTableName, Readonly<Record<string, string>>>> = {
  skills: { 'O*NET-SOC Code': 'Title', 'Scale ID': 'Scale Name' },
  anchors: { 'Scale ID': 'Scale Name' },
  jobZones: { 'O*NET-SOC Code': 'Title' },
  titles: { 'O*NET-SOC Code': 'Title' },
};

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

function renderTable(
  name: AnyTableName,
  tables: OnetTables,
  { form = 'text', generation = '30.2', lineEnd = '\r\n' }: OnetFolderOptions,
): [name: string, text: string][] {
  const render = (
    fileName: string,
    rows: readonly OnetRow[],
    headers: readonly string[] = TABLE_LAYOUTS[name].headers,
  ) => {
    const lines = LINES[form](headers, rows, { name, tables });
    return [fullName(fileName, form), lines.map((line) => line + lineEnd).join('')] as [string, string];
  };
  const rows = tables[name];
  if (!rows) return [];
  if (generation === '30.3' && name === 'titles') {
    const headers = TABLE_LAYOUTS.titles.headers.map((header) => (header === 'Alternate Title' ? 'Job Title' : header));
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
  return [render(TABLE_LAYOUTS[name].name, rows)];
}

function fullName(name: string, form: OnetForm): string {
  if (form === 'text' || form === 'spreadsheetText') return `${name}.txt`;
  return form === 'spreadsheetCsv' ? `${name}.csv` : `${name.toLowerCase().replaceAll(' ', '_')}.csv`;
}

interface TableContext {
  readonly name: AnyTableName;
  readonly tables: OnetTables;
}

type Lines = (headers: readonly string[], rows: readonly OnetRow[], context: TableContext) => string[];

const LINES: Readonly<Record<OnetForm, Lines>> = {
  text: (headers, rows) => [headers, ...rows].map((row) => row.join('\t')),
  csv: csvLines,
  spreadsheetText: (headers, rows) =>
    [headers, ...rows].map((row) => row.map((field) => (/[",]/.test(field) ? quoted(field) : field)).join('\t')),
  spreadsheetCsv: (headers, rows) =>
    [headers, ...rows].map(
      (row, i) =>
        `${i === 0 ? '\uFEFF' : ''}${row.map((field) => (/[";]/.test(field) ? quoted(field) : shortNumber(field))).join(';')}`,
    ),
  sqlCsv: sqlLines,
};

/** Official CSV files spell out titles and names of scales, and leave a cell blank where the text says n/a. */
function csvLines(headers: readonly string[], rows: readonly OnetRow[], { name, tables }: TableContext): string[] {
  const csvExtras = CSV_EXTRAS[name] ?? {};
  const names = new Map([...tables.occupations, ...tables.scales].map(([id, title]) => [id, title ?? '']));
  const widen = (row: OnetRow, extra: (header: string, field: string) => string) =>
    row.flatMap((field, i) => (csvExtras[headers[i] ?? ''] ? [field, extra(headers[i]!, field)] : [field]));
  const lines = [
    widen(headers, (header) => csvExtras[header] ?? ''),
    ...rows.map((row) => widen(row, (_header, field) => names.get(field) ?? '')),
  ];
  return lines.map((row) => row.map((field) => csvField(field, CSV_MISSING)).join(','));
}

/** The columns of the SQL form are named as in Web Services; only Content Model Reference has the names of elements. */
function sqlLines(headers: readonly string[], rows: readonly OnetRow[], { name }: TableContext): string[] {
  const kept = headers.flatMap((header, i) => (header === 'Element Name' && name !== 'elements' ? [] : [i]));
  const columns = headers.map((header) => SQL_COLUMNS[header] ?? header.toLowerCase().replaceAll(' ', '_'));
  const toRow = (row: OnetRow) => row.map((field) => csvField(field.replace(/^(\d\d)\/(\d{4})$/, '$2-$1-01'), 'NULL'));
  return [columns, ...rows.map(toRow)].map((row) => kept.map((i) => row[i]).join(','));
}

const SQL_COLUMNS: Readonly<Record<string, string>> = {
  'O*NET-SOC Code': 'onetsoc_code',
  Date: 'date_updated',
  'Source(s)': 'sources',
};

function csvField(field: string, missing: string): string {
  if (field === TEXT_MISSING) return missing;
  return /^[\d.-]+$/.test(field) ? field : quoted(field);
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}

/** 5.0000 is 5 to a spreadsheet, and 4.1200 is 4,12. */
function shortNumber(field: string): string {
  return /^-?\d+\.\d+$/.test(field) ? String(Number(field)).replace('.', ',') : field;
}
