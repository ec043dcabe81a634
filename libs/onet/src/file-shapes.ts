/** A column of an O*NET file: the landing column it goes to and the headers it has had. */
export interface CatalogueColumn {
  readonly column: string;
  readonly headers: readonly string[];
  /** Holds numbers with decimals, which some spreadsheets write with a comma. */
  readonly decimal?: true;
  /** Some forms or releases are without it. */
  readonly optional?: true;
}

/** Repeats what Content Model Reference says. */
const ELEMENT_NAME: CatalogueColumn = { ...column('element_name', 'Element Name'), optional: true };

/**
 * The columns of the files of each shape. Kinds of file that have the same columns are of one shape: what says what their
 * rows mean and where they go is written once.
 */
export const SHAPE_COLUMNS = {
  scale: [
    column('scale_id', 'Scale ID'),
    column('scale_name', 'Scale Name'),
    column('minimum', 'Minimum'),
    column('maximum', 'Maximum'),
  ],
  element: [
    column('element_id', 'Element ID'),
    column('element_name', 'Element Name'),
    column('description', 'Description'),
  ],
  occupation: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('title', 'Title'),
    column('description', 'Description'),
  ],
  rating: [
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
  ],
  anchor: [
    column('element_id', 'Element ID'),
    ELEMENT_NAME,
    column('scale_id', 'Scale ID'),
    column('anchor_value', 'Anchor Value'),
    column('anchor_description', 'Anchor Description'),
  ],
  jobZone: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('job_zone', 'Job Zone'),
    column('date_updated', 'Date', 'Date Updated'),
    column('domain_source', 'Domain Source'),
  ],
  title: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('alternate_title', 'Alternate Title', 'Job Title'),
    column('short_title', 'Short Title'),
    column('sources', 'Source(s)'),
  ],
  jobZoneReference: [
    column('job_zone', 'Job Zone'),
    column('name', 'Name'),
    column('experience', 'Experience'),
    column('education', 'Education'),
    column('job_training', 'Job Training'),
    column('examples', 'Examples'),
    column('svp_range', 'SVP Range'),
  ],
  reportedTitle: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('reported_title', 'Reported Job Title'),
    column('shown_in_my_next_move', 'Shown in My Next Move'),
  ],
  relatedOccupation: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('related_onet_soc_code', 'Related O*NET-SOC Code'),
    column('relatedness_tier', 'Relatedness Tier'),
    column('related_index', 'Index', 'Related Index'),
  ],
  technology: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('example', 'Example', 'Workplace Example'),
    // Since 30.3, software is grouped by elements of the content model in place of UNSPSC commodities.
    column('commodity_code', 'Commodity Code', 'Element ID'),
    { ...column('commodity_title', 'Commodity Title', 'Element Name'), optional: true },
    column('hot_technology', 'Hot Technology'),
    // Releases before 27.1 are without it.
    { ...column('in_demand', 'In Demand'), optional: true },
  ],
  preparation: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('element_id', 'Element ID'),
    ELEMENT_NAME,
    column('scale_id', 'Scale ID'),
    column('category', 'Category'),
    decimal('data_value', 'Data Value'),
    column('n', 'N'),
    decimal('standard_error', 'Standard Error'),
    decimal('lower_ci_bound', 'Lower CI Bound'),
    decimal('upper_ci_bound', 'Upper CI Bound'),
    column('recommend_suppress', 'Recommend Suppress'),
    column('date_updated', 'Date', 'Date Updated'),
    column('domain_source', 'Domain Source'),
  ],
  preparationCategory: [
    column('element_id', 'Element ID'),
    ELEMENT_NAME,
    column('scale_id', 'Scale ID'),
    column('category', 'Category'),
    column('category_description', 'Category Description'),
  ],
  task: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('task_id', 'Task ID'),
    column('task', 'Task'),
    column('task_type', 'Task Type'),
    column('incumbents_responding', 'Incumbents Responding'),
    column('date_updated', 'Date', 'Date Updated'),
    column('domain_source', 'Domain Source'),
  ],
  intermediateActivity: [
    column('element_id', 'Element ID', 'GWA Element ID'),
    column('iwa_id', 'IWA ID', 'IWA Element ID'),
    column('iwa_title', 'IWA Title', 'IWA Element Name'),
  ],
  detailedActivity: [
    column('element_id', 'Element ID', 'GWA Element ID'),
    column('iwa_id', 'IWA ID', 'IWA Element ID'),
    column('dwa_id', 'DWA ID', 'DWA Element ID'),
    column('dwa_title', 'DWA Title', 'DWA Element Name'),
  ],
  taskActivity: [
    column('onet_soc_code', 'O*NET-SOC Code'),
    column('task_id', 'Task ID'),
    column('dwa_id', 'DWA ID', 'DWA Element ID'),
    column('date_updated', 'Date', 'Date Updated'),
    column('domain_source', 'Domain Source'),
  ],
} as const satisfies Record<string, readonly CatalogueColumn[]>;

/** What the rows of a file look like, whatever they are about. */
export type FileShape = keyof typeof SHAPE_COLUMNS;

export const FILE_SHAPES = Object.keys(SHAPE_COLUMNS) as FileShape[];

function column(name: string, ...headers: string[]): CatalogueColumn {
  return { column: name, headers };
}

function decimal(name: string, ...headers: string[]): CatalogueColumn {
  return { column: name, headers, decimal: true };
}
