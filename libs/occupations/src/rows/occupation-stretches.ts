import type { OnetSocCode } from '@app/onet';

/** Which rows are those of which occupation, where the rows of each stand together; as a release carries it. */
export interface PackedStretches {
  readonly codes: readonly OnetSocCode[];
  /** The first row of each occupation, and at the end the number of all rows. */
  readonly starts: Uint32Array;
}

/** Rows from `start` up to but without `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Collects stretches while the rows are read. */
export class StretchBuilder {
  private readonly codes: OnetSocCode[] = [];
  private readonly starts: number[] = [0];

  /** To be called for one occupation after the other. */
  add(code: OnetSocCode, count: number): void {
    this.codes.push(code);
    this.starts.push(this.size + count);
  }

  /** How many rows there are so far. */
  get size(): number {
    return this.starts.at(-1) ?? 0;
  }

  build(): PackedStretches {
    return { codes: this.codes, starts: new Uint32Array(this.starts) };
  }
}

/** Finds the rows of an occupation. */
export class OccupationStretches {
  private readonly positions: ReadonlyMap<OnetSocCode, number>;

  constructor(private readonly packed: PackedStretches) {
    this.positions = new Map(packed.codes.map((code, position) => [code, position]));
  }

  /** Null for an occupation without rows. */
  of(code: OnetSocCode): Stretch | null {
    const position = this.positions.get(code);
    if (position === undefined) return null;
    const { starts } = this.packed;
    return { start: starts[position] ?? 0, end: starts[position + 1] ?? 0 };
  }

  /** What `read` gives for each row of an occupation; null if it has none. */
  map<T>(code: OnetSocCode, read: (row: number) => T): T[] | null {
    const stretch = this.of(code);
    return stretch && Array.from({ length: stretch.end - stretch.start }, (_, i) => read(stretch.start + i));
  }
}
