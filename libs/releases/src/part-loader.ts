import type { OnetSocCode } from '@app/onet';
import type { Release } from './release.entity';
import type { ReleasePart } from './release-view';

/** The other parts of the view that is being made, each loaded when it is first asked for. */
export interface OtherParts {
  get<T>(part: ReleasePart<T>): Promise<T>;
}

/** Rows that one occupation of a release got on demand. */
export interface Addition {
  /** As it is in the database after the addition. */
  readonly release: Release;
  readonly code: OnetSocCode;
}

/** Loads one part of releases. A lib registers one for each part that it has. */
export interface PartLoader<T> {
  readonly part: ReleasePart<T>;

  /** Reads the part from the database. No synchronous stretch over 20 ms: requests are served meanwhile. */
  load(release: Release, others: OtherParts): Promise<T>;

  /**
   * The part with what was added to one occupation; without this method no addition changes the part.
   * @param others as they are after the addition
   * @returns null if the part has no room for it: the whole release is loaded anew then
   */
  extend?(before: T, addition: Addition, others: OtherParts): Promise<T | null>;

  /** Memory that the part takes, at least roughly; 0 if nothing is said. */
  byteLengthOf?(value: T): number;

  /** A description of the part for the log, when its release is served; without this method the log says nothing of it. */
  describe?(value: T): string;
}
