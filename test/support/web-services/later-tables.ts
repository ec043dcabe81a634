import { WebServicesTable, type ApiRow } from './table';

interface LaterForm {
  /** The id of the table, or of two: the first has the rows of this branch of the content model, the second all others. */
  readonly ids: readonly [string] | readonly [string, string];
  readonly branch?: string;
  /** New names of columns by the old ones. */
  readonly columns?: Readonly<Record<string, string>>;
}

const GWA = { element_id: 'gwa_element_id', element_name: 'gwa_element_name' };
const IWA = { iwa_id: 'iwa_element_id', iwa_title: 'iwa_element_name' };
const DWA = { dwa_id: 'dwa_element_id', dwa_title: 'dwa_element_name' };

/** What release 30.3 and later made of tables, by their ids. Ids within them were given anew as well, but not here. */
const FORMS: Readonly<Record<string, LaterForm>> = {
  skills: { ids: ['essential_skills', 'transferable_skills'], branch: '2.A.' },
  alternate_titles: { ids: ['job_titles'], columns: { alternate_title: 'job_title' } },
  education_training_experience: { ids: ['education', 'training_and_experience'], branch: '2.D.' },
  ete_categories: { ids: ['education_categories', 'training_and_experience_categories'], branch: '2.D.' },
  technology_skills: {
    ids: ['software_skills'],
    columns: { example: 'workplace_example', commodity_code: 'element_id', commodity_title: 'element_name' },
  },
  iwa_reference: { ids: ['gwas_to_iwas'], columns: { ...GWA, ...IWA } },
  dwa_reference: { ids: ['gwas_to_iwas_to_dwas'], columns: { ...GWA, ...IWA, ...DWA } },
  tasks_to_dwas: { ids: ['tasks_to_dwas'], columns: DWA },
};

/** A table as release 30.3 and later name and divide it. */
export function inLaterForm(table: WebServicesTable): WebServicesTable[] {
  const form = FORMS[table.id];
  if (!form) return [table];
  const { ids, branch = '', columns = {} } = form;
  const rename = (column: string) => columns[column] ?? column;
  const isIn = ({ element_id: id }: ApiRow) => String(id).startsWith(branch);
  return ids.map((id, i) => {
    const rows = () => (ids.length === 1 ? table.rows : table.rows.filter((row) => isIn(row) === (i === 0)));
    return new WebServicesTable(
      id,
      () => rows().map((row) => renamed(row, rename)),
      () => table.columns.map(rename),
    );
  });
}

function renamed(row: ApiRow, rename: (column: string) => string): ApiRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [rename(column), value]));
}
