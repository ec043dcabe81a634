import type { Domain } from './domain';
import type { FileShape } from './file-shapes';

/** What a release may have beside ratings, by the name that answers call it; each is optional. */
export const PARTS = [
  ...(['level_anchors', 'job_zones', 'alternate_titles', 'reported_titles', 'related'] as const),
  ...(['technology', 'preparation', 'tasks', 'activities'] as const),
] as const;

export type Part = (typeof PARTS)[number];

/**
 * One kind of O*NET table. A kind may be one file or several, and its files were renamed over time: `generations` lists
 * the sets of files that hold it, each complete in itself.
 */
export interface CatalogueEntry {
  /** Says which columns it has, and with them where its rows land, by which rule they are read and where they go. */
  readonly shape: FileShape;
  /** Of ratings: what the elements that it rates belong to. */
  readonly domain?: Domain;
  /** Of what is no rating: the part of a release that it is read for. */
  readonly part?: Part;
  readonly generations: readonly (readonly string[])[];
  /** A release cannot be published without it. */
  readonly required: boolean;
}

/** The O*NET files that this service reads, by kind, with the names of every generation since 20.1. */
export const FILE_CATALOGUE = {
  scales: { shape: 'scale', generations: [['Scales Reference']], required: true },
  elements: { shape: 'element', generations: [['Content Model Reference']], required: false },
  occupations: { shape: 'occupation', generations: [['Occupation Data']], required: true },
  skills: {
    shape: 'rating',
    domain: 'skills',
    generations: [['Skills'], ['Essential Skills', 'Transferable Skills']],
    required: true,
  },
  knowledge: { shape: 'rating', domain: 'knowledge', generations: [['Knowledge']], required: false },
  abilities: { shape: 'rating', domain: 'abilities', generations: [['Abilities']], required: false },
  workActivities: { shape: 'rating', domain: 'work_activities', generations: [['Work Activities']], required: false },
  anchors: { shape: 'anchor', part: 'level_anchors', generations: [['Level Scale Anchors']], required: false },
  jobZones: { shape: 'jobZone', part: 'job_zones', generations: [['Job Zones']], required: false },
  jobZoneReference: {
    shape: 'jobZoneReference',
    part: 'job_zones',
    generations: [['Job Zone Reference']],
    required: false,
  },
  titles: {
    shape: 'title',
    part: 'alternate_titles',
    generations: [['Alternate Titles'], ['Job Titles']],
    required: false,
  },
  reportedTitles: {
    shape: 'reportedTitle',
    part: 'reported_titles',
    generations: [['Sample of Reported Titles']],
    required: false,
  },
  relatedOccupations: {
    shape: 'relatedOccupation',
    part: 'related',
    generations: [['Related Occupations']],
    required: false,
  },
  technology: {
    shape: 'technology',
    part: 'technology',
    generations: [['Technology Skills'], ['Software Skills']],
    required: false,
  },
  preparationCategories: {
    shape: 'preparationCategory',
    part: 'preparation',
    // The last generation is what the SQL form calls the first.
    generations: [
      ['Education, Training, and Experience Categories'],
      ['Education Categories', 'Training and Experience Categories'],
      ['ETE Categories'],
    ],
    required: false,
  },
  preparation: {
    shape: 'preparation',
    part: 'preparation',
    generations: [
      ['Education, Training, and Experience'],
      ['Education', 'Training and Experience'],
      ['Education Training Experience'],
    ],
    required: false,
  },
  tasks: { shape: 'task', part: 'tasks', generations: [['Task Statements']], required: false },
  intermediateActivities: {
    shape: 'intermediateActivity',
    part: 'activities',
    generations: [['IWA Reference'], ['GWAs to IWAs']],
    required: false,
  },
  detailedActivities: {
    shape: 'detailedActivity',
    part: 'activities',
    generations: [['DWA Reference'], ['GWAs to IWAs to DWAs']],
    required: false,
  },
  taskActivities: { shape: 'taskActivity', part: 'activities', generations: [['Tasks to DWAs']], required: false },
} as const satisfies Record<string, CatalogueEntry>;

export type FileKind = keyof typeof FILE_CATALOGUE;

/** The shape that the files of a kind have. */
export type ShapeOf<K extends FileKind> = (typeof FILE_CATALOGUE)[K]['shape'];

/** Every kind, in an order in which each comes after those that it refers to, and those of one shape next to each other. */
export const FILE_KINDS = Object.keys(FILE_CATALOGUE) as FileKind[];
