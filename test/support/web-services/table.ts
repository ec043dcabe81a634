export type ApiValue = string | number | null;
/** A row as the API sends it: flat, by column ids. */
export type ApiRow = Readonly<Record<string, ApiValue>>;
export type ColumnType = 'Text' | 'Number' | 'Date';

const TEXTS = [
  ...['onetsoc_code', 'title', 'description', 'element_id', 'element_name', 'scale_id', 'scale_name'],
  ...['recommend_suppress', 'not_relevant', 'domain_source', 'anchor_description'],
  ...['alternate_title', 'job_title', 'short_title', 'sources', 'reported_job_title', 'shown_in_my_next_move'],
  ...['name', 'experience', 'education', 'job_training', 'examples', 'svp_range'],
  ...['related_onetsoc_code', 'related_title', 'relatedness_tier', 'category_description', 'task', 'task_type'],
  ...['example', 'commodity_title', 'hot_technology', 'in_demand', 'iwa_id', 'iwa_title', 'dwa_id', 'dwa_title'],
];
const NUMBERS = [
  ...['data_value', 'n', 'standard_error', 'lower_ci_bound', 'upper_ci_bound'],
  ...['job_zone', 'minimum', 'maximum', 'anchor_value', 'category', 'related_index', 'commodity_code'],
  ...['task_id', 'incumbents_responding'],
];
/** Columns of files that are not here are no part of O*NET: the sample has one that says so of itself. */
export const COLUMN_TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ...TEXTS.map((column) => [column, 'Text'] as const),
  ...NUMBERS.map((column) => [column, 'Number'] as const),
  ['date_updated', 'Date'],
]);

/** A table of the API. */
export class WebServicesTable {
  private byCode: Map<string, ApiRow[]> | undefined;
  private read: readonly ApiRow[] | undefined;

  constructor(
    readonly id: string,
    /** Called when they are first asked for: most servers of most tests need few tables. */
    private readonly readAll: () => readonly ApiRow[],
    /** To be given where there may be no row that shows them. */
    private readonly columnsOf?: () => readonly string[],
  ) {}

  get rows(): readonly ApiRow[] {
    return (this.read ??= this.readAll());
  }

  get columns(): readonly string[] {
    return this.columnsOf?.() ?? Object.keys(this.rows[0] ?? {});
  }

  typeOf(column: string): ColumnType {
    return COLUMN_TYPES.get(column) ?? 'Text';
  }

  /** From an index: a release has 61,530 rows of skills, and nearly every request wants those of one occupation. */
  rowsOf(code: string): readonly ApiRow[] {
    this.byCode ??= groupedByCode(this.rows);
    return this.byCode.get(code.toLowerCase()) ?? [];
  }
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
