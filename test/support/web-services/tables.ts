import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, type Row } from '../sources/text-tables';

export type ApiValue = string | number | null;
/** A row as the API sends it: flat, by column ids. */
export type ApiRow = Readonly<Record<string, ApiValue>>;
export type ColumnType = 'Text' | 'Number' | 'Date';

const NAMES = [
  'Occupation Data',
  'Scales Reference',
  'Content Model Reference',
  'Skills',
  'Essential Skills',
  'Transferable Skills',
  'Level Scale Anchors',
  'Job Zones',
  'Alternate Titles',
  'Job Titles',
];
const TEXTS = [
  ...['onetsoc_code', 'title', 'description', 'element_id', 'element_name', 'scale_id', 'scale_name'],
  ...['recommend_suppress', 'not_relevant', 'domain_source', 'anchor_description'],
  ...['alternate_title', 'job_title', 'short_title', 'sources'],
];
const NUMBERS = [
  ...['data_value', 'n', 'standard_error', 'lower_ci_bound', 'upper_ci_bound'],
  ...['job_zone', 'minimum', 'maximum', 'anchor_value'],
];
/** Columns of files that are not here are no part of O*NET: the sample has one that says so of itself. */
const TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ...TEXTS.map((column) => [column, 'Text'] as const),
  ...NUMBERS.map((column) => [column, 'Number'] as const),
  ['date_updated', 'Date'],
]);

/** A table of the API. */
export class WebServicesTable {
  private byCode: Map<string, ApiRow[]> | undefined;

  constructor(
    readonly id: string,
    readonly rows: readonly ApiRow[],
    /** To be given where there may be no row that shows them. */
    readonly columns: readonly string[] = Object.keys(rows[0] ?? {}),
  ) {}

  typeOf(column: string): ColumnType {
    return TYPES.get(column) ?? 'Text';
  }

  /** From an index: a release has 61,530 rows of skills, and nearly every request wants those of one occupation. */
  rowsOf(code: string): readonly ApiRow[] {
    this.byCode ??= groupedByCode(this.rows);
    return this.byCode.get(code.toLowerCase()) ?? [];
  }
}

/** The tables of a folder of O*NET text files; `split` names and divides them as release 30.3 and later do. */
export function readTables(folder: string, split: boolean): WebServicesTable[] {
  const names = NAMES.filter((name) => existsSync(join(folder, `${name}.txt`)));
  const files = new Map(names.map((name) => [name, readRows(folder, `${name}.txt`)]));
  const occupations = namesIn(files.get('Occupation Data'), 'O*NET-SOC Code', 'Title');
  const scales = namesIn(files.get('Scales Reference'), 'Scale ID', 'Scale Name');
  const tables = [...files].map(([name, rows]) => {
    return new WebServicesTable(idOf(name), toApiRows(rows, occupations, scales));
  });
  return split ? tables.flatMap(divided) : tables;
}

/** `O*NET-SOC Code` becomes `onetsoc_code`, `Source(s)` becomes `sources`. */
function idOf(name: string): string {
  if (name === 'Date') return 'date_updated';
  return name
    .toLowerCase()
    .replace(/[*()-]/g, '')
    .replaceAll(' ', '_');
}

function namesIn(rows: readonly Row[] = [], idHeader: string, nameHeader: string): Map<string, string> {
  return new Map(rows.map((row) => [row[idHeader] ?? '', row[nameHeader] ?? '']));
}

function toApiRows(rows: readonly Row[], occupations: Map<string, string>, scales: Map<string, string>): ApiRow[] {
  const columns = Object.keys(rows[0] ?? {})
    .map((header) => [header, idOf(header)] as const)
    .filter(([, column]) => TYPES.has(column));
  return rows.map((row) => {
    const api: Record<string, ApiValue> = {};
    for (const [header, column] of columns) {
      const field = row[header] ?? '';
      api[column] = toApiValue(column, field);
      // The API adds the names that stand in other files, right after their ids.
      if (column === 'onetsoc_code') api.title = occupations.get(field) ?? null;
      if (column === 'scale_id') api.scale_name = scales.get(field) ?? null;
    }
    return api;
  });
}

function toApiValue(column: string, field: string): ApiValue {
  if (field === 'n/a') return null;
  const type = TYPES.get(column);
  if (type === 'Number') return Number(field);
  return type === 'Date' ? field.replace(/^(\d\d)\/(\d{4})$/, '$2-$1-01') : field;
}

function divided(table: WebServicesTable): WebServicesTable[] {
  if (table.id === 'alternate_titles') return [new WebServicesTable('job_titles', table.rows.map(withJobTitle))];
  if (table.id !== 'skills') return [table];
  const ofDomain = (domain: string) => table.rows.filter(({ element_id: id }) => String(id).startsWith(domain));
  return [
    new WebServicesTable('essential_skills', ofDomain('2.A.'), table.columns),
    new WebServicesTable('transferable_skills', ofDomain('2.B.'), table.columns),
  ];
}

function withJobTitle(row: ApiRow): ApiRow {
  const renamed = (column: string) => (column === 'alternate_title' ? 'job_title' : column);
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [renamed(column), value]));
}

function groupedByCode(rows: readonly ApiRow[]): Map<string, ApiRow[]> {
  const groups = new Map<string, ApiRow[]>();
  for (const row of rows) {
    const code = String(row.onetsoc_code).toLowerCase();
    const group = groups.get(code);
    if (group) group.push(row);
    else groups.set(code, [row]);
  }
  return groups;
}
