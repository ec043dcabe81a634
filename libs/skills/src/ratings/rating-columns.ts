import type { RowSource } from '@app/occupations';

/** One rating with all that O*NET says of it. Numbers are those of the release, to the last digit. */
export interface Rating {
  readonly dataValue: number;
  readonly n: number | null;
  readonly standardError: number | null;
  readonly lowerCiBound: number | null;
  readonly upperCiBound: number | null;
  readonly recommendSuppress: boolean | null;
  readonly notRelevant: boolean | null;
  /** `YYYY-MM-DD`, the first day of the month of the update. */
  readonly dateUpdated: string | null;
  readonly domainSource: string | null;
  readonly source: RowSource;
}

/** All ratings on one scale, [occupation × skill], as typed arrays: a whole release takes a few megabytes. */
export class RatingColumns {
  /** NaN where there is no rating. */
  readonly dataValue: Float64Array;
  private readonly n: Float64Array;
  private readonly standardError: Float64Array;
  private readonly lowerCiBound: Float64Array;
  private readonly upperCiBound: Float64Array;
  private readonly recommendSuppress: Int8Array;
  private readonly notRelevant: Int8Array;
  /** Dates and sources are few and repeated: numbers of entries in `words`. */
  private readonly dateUpdated: Uint16Array;
  private readonly domainSource: Uint16Array;
  private readonly source: Uint16Array;

  constructor(
    size: number,
    private readonly words: Words,
  ) {
    const numbers = (): Float64Array => new Float64Array(size).fill(NaN);
    this.dataValue = numbers();
    this.n = numbers();
    this.standardError = numbers();
    this.lowerCiBound = numbers();
    this.upperCiBound = numbers();
    this.recommendSuppress = new Int8Array(size).fill(UNKNOWN);
    this.notRelevant = new Int8Array(size).fill(UNKNOWN);
    this.dateUpdated = new Uint16Array(size);
    this.domainSource = new Uint16Array(size);
    this.source = new Uint16Array(size);
  }

  /** A copy for `size` cells, at least as many as there are; the new ones have no rating. */
  copy(size: number): RatingColumns {
    const copy = new RatingColumns(size, this.words);
    for (const name of COLUMNS) copy[name].set(this[name]);
    return copy;
  }

  get byteLength(): number {
    return COLUMNS.reduce((sum, name) => sum + this[name].byteLength, 0);
  }

  set(cell: number, rating: Rating): void {
    this.dataValue[cell] = rating.dataValue;
    this.n[cell] = rating.n ?? NaN;
    this.standardError[cell] = rating.standardError ?? NaN;
    this.lowerCiBound[cell] = rating.lowerCiBound ?? NaN;
    this.upperCiBound[cell] = rating.upperCiBound ?? NaN;
    this.recommendSuppress[cell] = flagNumber(rating.recommendSuppress);
    this.notRelevant[cell] = flagNumber(rating.notRelevant);
    this.dateUpdated[cell] = this.words.add(rating.dateUpdated);
    this.domainSource[cell] = this.words.add(rating.domainSource);
    this.source[cell] = this.words.add(rating.source);
  }

  get(cell: number): Rating | null {
    const dataValue = numberAt(this.dataValue, cell);
    if (dataValue === null) return null;
    return {
      dataValue,
      n: numberAt(this.n, cell),
      standardError: numberAt(this.standardError, cell),
      lowerCiBound: numberAt(this.lowerCiBound, cell),
      upperCiBound: numberAt(this.upperCiBound, cell),
      recommendSuppress: flagAt(this.recommendSuppress, cell),
      notRelevant: flagAt(this.notRelevant, cell),
      dateUpdated: this.words.get(this.dateUpdated[cell]),
      domainSource: this.words.get(this.domainSource[cell]),
      source: this.words.get(this.source[cell]) as RowSource,
    };
  }
}

const COLUMNS = [
  'dataValue',
  'n',
  'standardError',
  'lowerCiBound',
  'upperCiBound',
  'recommendSuppress',
  'notRelevant',
  'dateUpdated',
  'domainSource',
  'source',
] as const;

/** Repeated texts by number; number 0 is null. */
export class Words {
  private readonly texts: (string | null)[] = [null];
  private readonly numbers = new Map<string, number>();

  add(text: string | null): number {
    if (text === null) return 0;
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  get(number: number | undefined): string | null {
    return this.texts[number ?? 0] ?? null;
  }
}

const UNKNOWN = -1;

function flagNumber(flag: boolean | null): number {
  return flag === null ? UNKNOWN : Number(flag);
}

function flagAt(flags: Int8Array, cell: number): boolean | null {
  const flag = flags[cell] ?? UNKNOWN;
  return flag === UNKNOWN ? null : flag === 1;
}

function numberAt(numbers: Float64Array, cell: number): number | null {
  const number = numbers[cell] ?? NaN;
  return Number.isNaN(number) ? null : number;
}
