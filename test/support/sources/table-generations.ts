import { SOFTWARE_IDS } from './made-up-occupations';
import { TABLE_LAYOUTS, type AnyTableName, type OnetRow } from './table-layouts';

/** 30.2 stands for it and all before, 30.3 for it and all after. */
export type Generation = '30.2' | '30.3';

/** A file of a release before it is written in any form. */
export interface OnetFile {
  readonly table: AnyTableName;
  /** Of its text form, without extension. */
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly OnetRow[];
}

/** The files that hold a table, none if there is none; releases from 30.3 on divide, rename and reshape some. */
export function filesOf(table: AnyTableName, rows: readonly OnetRow[] | undefined, generation: Generation): OnetFile[] {
  if (!rows) return [];
  const file = { table, ...TABLE_LAYOUTS[table], rows };
  const change = generation === '30.3' ? FROM_30_3[table] : undefined;
  return change ? change(file) : [file];
}

/** The id of an intermediate or detailed activity from 30.3 on: an element's, `4.A.1.a.1.b.3` for `4.A.1.a.1.I02.D03`. */
export function activityElementId(id: string): string {
  return id
    .replace(/\.I(\d+)/, (_part, number) => `.${String.fromCharCode('a'.charCodeAt(0) + Number(number) - 1)}`)
    .replace(/\.D(\d+)/, (_part, number) => `.${Number(number)}`);
}

/** A column by its new header and its old one, and what becomes of its fields. */
type Column = readonly [header: string, from: string, convert?: (field: string) => string];

const GWA: Column = ['GWA Element ID', 'Element ID'];
const IWA: Column = ['IWA Element ID', 'IWA ID', activityElementId];
const DWA: Column = ['DWA Element ID', 'DWA ID', activityElementId];

const FROM_30_3: Partial<Record<AnyTableName, (file: OnetFile) => OnetFile[]>> = {
  titles: (file) => [{ ...file, name: 'Job Titles', headers: renamed(file.headers, 'Alternate Title', 'Job Title') }],
  skills: (file) => divided(file, '2.A.', ['Essential Skills', 'Transferable Skills']),
  preparation: (file) => divided(file, '2.D.', ['Education', 'Training and Experience']),
  preparationCategories: (file) =>
    divided(file, '2.D.', ['Education Categories', 'Training and Experience Categories']),
  technology: (file) => [
    reshaped(file, 'Software Skills', [
      ['O*NET-SOC Code', 'O*NET-SOC Code'],
      ['Workplace Example', 'Example'],
      // One that the made-up release does not know is wrong on purpose, and stays so.
      ['Element ID', 'Commodity Code', (code) => SOFTWARE_IDS.get(code) ?? code],
      ['Element Name', 'Commodity Title'],
      ['Hot Technology', 'Hot Technology'],
      ['In Demand', 'In Demand'],
    ]),
  ],
  intermediateActivities: (file) => [reshaped(file, 'GWAs to IWAs', [GWA, IWA, ['IWA Element Name', 'IWA Title']])],
  detailedActivities: (file) => [
    reshaped(file, 'GWAs to IWAs to DWAs', [GWA, IWA, DWA, ['DWA Element Name', 'DWA Title']]),
  ],
  taskActivities: (file) => {
    const columns = file.headers.map((header): Column => (header === 'DWA ID' ? DWA : [header, header]));
    return [reshaped(file, file.name, columns)];
  },
};

/** The rows of one branch of the content model go into the first file, all others into the second. */
function divided(file: OnetFile, branch: string, [first, second]: readonly [string, string]): OnetFile[] {
  const position = file.headers.indexOf('Element ID');
  const isInBranch = (row: OnetRow) => row[position]?.startsWith(branch) ?? false;
  return [
    { ...file, name: first, rows: file.rows.filter(isInBranch) },
    { ...file, name: second, rows: file.rows.filter((row) => !isInBranch(row)) },
  ];
}

function reshaped(file: OnetFile, name: string, columns: readonly Column[]): OnetFile {
  const toRow = (row: OnetRow) =>
    columns.map(([, from, convert]) => {
      const field = row[file.headers.indexOf(from)] ?? '';
      return convert ? convert(field) : field;
    });
  return { ...file, name, headers: columns.map(([header]) => header), rows: file.rows.map(toRow) };
}

function renamed(headers: readonly string[], from: string, to: string): string[] {
  return headers.map((header) => (header === from ? to : header));
}
