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

/** The arrays of all ratings on one scale, [occupation × element]. */
export interface RatingArrays {
  /** NaN where there is no rating. */
  readonly dataValue: Float64Array;
  readonly n: Int32Array;
  /** In ten-thousandths, the finest that O*NET prints: whole numbers divided by 10,000 are what was printed. */
  readonly standardError: Int32Array;
  readonly lowerCiBound: Int32Array;
  readonly upperCiBound: Int32Array;
  readonly recommendSuppress: Int8Array;
  readonly notRelevant: Int8Array;
  /** Dates and sources are few and repeated: numbers of entries in `Words`. */
  readonly dateUpdated: Uint16Array;
  readonly domainSource: Uint16Array;
  readonly source: Uint16Array;
}

/** All ratings on one scale: those of a whole release, on 161 elements, take 5 MB. */
export class RatingColumns {
  constructor(
    readonly arrays: RatingArrays,
    readonly words: Words,
  ) {}

  /** For `size` cells, none of which has a rating. */
  static empty(size: number, words: Words): RatingColumns {
    const numbers = (): Int32Array => new Int32Array(size).fill(MISSING);
    const flags = (): Int8Array => new Int8Array(size).fill(UNKNOWN);
    const arrays = {
      dataValue: new Float64Array(size).fill(NaN),
      n: numbers(),
      standardError: numbers(),
      lowerCiBound: numbers(),
      upperCiBound: numbers(),
      recommendSuppress: flags(),
      notRelevant: flags(),
      dateUpdated: new Uint16Array(size),
      domainSource: new Uint16Array(size),
      source: new Uint16Array(size),
    };
    return new RatingColumns(arrays, words);
  }

  /** NaN where there is no rating. */
  get dataValue(): Float64Array {
    return this.arrays.dataValue;
  }

  /** True if one of the cells from `start` up to but without `end` has a rating. */
  hasRating(start: number, end: number): boolean {
    for (let cell = start; cell < end; cell++) if (!Number.isNaN(this.dataValue[cell])) return true;
    return false;
  }

  /** A copy for `size` cells, at least as many as there are; the new ones have no rating. */
  copy(size: number): RatingColumns {
    const copy = RatingColumns.empty(size, this.words);
    for (const name of COLUMNS) copy.arrays[name].set(this.arrays[name]);
    return copy;
  }

  get byteLength(): number {
    return COLUMNS.reduce((sum, name) => sum + this.arrays[name].byteLength, 0);
  }

  set(cell: number, rating: Rating): void {
    const { arrays, words } = this;
    arrays.dataValue[cell] = rating.dataValue;
    arrays.n[cell] = rating.n ?? MISSING;
    arrays.standardError[cell] = toUnits(rating.standardError);
    arrays.lowerCiBound[cell] = toUnits(rating.lowerCiBound);
    arrays.upperCiBound[cell] = toUnits(rating.upperCiBound);
    arrays.recommendSuppress[cell] = flagNumber(rating.recommendSuppress);
    arrays.notRelevant[cell] = flagNumber(rating.notRelevant);
    arrays.dateUpdated[cell] = words.add(rating.dateUpdated);
    arrays.domainSource[cell] = words.add(rating.domainSource);
    arrays.source[cell] = words.add(rating.source);
  }

  /** Puts a rating of other columns, of the same words, into a cell. */
  copyCell(cell: number, from: RatingColumns, fromCell: number): void {
    for (const name of COLUMNS) this.arrays[name][cell] = from.arrays[name][fromCell] ?? 0;
  }

  get(cell: number): Rating | null {
    const { arrays, words } = this;
    const dataValue = arrays.dataValue[cell] ?? NaN;
    if (Number.isNaN(dataValue)) return null;
    return {
      dataValue,
      n: numberAt(arrays.n, cell),
      standardError: decimalAt(arrays.standardError, cell),
      lowerCiBound: decimalAt(arrays.lowerCiBound, cell),
      upperCiBound: decimalAt(arrays.upperCiBound, cell),
      recommendSuppress: flagAt(arrays.recommendSuppress, cell),
      notRelevant: flagAt(arrays.notRelevant, cell),
      dateUpdated: words.get(arrays.dateUpdated[cell]),
      domainSource: words.get(arrays.domainSource[cell]),
      source: words.get(arrays.source[cell]) as RowSource,
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
  private readonly numbers: Map<string, number>;

  /** @param texts by number */
  constructor(readonly texts: (string | null)[] = [null]) {
    this.numbers = new Map(texts.flatMap((text, number) => (text === null ? [] : [[text, number]])));
  }

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
/** No number that O*NET prints is as low. */
const MISSING = -(2 ** 31);
const UNITS = 10_000;

function flagNumber(flag: boolean | null): number {
  return flag === null ? UNKNOWN : Number(flag);
}

function flagAt(flags: Int8Array, cell: number): boolean | null {
  const flag = flags[cell] ?? UNKNOWN;
  return flag === UNKNOWN ? null : flag === 1;
}

function numberAt(numbers: Int32Array, cell: number): number | null {
  const number = numbers[cell] ?? MISSING;
  return number === MISSING ? null : number;
}

function toUnits(decimal: number | null): number {
  return decimal === null ? MISSING : Math.round(decimal * UNITS);
}

function decimalAt(units: Int32Array, cell: number): number | null {
  const number = numberAt(units, cell);
  return number === null ? null : number / UNITS;
}
