import type { OnetSocCode } from '@app/onet';
import { LRUCache } from 'lru-cache';
import { compact } from './ascii-json';

/** Half of those of a release, which are most of those that are asked for: with all, a service would have too much to hold. */
const MOST_OCCUPATIONS = 512;

/**
 * Texts that differ in a whole number of some unit alone, such as hundredths of a level. To print a number with decimals takes
 * longer than all else of a row, and to join many short texts is most of the rest, so that each is made once, with what stands
 * around the number.
 */
export class TextByNumber {
  private readonly texts: string[] = [];
  private readonly textsBelow: string[] = [];

  /** @param write of numbers that are few enough that their texts can be kept */
  constructor(private readonly write: (number: number) => string) {}

  of(number: number): string {
    if (number < 0) return (this.textsBelow[-number] ??= compact(this.write(number)));
    return (this.texts[number] ??= compact(this.write(number)));
  }
}

/** The same by a word that many rows share, such as a date, or by none. */
export class TextByWord {
  private readonly texts = new Map<string | null, string>();

  constructor(private readonly write: (word: string | null) => string) {}

  of(word: string | null): string {
    const kept = this.texts.get(word);
    if (kept !== undefined) return kept;
    const text = compact(this.write(word));
    this.texts.set(word, text);
    return text;
  }
}

/** What is made of an occupation alone, and kept for those that were asked for last. */
export function keptByOccupation<Made extends object>(make: (code: OnetSocCode) => Made): (code: OnetSocCode) => Made {
  const kept = new LRUCache<OnetSocCode, Made>({ max: MOST_OCCUPATIONS, memoMethod: make });
  return (code) => kept.memo(code);
}
