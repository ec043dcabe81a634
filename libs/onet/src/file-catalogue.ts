/** A column of an O*NET file: the landing column it goes to and the headers it has had. */
export interface CatalogueColumn {
  readonly column: string;
  readonly headers: readonly string[];
  /** Holds numbers with decimals, which some spreadsheets write with a comma. */
  readonly decimal?: true;
  /** The tables of the SQL form are without it. */
  readonly optional?: true;
}

/**
 * One kind of O*NET table. A kind may be one file or several, and its files were renamed over time: `generations` lists
 * the sets of files that hold it, each complete in itself.
 */
export interface CatalogueEntry {
  readonly generations: readonly (readonly string[])[];
  /** A release cannot be published without it. */
  readonly required: boolean;
  readonly columns: readonly CatalogueColumn[];
}

/** Repeats what Content Model Reference says. */
const ELEMENT_NAME: CatalogueColumn = { ...column('element_name', 'Element Name'), optional: true };

const RATING_COLUMNS = [
  column('onet_soc_code', 'O*NET-SOC Code'),
  column('element_id', 'Element ID'),
  ELEMENT_NAME,
  column('scale_id', 'Scale ID'),
  decimal('data_value', 'Data Value'),
  column('n', 'N'),
  decimal('standard_error', 'Standard Error'),
  decimal('lower_ci_bound', 'Lower CI Bound'),
  decimal('upper_ci_bound', 'Upper CI Bound'),
  column('recommend_suppress', 'Recommend Suppress'),
  column('not_relevant', 'Not Relevant'),
  column('date_updated', 'Date', 'Date Updated'),
  column('domain_source', 'Domain Source'),
];

/** The O*NET files that this service reads, by kind, with the names of every generation since 20.1. */
export const FILE_CATALOGUE = {
  scales: {
    generations: [['Scales Reference']],
    required: true,
    columns: [
      column('scale_id', 'Scale ID'),
      column('scale_name', 'Scale Name'),
      column('minimum', 'Minimum'),
      column('maximum', 'Maximum'),
    ],
  },
  elements: {
    generations: [['Content Model Reference']],
    required: false,
    columns: [
      column('element_id', 'Element ID'),
      column('element_name', 'Element Name'),
      column('description', 'Description'),
    ],
  },
  occupations: {
    generations: [['Occupation Data']],
    required: true,
    columns: [
      column('onet_soc_code', 'O*NET-SOC Code'),
      column('title', 'Title'),
      column('description', 'Description'),
    ],
  },
  skills: {
    generations: [['Skills'], ['Essential Skills', 'Transferable Skills']],
    required: true,
    columns: RATING_COLUMNS,
  },
  anchors: {
    generations: [['Level Scale Anchors']],
    required: false,
    columns: [
      column('element_id', 'Element ID'),
      ELEMENT_NAME,
      column('scale_id', 'Scale ID'),
      column('anchor_value', 'Anchor Value'),
      column('anchor_description', 'Anchor Description'),
    ],
  },
  jobZones: {
    generations: [['Job Zones']],
    required: false,
    columns: [
      column('onet_soc_code', 'O*NET-SOC Code'),
      column('job_zone', 'Job Zone'),
      column('date_updated', 'Date', 'Date Updated'),
      column('domain_source', 'Domain Source'),
    ],
  },
  titles: {
    generations: [['Alternate Titles'], ['Job Titles']],
    required: false,
    columns: [
      column('onet_soc_code', 'O*NET-SOC Code'),
      column('alternate_title', 'Alternate Title', 'Job Title'),
      column('short_title', 'Short Title'),
      column('sources', 'Source(s)'),
    ],
  },
} as const satisfies Record<string, CatalogueEntry>;

export type FileKind = keyof typeof FILE_CATALOGUE;

/** Every kind, in an order in which each comes after those that it refers to. */
export const FILE_KINDS = Object.keys(FILE_CATALOGUE) as FileKind[];

/**
 * The form in which file names and headers are compared: lower case, letters and digits only. So `Source(s)` equals
 * `sources` and `Essential Skills` equals `essential_skills`, but never `Essential Skills to Work Activities`.
 */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function column(name: string, ...headers: string[]): CatalogueColumn {
  return { column: name, headers };
}

function decimal(name: string, ...headers: string[]): CatalogueColumn {
  return { column: name, headers, decimal: true };
}
