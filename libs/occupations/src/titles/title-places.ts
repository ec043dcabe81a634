import { positionAt, titleAt, type PackedTitles } from './packed-titles';
import { Vocabulary } from './vocabulary';

/** A title with the words of a query, and whose it is. */
export interface TitleOfOccupation {
  readonly title: number;
  readonly occupation: number;
}

/** Without the words, which the vocabulary keeps in its own form. */
type PackedPlaces = Omit<PackedTitles, 'words' | 'occupationCounts'>;

/** Where the words of a release's titles and descriptions stand. */
export class TitlePlaces {
  readonly vocabulary: Vocabulary;
  readonly titleCount: number;
  readonly occupationCount: number;
  readonly averageLength: number;

  private readonly packed: PackedPlaces;

  constructor({ words, occupationCounts, ...packed }: PackedTitles) {
    this.packed = packed;
    this.vocabulary = new Vocabulary(words, occupationCounts);
    this.titleCount = packed.occupations.length;
    this.occupationCount = packed.lengths.length;
    let wordCount = 0;
    for (const length of packed.lengths) wordCount += length;
    this.averageLength = wordCount / this.occupationCount;
  }

  get byteLength(): number {
    return Object.values(this.packed).reduce((sum, { byteLength }) => sum + byteLength, this.vocabulary.byteLength);
  }

  /** The places of all words; for `titleAt` and `positionAt`. */
  get all(): Uint32Array {
    return this.packed.places;
  }

  /** Where the places of a word begin among all places, and where they end: those in titles before those in descriptions. */
  rangeOf(word: number): readonly [from: number, to: number] {
    return [this.packed.placeStarts[word] ?? 0, this.packed.placeStarts[word + 1] ?? 0];
  }

  /** The places of a word by themselves. */
  of(word: number): Uint32Array {
    return this.packed.places.subarray(...this.rangeOf(word));
  }

  /** The occupation of a title or description. */
  occupationOf(title: number): number {
    return title < this.titleCount ? (this.packed.occupations[title] ?? 0) : title - this.titleCount;
  }

  /** How many words a title has. */
  lengthOfTitle(title: number): number {
    return this.packed.titleLengths[title] ?? 0;
  }

  /** How many words an occupation has, in its titles and its description. */
  lengthOf(occupation: number): number {
    return this.packed.lengths[occupation] ?? 0;
  }

  /** The titles of an occupation, as the first and the one behind the last; the first is its own one. */
  titlesOf(occupation: number): readonly [from: number, to: number] {
    return [this.packed.titleStarts[occupation] ?? 0, this.packed.titleStarts[occupation + 1] ?? 0];
  }

  isOwn({ title, occupation }: TitleOfOccupation): boolean {
    return title === this.packed.titleStarts[occupation];
  }

  /** The titles that consist of these words in this order, in the order of occupations; the own title comes first. */
  same(words: readonly string[]): TitleOfOccupation[] {
    const numbers = words.flatMap((word) => this.vocabulary.find(word) ?? []);
    if (numbers.length < words.length) return [];
    let titles: Set<number> | null = null;
    for (const [position, number] of numbers.entries()) titles = this.among(titles, number, position);
    return [...(titles ?? [])]
      .filter((title) => this.lengthOfTitle(title) === words.length)
      .map((title) => ({ title, occupation: this.occupationOf(title) }));
  }

  /** Those of some titles that have the word at this position; of all titles where none are given. */
  private among(titles: Set<number> | null, word: number, position: number): Set<number> {
    const found = new Set<number>();
    for (const place of this.of(word)) {
      const title = titleAt(place);
      if (title >= this.titleCount) break;
      if (positionAt(place) === position && (titles === null || titles.has(title))) found.add(title);
    }
    return found;
  }
}
