import type { OtherParts, PartLoader } from '../part-loader';

/** A part that follows from others, and takes so long to compute that releases carry the result. */
export interface DerivedPart<T, P> extends Omit<PartLoader<T>, 'load' | 'extend'> {
  /** Goes up when the result gets another form or follows from another rule: what releases carry counts as missing then. */
  readonly version: number;
  /** Computes what a release carries. No synchronous stretch over 20 ms: requests are served meanwhile. */
  derive(others: OtherParts): Promise<P>;
  /** The part of what the release carries. */
  make(content: P, others: OtherParts): Promise<T> | T;
}
