import { Injectable, Logger } from '@nestjs/common';
import type { OtherParts, PartLoader } from '../part-loader';
import { Publication, type RowCollector } from '../publication.service';
import type { Release } from '../release.entity';
import { ReleaseParts } from '../release-parts.service';
import type { ReleasePart } from '../release-view';
import type { DerivedPart } from './derived-part';
import { ReleasePacks, type Pack } from './release-packs.service';

/** A part that releases carry as they stand in memory. */
export interface CarriedPart<T, P> extends Omit<PartLoader<T>, 'load'> {
  /** Goes up when the form of what `read` gives changes: what releases carry so far counts as missing then. */
  readonly version: number;
  /** Reads the rows: what a release carries. No synchronous stretch over 20 ms: requests are served meanwhile. */
  read(release: Release): Promise<P>;
  /** Collects the same while the rows are written; without it they are read again before the release is published. */
  collector?(): RowCollector<P>;
  /** The part of what the release carries, and what was added since. */
  make(pack: Pack<P>, release: Release, others: OtherParts): Promise<T> | T;
}

/** Lets releases carry parts ready made: written before a release is published, or by the first who misses one. */
@Injectable()
export class CarriedParts {
  private readonly logger = new Logger('Releases');

  constructor(
    private readonly parts: ReleaseParts,
    private readonly packs: ReleasePacks,
    private readonly publication: Publication,
  ) {}

  register<T, P>(carried: CarriedPart<T, P>): void {
    const collectors = new Map<number, RowCollector<P>>();
    this.publication.watch(({ id }, written) => {
      if (!written) collectors.delete(id);
      else if (carried.collector) this.collect(collectors, id, carried.collector.bind(carried)).take(written);
    });
    this.publication.beforehand(async (release) => {
      const content = (await collectors.get(release.id)?.pack()) ?? (await carried.read(release));
      await this.packs.write(keyOf(carried, release), { content, revision: 0 });
    });
    this.parts.register<T>({
      part: carried.part,
      load: async (release, others) => carried.make(await this.take(carried, release), release, others),
      extend: carried.extend?.bind(carried),
      byteLengthOf: carried.byteLengthOf?.bind(carried),
      describe: carried.describe?.bind(carried),
    });
  }

  /** Who loads a release first computes what it carries; so does who adds to it, unless the part says how it is extended. */
  registerDerived<T, P>(derived: DerivedPart<T, P>): void {
    this.parts.register<T>({
      part: derived.part,
      load: async (release, others) => derived.make(await this.takeDerived(derived, release, others), others, release),
      extend:
        derived.extend?.bind(derived) ??
        (async (_before, { release }, others) => derived.make(await derived.derive(others, release), others, release)),
      byteLengthOf: derived.byteLengthOf?.bind(derived),
      describe: derived.describe?.bind(derived),
    });
  }

  private async takeDerived<T, P>(derived: DerivedPart<T, P>, release: Release, others: OtherParts): Promise<P> {
    const key = keyOf(derived, release);
    const found = await this.packs.read<P>(key);
    if (found?.revision === release.revision) return found.content;
    const content = await derived.derive(others, release);
    // Replicas that load a release at the same moment may get in each other's way, and a database may be read-only.
    await this.packs.write(key, { content, revision: release.revision }).catch((cause: unknown) => {
      this.logger.debug(`Release ${release.name} does not carry its ${key.name}: ${String(cause)}`);
    });
    return content;
  }

  private collect<P>(collectors: Map<number, RowCollector<P>>, releaseId: number, make: () => RowCollector<P>) {
    const collector = collectors.get(releaseId) ?? make();
    collectors.set(releaseId, collector);
    return collector;
  }

  private async take<T, P>(carried: CarriedPart<T, P>, release: Release): Promise<Pack<P>> {
    const key = keyOf(carried, release);
    const found = await this.packs.read<P>(key);
    if (found) return found;
    const { revision } = release;
    const pack = { content: await carried.read(release), revision };
    // Several processes may miss it at the same moment; that one of them fails harms nobody.
    await this.packs.write(key, pack).catch((cause: unknown) => {
      this.logger.warn(`Release ${release.name} does not carry its ${key.name}: ${String(cause)}`);
    });
    return pack;
  }
}

function keyOf<T>({ part, version }: { part: ReleasePart<T>; version: number }, { id: releaseId }: Release) {
  return { releaseId, name: part.name, version: String(version) };
}
