import type { OtherParts, PartLoader } from '../part-loader';
import type { Release } from '../release.entity';

/** A part that takes so long to compute from others, or to read row by row, that releases carry the result. */
export interface DerivedPart<T, P> extends Omit<PartLoader<T>, 'load'> {
  /** Goes up when the result gets another form or follows from another rule: what releases carry counts as missing then. */
  readonly version: number;
  /** Computes what a release carries. No synchronous stretch over 20 ms: requests are served meanwhile. */
  derive(others: OtherParts, release: Release): Promise<P>;
  /** The part of what the release carries. */
  make(content: P, others: OtherParts, release: Release): Promise<T> | T;
}
