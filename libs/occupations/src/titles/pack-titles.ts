import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OccupationEntry } from '../directory/occupation-directory';
import { distinctTitles } from './distinct-titles';
import { toPlace, type PackedTitles } from './packed-titles';
import { titleWords } from './title-key';

/** A few milliseconds each: requests are served meanwhile. */
const OCCUPATIONS_AT_ONCE = 10;
const PLACES_AT_ONCE = 50_000;
const MOST_WORDS = 255;

/** Indexes the titles and descriptions of the occupations of a release, which come in the order of their codes. */
export async function packTitles(occupations: readonly OccupationEntry[]): Promise<PackedTitles> {
  const packer = new TitlePacker();
  for (const [i, occupation] of occupations.entries()) {
    packer.add(occupation);
    if (i % OCCUPATIONS_AT_ONCE === OCCUPATIONS_AT_ONCE - 1) await nextTurn();
  }
  return packer.build();
}

/** Words by a number of their own, with the title and the position of each. */
class WordList {
  readonly words: number[] = [];
  readonly titles: number[] = [];
  readonly positions: number[] = [];

  push(word: number, title: number, position: number): void {
    this.words.push(word);
    this.titles.push(title);
    this.positions.push(position);
  }
}

class TitlePacker {
  private readonly numbers = new Map<string, number>();
  private readonly inTitles = new WordList();
  private readonly inDescriptions = new WordList();
  private readonly occupationCounts: number[] = [];
  private readonly lastSeenIn: number[] = [];
  private readonly titleStarts = [0];
  private readonly titleLengths: number[] = [];
  private readonly lengths: number[] = [];

  add(occupation: OccupationEntry): void {
    const number = this.lengths.length;
    let length = 0;
    for (const { text } of distinctTitles(occupation)) {
      const words = this.list(titleWords(text), this.titleLengths.length, this.inTitles);
      this.titleLengths.push(Math.min(words, MOST_WORDS));
      length += words;
    }
    length += this.list(titleWords(occupation.description), number, this.inDescriptions);
    this.titleStarts.push(this.titleLengths.length);
    this.lengths.push(length);
  }

  async build(): Promise<PackedTitles> {
    const words = [...this.numbers.keys()].sort();
    const rank = new Uint32Array(words.length);
    const occupationCounts = new Uint16Array(words.length);
    for (const [i, word] of words.entries()) {
      const number = this.numbers.get(word) ?? 0;
      rank[number] = i;
      occupationCounts[i] = this.occupationCounts[number] ?? 0;
    }
    await nextTurn();
    const titleCount = this.titleLengths.length;
    const occupations = new Uint16Array(titleCount);
    for (const [i, start] of this.titleStarts.entries()) occupations.fill(i, start, this.titleStarts[i + 1]);
    return {
      ...{ words, occupationCounts, occupations },
      ...(await this.placesInOrder(rank)),
      titleStarts: new Uint32Array(this.titleStarts),
      titleLengths: new Uint8Array(this.titleLengths),
      lengths: new Uint32Array(this.lengths),
    };
  }

  /** @returns the number of words */
  private list(words: readonly string[], title: number, list: WordList): number {
    const occupation = this.lengths.length;
    for (const [position, word] of words.entries()) {
      const number = this.numberOf(word);
      if (this.lastSeenIn[number] !== occupation) {
        this.lastSeenIn[number] = occupation;
        this.occupationCounts[number] = (this.occupationCounts[number] ?? 0) + 1;
      }
      list.push(number, title, position);
    }
    return words.length;
  }

  private numberOf(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(word, number);
    return number;
  }

  /** Counts how many places each word has, and then puts each place where it belongs. */
  private async placesInOrder(rank: Uint32Array): Promise<Pick<PackedTitles, 'placeStarts' | 'places'>> {
    const { inTitles, inDescriptions } = this;
    const placeStarts = new Uint32Array(rank.length + 1);
    for (const { words } of [inTitles, inDescriptions]) {
      for (const word of words) raise(placeStarts, (rank[word] ?? 0) + 1, 1);
    }
    for (let i = 1; i < placeStarts.length; i++) raise(placeStarts, i, placeStarts[i - 1] ?? 0);
    const places = new Uint32Array(inTitles.words.length + inDescriptions.words.length);
    const next = placeStarts.slice();
    await put(inTitles, 0);
    await put(inDescriptions, this.titleLengths.length);
    return { placeStarts, places };

    async function put({ words, titles, positions }: WordList, firstTitle: number): Promise<void> {
      for (let i = 0; i < words.length; i++) {
        const word = rank[words[i] ?? 0] ?? 0;
        places[next[word] ?? 0] = toPlace((titles[i] ?? 0) + firstTitle, positions[i] ?? 0);
        raise(next, word, 1);
        if (i % PLACES_AT_ONCE === 0) await nextTurn();
      }
    }
  }
}

function raise(numbers: Uint32Array, at: number, by: number): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
