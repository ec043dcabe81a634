/** Repeated texts by number, collected while rows are read; number 0 stands for null. */
export class TextNumbers {
  private readonly numbers: Map<string, number>;

  /** @param texts those that have numbers already, added to; for `textAt` */
  constructor(readonly texts: string[] = []) {
    this.numbers = new Map(texts.map((text, i) => [text, i + 1]));
  }

  add(text: string | null): number {
    if (text === null) return 0;
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text);
    this.numbers.set(text, number);
    return number;
  }

  get(number: number | undefined): string | null {
    return textAt(this.texts, number);
  }
}

/** The text of a number that `TextNumbers` gave. */
export function textAt(texts: readonly string[], number: number | undefined): string | null {
  return number === undefined || number === 0 ? null : (texts[number - 1] ?? null);
}

const MISSING = -1;

/** A flag as a number from -1 (null) to 1; rows that come raw have 0 and 1 already. */
export function packFlag(flag: boolean | number | null): number {
  return flag === null ? MISSING : Number(flag);
}

export function unpackFlag(packed: number | undefined): boolean | null {
  return packed === undefined || packed === MISSING ? null : packed === 1;
}

/** A whole number from 0 on. */
export function packCount(count: number | null): number {
  return count ?? MISSING;
}

export function unpackCount(packed: number | undefined): number | null {
  return packed === undefined || packed === MISSING ? null : packed;
}

/** The tables have four decimals and five digits before them, which 32 bits hold. */
const UNITS = 10_000;
const NO_DECIMAL = -(2 ** 31);

/** A decimal as a whole number of its last digit, exact. */
export function packDecimal(value: number | null): number {
  return value === null ? NO_DECIMAL : Math.round(value * UNITS);
}

export function unpackDecimal(packed: number | undefined): number | null {
  return packed === undefined || packed === NO_DECIMAL ? null : packed / UNITS;
}

/** Memory that texts take, roughly: most have one byte a character, and each some more around it. */
export function byteLengthOfTexts(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length + BYTES_AROUND_A_TEXT, 0);
}

const BYTES_AROUND_A_TEXT = 24;
