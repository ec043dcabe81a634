import { onetTables } from './made-up-release';
import { filesOf, type Generation } from './table-generations';
import { TABLE_NAMES, type OnetTables } from './table-layouts';
import { LINES, type OnetForm } from './table-lines';

export interface OnetFolderOptions {
  /** Tables that differ from those of `onetTables()`, or that they lack. */
  readonly tables?: Partial<OnetTables>;
  readonly form?: OnetForm;
  readonly generation?: Generation;
  readonly lineEnd?: '\r\n' | '\n';
  /** The first line of the Read Me; null leaves it out. */
  readonly readMe?: string | null;
  /** Whole contents of single files by name, in place of or beside those of the tables; null leaves the file out. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
}

export const README = 'O*NET 99.1 Database';

/** The files of a release by name, ready for a folder or an archive. */
export function onetFiles(options: OnetFolderOptions = {}): Map<string, string | Buffer> {
  const { form = 'text', generation = '30.2', readMe = README, lineEnd = '\r\n', files = {} } = options;
  const tables: OnetTables = { ...onetTables(), ...options.tables };
  const all = new Map<string, string | Buffer>();
  for (const file of TABLE_NAMES.flatMap((name) => filesOf(name, tables[name], generation))) {
    const lines = LINES[form](file, tables);
    all.set(fullName(file.name, form), lines.map((line) => line + lineEnd).join(''));
  }
  if (readMe !== null) all.set('Read Me.txt', [readMe, 'A made-up release for tests.', ''].join(lineEnd));
  for (const [name, content] of Object.entries(files)) {
    if (content === null) all.delete(name);
    else all.set(name, content);
  }
  return all;
}

/** Tables of the SQL form that are not named as their text files are. */
const SQL_NAMES: Readonly<Record<string, string>> = {
  'Education, Training, and Experience': 'education_training_experience',
  'Education, Training, and Experience Categories': 'ete_categories',
};

function fullName(name: string, form: OnetForm): string {
  if (form === 'text' || form === 'spreadsheetText') return `${name}.txt`;
  if (form === 'spreadsheetCsv') return `${name}.csv`;
  const inSql = form === 'sqlCsv' ? SQL_NAMES[name] : undefined;
  return `${inSql ?? name.toLowerCase().replaceAll(',', '').replaceAll(' ', '_')}.csv`;
}
