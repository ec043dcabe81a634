import type { OnetSocCode } from '@app/onet';
import { compact } from './ascii-json';

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

/**
 * What is made of an occupation alone, for good: a release has a thousand of them. To keep half of these took more memory, as the
 * garbage collector lets what was dropped lie for a while.
 */
export function keptByOccupation<Made extends object>(make: (code: OnetSocCode) => Made): (code: OnetSocCode) => Made {
  const kept = new Map<OnetSocCode, Made>();
  return (code) => {
    const known = kept.get(code);
    if (known) return known;
    const made = make(code);
    kept.set(code, made);
    return made;
  };
}
