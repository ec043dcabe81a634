import { activityElementId, type OnetFile } from './table-generations';
import type { OnetRow, OnetTables } from './table-layouts';

/**
 * The official text and CSV; text and CSV as spreadsheets save it, the latter where the comma is the decimal sign; and what
 * databases export of the tables of the official SQL form.
 */
export type OnetForm = 'text' | 'csv' | 'spreadsheetText' | 'spreadsheetCsv' | 'sqlCsv';

type Lines = (file: OnetFile, tables: OnetTables) => string[];

/** The lines of a file in each form, without their ends; the tables have the names of what it refers to. */
export const LINES: Readonly<Record<OnetForm, Lines>> = {
  text: ({ headers, rows }) => [headers, ...rows].map((row) => row.join('\t')),
  csv: csvLines,
  spreadsheetText: ({ headers, rows }) =>
    [headers, ...rows].map((row) => row.map((field) => (/[",]/.test(field) ? quoted(field) : field)).join('\t')),
  spreadsheetCsv: ({ headers, rows }) =>
    [headers, ...rows].map(
      (row, i) =>
        `${i === 0 ? '\uFEFF' : ''}${row.map((field) => (/[";]/.test(field) ? quoted(field) : shortNumber(field))).join(';')}`,
    ),
  sqlCsv: sqlLines,
};

const CSV_MISSING = '';
const TEXT_MISSING = 'n/a';

/** Columns that the official CSV form adds where a table has them not itself, by the ids that they spell out. */
const CSV_EXTRAS: Readonly<Record<string, string>> = {
  'O*NET-SOC Code': 'Title',
  'Related O*NET-SOC Code': 'Related Title',
  'Scale ID': 'Scale Name',
  'Task ID': 'Task',
  'DWA ID': 'DWA Title',
  'GWA Element ID': 'GWA Element Name',
  'IWA Element ID': 'IWA Element Name',
  'DWA Element ID': 'DWA Element Name',
};

/** Official CSV files spell out what ids stand for, each right behind its id, and leave a cell blank where the text says n/a. */
function csvLines({ headers, rows }: OnetFile, tables: OnetTables): string[] {
  const names = namesOf(tables);
  const extras = headers.map((header) => {
    const extra = CSV_EXTRAS[header];
    return extra !== undefined && !headers.includes(extra) ? extra : null;
  });
  const widen = (row: OnetRow, nameOf: (field: string, extra: string) => string) =>
    row.flatMap((field, i) => (extras[i] ? [field, nameOf(field, extras[i])] : [field]));
  const lines = [
    widen(headers, (_header, extra) => extra),
    ...rows.map((row) => widen(row, (field) => names.get(field) ?? '')),
  ];
  return lines.map((row) => row.map((field) => csvField(field, CSV_MISSING)).join(','));
}

/** By ids of all kinds, as no two kinds of those that are spelt out look alike. */
function namesOf(tables: OnetTables): ReadonlyMap<string, string> {
  const { tasks = [], intermediateActivities = [], detailedActivities = [] } = tables;
  const activities = [
    ...intermediateActivities.map(([, , id = '', title = '']) => [id, title] as const),
    ...detailedActivities.map(([, , , , id = '', title = '']) => [id, title] as const),
  ];
  return new Map([
    ...[...tables.elements, ...tables.occupations, ...tables.scales].map(([id = '', name = '']) => [id, name] as const),
    ...tasks.map(([, id = '', task = '']) => [id, task] as const),
    ...activities.flatMap(([id, title]) => [[id, title] as const, [activityElementId(id), title] as const]),
  ]);
}

const SQL_COLUMNS: Readonly<Record<string, string>> = {
  'O*NET-SOC Code': 'onetsoc_code',
  'Related O*NET-SOC Code': 'related_onetsoc_code',
  Index: 'related_index',
  Date: 'date_updated',
  'Source(s)': 'sources',
};

/** The columns of the SQL form are named as in Web Services; a name stands only in the table that is about what it names. */
function sqlLines({ table, headers, rows }: OnetFile): string[] {
  const repeated = (header: string) =>
    (header === 'Element Name' && table !== 'elements') ||
    (header === 'IWA Title' && table === 'detailedActivities') ||
    header === 'Commodity Title';
  const kept = headers.flatMap((header, i) => (repeated(header) ? [] : [i]));
  const columns = headers.map((header) => SQL_COLUMNS[header] ?? header.toLowerCase().replaceAll(' ', '_'));
  const toRow = (row: OnetRow) => row.map((field) => csvField(field.replace(/^(\d\d)\/(\d{4})$/, '$2-$1-01'), 'NULL'));
  return [columns, ...rows.map(toRow)].map((row) => kept.map((i) => row[i]).join(','));
}

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
