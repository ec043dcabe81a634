/**
 * Which words stand in which titles of a release. Occupations are numbered by code; the titles of each follow each other, its
 * own one first, as `distinctTitles` lists them.
 */
export interface PackedTitles {
  /** In the order of their code units. */
  readonly words: readonly string[];
  /** In how many occupations each word occurs, in titles or the description. */
  readonly occupationCounts: Uint16Array;
  /** Where the places of each word begin, and where those of the last one end. */
  readonly placeStarts: Uint32Array;
  /** The places of each word: first those in titles, in ascending order, then those in descriptions. See `toPlace`. */
  readonly places: Uint32Array;
  /** The number of the first title of each occupation, and of all titles. */
  readonly titleStarts: Uint32Array;
  /** The occupation of each title. */
  readonly occupations: Uint16Array;
  /** The words of each title. */
  readonly titleLengths: Uint8Array;
  /** The words of all titles of an occupation and of its description. */
  readonly lengths: Uint32Array;
}

/** More words than a title of 250 characters has, but for made-up ones. */
const POSITIONS = 256;
const POSITION_BITS = 8;

/** A place of a word: the title, and the how-manieth word of it. The titles are followed by one description an occupation. */
export function toPlace(title: number, position: number): number {
  return title * POSITIONS + Math.min(position, POSITIONS - 1);
}

export function titleAt(place: number): number {
  return place >>> POSITION_BITS;
}

export function positionAt(place: number): number {
  return place & (POSITIONS - 1);
}
