import { isOneEditAway } from './one-edit';

/** Shorter words are not repaired: nearly every three letters are one edit away from some word. */
const SHORTEST_REPAIRED = 4;

const BYTES_AROUND_A_WORD = 24;
/** Follows every letter that a word may have. */
const AFTER_ALL = '\uffff';

/** The words of an index by their numbers, which follow the alphabet. */
export class Vocabulary {
  /** All words in one text, which is searched a hundred times as fast as one word after the other. */
  private readonly joined: string;
  private readonly starts: Uint32Array;
  private readonly words: readonly string[];

  /**
   * @param words in the order of their code units
   * @param occupationCounts in how many occupations each occurs
   */
  constructor(
    words: readonly string[],
    private readonly occupationCounts: Uint16Array,
  ) {
    this.joined = words.join('\n');
    // Cut out of the one text they keep nothing else in memory.
    this.words = words.length > 0 ? this.joined.split('\n') : [];
    this.starts = new Uint32Array(words.length);
    for (let i = 1; i < words.length; i++) this.starts[i] = this.startOf(i - 1) + this.at(i - 1).length + 1;
  }

  /** Memory that it takes, roughly. */
  get byteLength(): number {
    return 2 * this.joined.length + this.words.length * BYTES_AROUND_A_WORD + 2 * this.starts.byteLength;
  }

  /** Null for a word that is unknown. */
  find(word: string): number | null {
    const place = this.lowerBound(word);
    return this.words[place] === word ? place : null;
  }

  /** The words that begin so, as the first and the one behind the last. */
  beginningWith(text: string): readonly [from: number, to: number] {
    return [this.lowerBound(text), this.lowerBound(text + AFTER_ALL)];
  }

  /** The words that hold the text anywhere. */
  containing(text: string): number[] {
    const found: number[] = [];
    let at = this.joined.indexOf(text);
    while (at >= 0) {
      const word = this.wordAt(at);
      found.push(word);
      at = this.joined.indexOf(text, this.startOf(word) + this.at(word).length);
    }
    return found;
  }

  /** The word that occurs in most occupations of those that are one edit away; of equal ones the first of the alphabet. */
  repair(word: string): number | null {
    if (word.length < SHORTEST_REPAIRED) return null;
    let best: number | null = null;
    let count = 0;
    for (let i = 0; i < this.words.length; i++) {
      const commonness = this.occupationCounts[i] ?? 0;
      if (commonness <= count || !isOneEditAway(word, this.at(i))) continue;
      best = i;
      count = commonness;
    }
    return best;
  }

  private lowerBound(text: string): number {
    let [from, to] = [0, this.words.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.at(middle) < text) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The word that this character of the joined text belongs to. */
  private wordAt(character: number): number {
    let [from, to] = [0, this.words.length];
    while (to - from > 1) {
      const middle = (from + to) >>> 1;
      if (this.startOf(middle) <= character) from = middle;
      else to = middle;
    }
    return from;
  }

  private at(word: number): string {
    return this.words[word] ?? '';
  }

  private startOf(word: number): number {
    return this.starts[word] ?? 0;
  }
}
