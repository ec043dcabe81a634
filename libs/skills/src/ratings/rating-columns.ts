import type { RowSource } from '@app/occupations';
import {
  packCount,
  packDecimal,
  packFlag,
  unpackCount,
  unpackDecimal,
  unpackFlag,
  type TextNumbers,
} from '@app/releases';

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
  /** As whole numbers of the last digit that O*NET prints. */
  readonly standardError: Int32Array;
  readonly lowerCiBound: Int32Array;
  readonly upperCiBound: Int32Array;
  readonly recommendSuppress: Int8Array;
  readonly notRelevant: Int8Array;
  /** Dates and sources are few and repeated: numbers of entries in `words`. */
  readonly dateUpdated: Uint16Array;
  readonly domainSource: Uint16Array;
  readonly source: Uint16Array;
}

/** All ratings on one scale: those of a whole release, on 161 elements, take 5 MB. */
export class RatingColumns {
  constructor(
    readonly arrays: RatingArrays,
    readonly words: TextNumbers,
  ) {}

  /** For `size` cells, none of which has a rating. */
  static empty(size: number, words: TextNumbers): RatingColumns {
    const decimals = (): Int32Array => new Int32Array(size).fill(packDecimal(null));
    const flags = (): Int8Array => new Int8Array(size).fill(packFlag(null));
    const arrays = {
      dataValue: new Float64Array(size).fill(NaN),
      n: new Int32Array(size).fill(packCount(null)),
      standardError: decimals(),
      lowerCiBound: decimals(),
      upperCiBound: decimals(),
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
    arrays.n[cell] = packCount(rating.n);
    arrays.standardError[cell] = packDecimal(rating.standardError);
    arrays.lowerCiBound[cell] = packDecimal(rating.lowerCiBound);
    arrays.upperCiBound[cell] = packDecimal(rating.upperCiBound);
    arrays.recommendSuppress[cell] = packFlag(rating.recommendSuppress);
    arrays.notRelevant[cell] = packFlag(rating.notRelevant);
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
      n: unpackCount(arrays.n[cell]),
      standardError: unpackDecimal(arrays.standardError[cell]),
      lowerCiBound: unpackDecimal(arrays.lowerCiBound[cell]),
      upperCiBound: unpackDecimal(arrays.upperCiBound[cell]),
      recommendSuppress: unpackFlag(arrays.recommendSuppress[cell]),
      notRelevant: unpackFlag(arrays.notRelevant[cell]),
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
