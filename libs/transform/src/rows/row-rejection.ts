/** Thrown while a landed row is read: this field makes the row unusable. Caught by the code that reads rows. */
export class RowRejection extends Error {
  constructor(
    /** Header of the offending column. */
    readonly column: string,
    readonly value: string,
    readonly reason: string,
  ) {
    super(reason);
  }
}
