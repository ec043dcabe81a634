import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import type { OtherParts, PartLoader } from './part-loader';
import type { Release } from './release.entity';
import { ReleasesService } from './releases.service';
import { identityOf, ReleaseView, type ReleasePart } from './release-view';

type AnyLoader = PartLoader<unknown>;
type Make = (loader: AnyLoader, others: OtherParts) => Promise<unknown>;

/** Makes views of releases out of the parts that libs register. */
@Injectable()
export class ReleaseParts {
  private readonly loaders = new Map<ReleasePart<unknown>, AnyLoader>();

  constructor(private readonly releases: ReleasesService) {}

  register<T>(loader: PartLoader<T>): void {
    this.loaders.set(loader.part, loader);
  }

  /**
   * Loads a release whole.
   * @throws Error if the release was swept while it was read
   */
  async load(release: Release): Promise<ReleaseView> {
    const view = await this.assemble(release, (loader, others) => loader.load(release, others));
    await this.releases.assertStillPublished(release);
    return view;
  }

  /**
   * The view with what was added to one occupation, in all parts.
   * @param release as it is in the database after the addition
   */
  async extend(before: ReleaseView, release: Release, code: OnetSocCode): Promise<ReleaseView> {
    const withoutRoom: string[] = [];
    const extended = await this.assemble(release, async (loader, others) => {
      const value = before.get(loader.part);
      const after = loader.extend ? await loader.extend(value, { release, code }, others) : value;
      if (after === null) withoutRoom.push(loader.part.name);
      return after ?? value;
    });
    return withoutRoom.length === 0 ? extended : this.load(release);
  }

  byteLengthOf(view: ReleaseView): number {
    let bytes = 0;
    for (const loader of this.loaders.values()) bytes += loader.byteLengthOf?.(view.get(loader.part)) ?? 0;
    return bytes;
  }

  describe(view: ReleaseView): string {
    return [...this.loaders.values()].flatMap((loader) => loader.describe?.(view.get(loader.part)) ?? []).join(', ');
  }

  /** Makes one part after the other; one that needs another gets that one first. */
  private async assemble(release: Release, make: Make): Promise<ReleaseView> {
    const made = new Map<ReleasePart<unknown>, Promise<unknown>>();
    const others: OtherParts = {
      get: <T>(part: ReleasePart<T>) => {
        const loader = this.loaders.get(part);
        if (!loader) throw new Error(`No part of releases is called "${part.name}"`);
        const value = made.get(part) ?? make(loader, others);
        made.set(part, value);
        return value as Promise<T>;
      },
    };
    const parts = new Map<ReleasePart<unknown>, unknown>();
    for (const part of this.loaders.keys()) parts.set(part, await others.get(part));
    return new ReleaseView(identityOf(release), parts);
  }
}
