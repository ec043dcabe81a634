/** The fields of a row and the line where it ends. */
export interface NumberedRecord {
  readonly line: number;
  readonly fields: readonly string[];
}
