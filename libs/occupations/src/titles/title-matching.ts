import { positionAt, titleAt } from './packed-titles';
import type { TitlePlaces } from './title-places';
import { LIKENESS, type WordsByLikeness } from './words-like';

/** A mark holds the number of the word, how like it is (two bits), and whether it stands where it stands in the search. */
const MARKS_A_WORD = 8;

/**
 * The titles that have every word of a search, found word by word. It is used for one search after the other: what it notes of
 * each title is a third of a megabyte, which to allocate and to collect again took most of what a long wait was.
 */
export class TitleMatching {
  /** By title: the mark of the last word that it has. A search of 100 characters has 100 words at most. */
  private readonly marks: Uint16Array;
  /** By title: how like the word is that is least like its word of the search. */
  private readonly least: Uint8Array;
  /** By title: 1 if all words so far stand where they stand in the search. */
  private readonly inOrder: Uint8Array;
  /** By title: how many words it has, without those that only stand within others. */
  private readonly had: Uint8Array;
  private words = 0;
  private known = 0;
  /** The titles that have all words so far, and behind them what is no longer of use. */
  private readonly standing: Uint32Array;
  private standingCount = 0;

  constructor(private readonly places: TitlePlaces) {
    this.marks = new Uint16Array(places.titleCount);
    this.least = new Uint8Array(places.titleCount);
    this.inOrder = new Uint8Array(places.titleCount);
    this.had = new Uint8Array(places.titleCount);
    this.standing = new Uint32Array(places.titleCount);
  }

  /** Forgets the search before. */
  begin(): this {
    this.marks.fill(0);
    this.least.fill(LIKENESS.same);
    this.inOrder.fill(1);
    this.had.fill(0);
    [this.words, this.known, this.standingCount] = [0, 0, 0];
    return this;
  }

  /** Until the next word is added. */
  get titles(): Uint32Array {
    return this.standing.subarray(0, this.standingCount);
  }

  /** How many words of the search are in any title, themselves or as a beginning. */
  get knownWords(): number {
    return this.known;
  }

  /** How many words of the search a title has, or the beginnings of them. */
  wordsOf(title: number): number {
    return this.had[title] ?? 0;
  }

  /** How like the words of the search its words are: as much as the one that is least so. */
  likenessOf(title: number): number {
    return this.least[title] ?? LIKENESS.within;
  }

  beginsWithAll(title: number): boolean {
    return this.inOrder[title] === 1;
  }

  isWhole(title: number): boolean {
    return this.beginsWithAll(title) && this.places.lengthOfTitle(title) === this.words;
  }

  /** Takes the next word of the search. */
  add(found: WordsByLikeness): void {
    const { marks, least, inOrder, standing } = this;
    const position = this.words++;
    const ofWord = this.words * MARKS_A_WORD;
    this.mark(found, position, ofWord);
    let count = 0;
    for (const title of this.titles) {
      const mark = (marks[title] ?? 0) - ofWord;
      if (mark < 0) continue;
      standing[count++] = title;
      least[title] = Math.min(least[title] ?? 0, mark >> 1);
      inOrder[title] = (inOrder[title] ?? 0) & mark;
    }
    this.standingCount = count;
  }

  /** @param found the most like words first */
  private mark(found: WordsByLikeness, position: number, ofWord: number): void {
    let marked = 0;
    for (const [likeness, words] of found) {
      const counts = likeness === LIKENESS.within ? 0 : 1;
      // What only stands within others comes last.
      if (likeness === LIKENESS.within && marked > 0) this.known++;
      for (const word of words)
        marked += this.markWord(word, { position, ofWord, mark: ofWord + 2 * likeness, counts });
    }
  }

  /** @returns how many titles have this word and none before of those that are like the one of the search */
  private markWord(word: number, { position, ofWord, mark, counts }: Marking): number {
    const { marks, had, places, standing } = this;
    const { all, titleCount } = places;
    const [from, to] = places.rangeOf(word);
    let marked = 0;
    for (let i = from; i < to; i++) {
      const place = all[i] ?? 0;
      const title = titleAt(place);
      if (title >= titleCount) break;
      const before = marks[title] ?? 0;
      if (before < ofWord) {
        marked++;
        if (position === 0) standing[this.standingCount++] = title;
        had[title] = (had[title] ?? 0) + counts;
      }
      const inPlace = positionAt(place) === position ? mark + 1 : mark;
      if (inPlace > before) marks[title] = inPlace;
    }
    return marked;
  }
}

/** What a word of the index leaves behind at its titles. */
interface Marking {
  readonly position: number;
  /** The least mark of this word of the search. */
  readonly ofWord: number;
  readonly mark: number;
  /** 1 if the title then has one word more. */
  readonly counts: number;
}
