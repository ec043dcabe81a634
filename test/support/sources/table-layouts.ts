/** A table that every made-up release has. */
export type OnetTableName = 'scales' | 'elements' | 'occupations' | 'skills' | 'anchors' | 'jobZones' | 'titles';

/** A table that a made-up release may be without. */
export type FurtherTableName =
  | 'knowledge'
  | 'abilities'
  | 'workActivities'
  | 'jobZoneReference'
  | 'reportedTitles'
  | 'relatedOccupations'
  | 'technology'
  | 'preparation'
  | 'preparationCategories'
  | 'tasks'
  | 'intermediateActivities'
  | 'detailedActivities'
  | 'taskActivities';

export type AnyTableName = OnetTableName | FurtherTableName;

/** The fields of a row in the order of its file; with another number of fields than the header has, it is misshapen. */
export type OnetRow = readonly string[];

/** Every table that there is. */
export type WholeTables = Record<AnyTableName, readonly OnetRow[]>;

/** The tables of a release; one that is not given has no file in it. */
export type OnetTables = Pick<WholeTables, OnetTableName> & Partial<Pick<WholeTables, FurtherTableName>>;

const RATING_HEADERS = [
  'O*NET-SOC Code',
  'Element ID',
  'Element Name',
  'Scale ID',
  'Data Value',
  'N',
  'Standard Error',
  'Lower CI Bound',
  'Upper CI Bound',
  'Recommend Suppress',
  'Not Relevant',
  'Date',
  'Domain Source',
] as const;

/** The tables by the names and headers that their text files have up to release 30.2. */
export const TABLE_LAYOUTS = {
  scales: { name: 'Scales Reference', headers: ['Scale ID', 'Scale Name', 'Minimum', 'Maximum'] },
  elements: { name: 'Content Model Reference', headers: ['Element ID', 'Element Name', 'Description'] },
  occupations: { name: 'Occupation Data', headers: ['O*NET-SOC Code', 'Title', 'Description'] },
  skills: { name: 'Skills', headers: RATING_HEADERS },
  anchors: {
    name: 'Level Scale Anchors',
    headers: ['Element ID', 'Element Name', 'Scale ID', 'Anchor Value', 'Anchor Description'],
  },
  jobZones: {
    name: 'Job Zones',
    headers: ['O*NET-SOC Code', 'Job Zone', 'Date', 'Domain Source'],
  },
  titles: {
    name: 'Alternate Titles',
    headers: ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)'],
  },
  knowledge: { name: 'Knowledge', headers: RATING_HEADERS },
  abilities: { name: 'Abilities', headers: RATING_HEADERS },
  workActivities: { name: 'Work Activities', headers: RATING_HEADERS },
  jobZoneReference: {
    name: 'Job Zone Reference',
    headers: ['Job Zone', 'Name', 'Experience', 'Education', 'Job Training', 'Examples', 'SVP Range'],
  },
  reportedTitles: {
    name: 'Sample of Reported Titles',
    headers: ['O*NET-SOC Code', 'Reported Job Title', 'Shown in My Next Move'],
  },
  relatedOccupations: {
    name: 'Related Occupations',
    headers: ['O*NET-SOC Code', 'Related O*NET-SOC Code', 'Relatedness Tier', 'Index'],
  },
  technology: {
    name: 'Technology Skills',
    headers: ['O*NET-SOC Code', 'Example', 'Commodity Code', 'Commodity Title', 'Hot Technology', 'In Demand'],
  },
  preparation: {
    name: 'Education, Training, and Experience',
    headers: [
      ...['O*NET-SOC Code', 'Element ID', 'Element Name', 'Scale ID', 'Category', 'Data Value', 'N', 'Standard Error'],
      ...['Lower CI Bound', 'Upper CI Bound', 'Recommend Suppress', 'Date', 'Domain Source'],
    ],
  },
  preparationCategories: {
    name: 'Education, Training, and Experience Categories',
    headers: ['Element ID', 'Element Name', 'Scale ID', 'Category', 'Category Description'],
  },
  tasks: {
    name: 'Task Statements',
    headers: ['O*NET-SOC Code', 'Task ID', 'Task', 'Task Type', 'Incumbents Responding', 'Date', 'Domain Source'],
  },
  intermediateActivities: { name: 'IWA Reference', headers: ['Element ID', 'Element Name', 'IWA ID', 'IWA Title'] },
  detailedActivities: {
    name: 'DWA Reference',
    headers: ['Element ID', 'Element Name', 'IWA ID', 'IWA Title', 'DWA ID', 'DWA Title'],
  },
  taskActivities: {
    name: 'Tasks to DWAs',
    headers: ['O*NET-SOC Code', 'Task ID', 'DWA ID', 'Date', 'Domain Source'],
  },
} as const satisfies Record<AnyTableName, { name: string; headers: readonly string[] }>;

export const TABLE_NAMES = Object.keys(TABLE_LAYOUTS) as AnyTableName[];
