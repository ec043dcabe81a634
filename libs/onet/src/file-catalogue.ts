import type { Domain } from './domain';
import type { FileShape } from './file-shapes';

/**
 * One kind of O*NET table. A kind may be one file or several, and its files were renamed over time: `generations` lists
 * the sets of files that hold it, each complete in itself.
 */
export interface CatalogueEntry {
  /** Says which columns it has, and with them where its rows land, by which rule they are read and where they go. */
  readonly shape: FileShape;
  /** Of ratings: what the elements that it rates belong to. */
  readonly domain?: Domain;
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
  anchors: { shape: 'anchor', generations: [['Level Scale Anchors']], required: false },
  jobZones: { shape: 'jobZone', generations: [['Job Zones']], required: false },
  titles: { shape: 'title', generations: [['Alternate Titles'], ['Job Titles']], required: false },
} as const satisfies Record<string, CatalogueEntry>;

export type FileKind = keyof typeof FILE_CATALOGUE;

/** The shape that the files of a kind have. */
export type ShapeOf<K extends FileKind> = (typeof FILE_CATALOGUE)[K]['shape'];

/** Every kind, in an order in which each comes after those that it refers to. */
export const FILE_KINDS = Object.keys(FILE_CATALOGUE) as FileKind[];
