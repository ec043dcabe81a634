import type { TextNumbers } from '@app/releases';
import type { RatingColumns } from './rating-columns';

/** In whole numbers no rating and no standard error are below 0. */
export const NONE = -1;

/**
 * What comparisons need of an occupation's ratings in one domain, in whole numbers: element by element, in the order of
 * the index. `NONE`, or anything below 0, where there is no such number.
 */
export interface ComparableRatings {
  /** LV in hundredths, 0 to 700. */
  readonly level: Int16Array;
  /** IM in hundredths, 100 to 500. */
  readonly importance: Int16Array;
  /** Standard error of the level in ten-thousandths. */
  readonly levelError: Int32Array;
  /** 1 where O*NET recommends to suppress the level. */
  readonly suppressed: Int8Array;
  /** 1 where raters found the element not relevant for the occupation. */
  readonly notRelevant: Int8Array;
  /** The months of the levels, as numbers of texts in `words`. */
  readonly dateUpdated: Uint16Array;
  readonly words: TextNumbers;
}

/** Both scales of a whole release, [occupation × element], as far as comparisons need them. */
export class ComparableColumns {
  private readonly levels: Int16Array;
  private readonly importances: Int16Array;

  constructor(
    importance: RatingColumns,
    private readonly level: RatingColumns,
  ) {
    this.levels = inHundredths(level.dataValue);
    this.importances = inHundredths(importance.dataValue);
  }

  /** Of the cells from `start` up to but without `end`: windows on the arrays, no copies. */
  window(start: number, end: number): ComparableRatings {
    const { arrays, words } = this.level;
    return {
      level: this.levels.subarray(start, end),
      importance: this.importances.subarray(start, end),
      levelError: arrays.standardError.subarray(start, end),
      suppressed: arrays.recommendSuppress.subarray(start, end),
      notRelevant: arrays.notRelevant.subarray(start, end),
      dateUpdated: arrays.dateUpdated.subarray(start, end),
      words,
    };
  }

  get byteLength(): number {
    return this.levels.byteLength + this.importances.byteLength;
  }
}

function inHundredths(values: Float64Array): Int16Array {
  const hundredths = new Int16Array(values.length);
  // Written out: `Int16Array.from` takes ten times as long, and this is all ratings of a release.
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? NaN;
    hundredths[i] = Number.isNaN(value) ? NONE : Math.round(value * 100);
  }
  return hundredths;
}
