import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRows, type Row } from '../sources/text-tables';
import { inLaterForm } from './later-tables';
import { COLUMN_TYPES, WebServicesTable, type ApiRow, type ApiValue } from './table';

const NAMES = [
  ...['Occupation Data', 'Scales Reference', 'Content Model Reference', 'Level Scale Anchors'],
  ...['Skills', 'Essential Skills', 'Transferable Skills', 'Knowledge', 'Abilities', 'Work Activities'],
  ...['Job Zones', 'Job Zone Reference', 'Alternate Titles', 'Job Titles', 'Sample of Reported Titles'],
  ...['Related Occupations', 'Technology Skills', 'Education, Training, and Experience'],
  ...['Education, Training, and Experience Categories', 'Task Statements', 'Tasks to DWAs'],
  ...['IWA Reference', 'DWA Reference'],
];
/** Ids and columns are those of the official SQL form, where these are not called as in the text files. */
const SQL_NAMES: Readonly<Record<string, string>> = {
  'Education, Training, and Experience': 'education_training_experience',
  'Education, Training, and Experience Categories': 'ete_categories',
  Date: 'date_updated',
  Index: 'related_index',
};

/** The tables of a folder of O*NET text files; `split` names and divides them as release 30.3 and later do. */
export function readTables(folder: string, split: boolean): WebServicesTable[] {
  const names = NAMES.filter((name) => existsSync(join(folder, `${name}.txt`)));
  const rowsIn = (name: string) => (names.includes(name) ? readRows(folder, `${name}.txt`) : []);
  const occupations = namesIn(rowsIn('Occupation Data'), 'O*NET-SOC Code', 'Title');
  const scales = namesIn(rowsIn('Scales Reference'), 'Scale ID', 'Scale Name');
  const tables = names.map((name) => {
    return new WebServicesTable(idOf(name), () => toApiRows(rowsIn(name), occupations, scales));
  });
  return split ? tables.flatMap(inLaterForm) : tables;
}

/** `O*NET-SOC Code` becomes `onetsoc_code`, `Source(s)` becomes `sources`. */
function idOf(name: string): string {
  const plain = name.toLowerCase().replace(/[*()-]/g, '');
  return SQL_NAMES[name] ?? plain.replaceAll(' ', '_');
}

function namesIn(rows: readonly Row[], idHeader: string, nameHeader: string): Map<string, string> {
  return new Map(rows.map((row) => [row[idHeader] ?? '', row[nameHeader] ?? '']));
}

function toApiRows(rows: readonly Row[], occupations: Map<string, string>, scales: Map<string, string>): ApiRow[] {
  const columns = Object.keys(rows[0] ?? {})
    .map((header) => [header, idOf(header)] as const)
    .filter(([, column]) => COLUMN_TYPES.has(column));
  return rows.map((row) => {
    const api: Record<string, ApiValue> = {};
    for (const [header, column] of columns) {
      const field = row[header] ?? '';
      api[column] = toApiValue(column, field);
      // The API adds the names that stand in other files, right after their ids.
      if (column === 'onetsoc_code') api.title = occupations.get(field) ?? null;
      if (column === 'related_onetsoc_code') api.related_title = occupations.get(field) ?? null;
      if (column === 'scale_id') api.scale_name = scales.get(field) ?? null;
    }
    return api;
  });
}

function toApiValue(column: string, field: string): ApiValue {
  if (field === 'n/a') return null;
  const type = COLUMN_TYPES.get(column);
  if (type === 'Number') return Number(field);
  return type === 'Date' ? field.replace(/^(\d\d)\/(\d{4})$/, '$2-$1-01') : field;
}
