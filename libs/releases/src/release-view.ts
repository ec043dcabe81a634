import type { ReleaseName } from '@app/onet';

/** Which loading of which release, and which state of it. */
export interface ReleaseIdentity {
  readonly id: number;
  readonly name: ReleaseName;
  /** SHA-256 over the files that it was made from. */
  readonly checksum: string;
  /** Goes up when an occupation was completed on demand. */
  readonly revision: number;
}

/** Only what identifies it, of a release's record. */
export function identityOf({ id, name, checksum, revision }: ReleaseIdentity): ReleaseIdentity {
  return { id, name, checksum, revision };
}

/** Names a part of a release in memory, and the type that it has. */
export class ReleasePart<T> {
  /** Never set: it ties the type to the name. */
  declare readonly type: T;

  constructor(readonly name: string) {}
}

/**
 * One release in memory, made of the parts that libs have registered. Immutable: another release, or an addition to this
 * one, is another view. A request takes one view for its whole answer, so that no answer mixes two.
 */
export class ReleaseView {
  constructor(
    readonly release: ReleaseIdentity,
    private readonly parts: ReadonlyMap<ReleasePart<unknown>, unknown>,
  ) {}

  /** @throws Error for a part that nobody has registered, which is a fault of the program */
  get<T>(part: ReleasePart<T>): T {
    const value = this.parts.get(part);
    if (value === undefined && !this.parts.has(part)) throw new Error(`No part of releases is called "${part.name}"`);
    return value as T;
  }

  /** The same view with another value of one part. */
  with<T>(part: ReleasePart<T>, value: T): ReleaseView {
    return new ReleaseView(this.release, new Map(this.parts).set(part, value));
  }
}
