/** A row of a source file that is refused. `column` is the header, null if the whole row is at fault. */
export interface Rejection {
  readonly fileName: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}
