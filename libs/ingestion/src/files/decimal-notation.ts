import type { Delimiter } from './delimiter';

type DecimalSign = '.' | ',';

const NUMBER_WITH_SIGN = /^\s*-?\d+([.,])\d+\s*$/;

/**
 * How a file writes numbers. Where commas do not delimit, a spreadsheet may have written 2,5 for 2.5: the first number
 * with either sign tells which one the file has, since no file has both. A comma between the digits of a
 * comma-separated file stays what it is, as it groups thousands there.
 */
export class DecimalNotation {
  private sign: DecimalSign | null;

  constructor(delimiter: Delimiter) {
    this.sign = delimiter === ',' ? '.' : null;
  }

  /** The field with a point for its decimal comma; null if it has a point where the file has decimal commas. */
  withPoint(field: string): string | null {
    if (this.sign === '.') return field;
    const sign = NUMBER_WITH_SIGN.exec(field)?.[1] as DecimalSign | undefined;
    if (sign === undefined) return field;
    this.sign ??= sign;
    if (this.sign === '.') return field;
    return sign === ',' ? field.replace(',', '.') : null;
  }
}
