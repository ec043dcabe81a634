import { Injectable } from '@nestjs/common';
import type { ReleaseName } from '@app/onet';
import { Mutex } from 'async-mutex';
import { LRUCache } from 'lru-cache';
import type { Release } from './release.entity';
import { ReleaseParts } from './release-parts.service';
import type { ReleaseView } from './release-view';
import { ReleaseNotFoundError } from './releases.errors';
import { ReleasesService } from './releases.service';
import { ServedRelease } from './served-release.service';

/** Beside the one that is served: to compare two older ones. */
const MOST_PINNED = 2;
/**
 * Release 29.0 counts 20.6 MB, and 26.5 MB with abilities and work activities, where its heap and arrays take 28 MB and 34 MB once
 * somebody has asked for paths in it.
 * Two of these fit beside the current one into the heap that the scripts allow; of what is much larger, one is kept.
 */
const MOST_BYTES = 64 * 2 ** 20;

/** Views of older releases, loaded when somebody asks for one and kept while there is room. */
@Injectable()
export class PinnedReleases {
  private readonly views = new LRUCache<number, ReleaseView>({
    max: MOST_PINNED,
    maxSize: MOST_BYTES,
    sizeCalculation: (view) => Math.max(1, this.parts.byteLengthOf(view)),
  });
  private readonly underWay = new Map<number, Promise<ReleaseView>>();
  /** One loading at a time: however many releases are asked for, memory has to do for one more than are kept. */
  private readonly loading = new Mutex();

  constructor(
    private readonly parts: ReleaseParts,
    private readonly served: ServedRelease,
    private readonly releases: ReleasesService,
  ) {}

  /**
   * The release that a request is to be answered from: the newest published one of this name, or the one that is served
   * where no name is given, which is there at once.
   * @throws NoReleasePublishedError, ReleaseNotFoundError
   */
  choose(name: ReleaseName | null): ReleaseView | Promise<ReleaseView> {
    const { current } = this.served;
    return name === null || name === current.release.name ? current : this.chooseOlder(name);
  }

  /**
   * The view of a release that is published; all who want the same one at the same time wait for one loading.
   * @throws NoReleasePublishedError, Error if the release was swept while it was read
   */
  async view(release: Release): Promise<ReleaseView> {
    const { id, revision } = release;
    const { current } = this.served;
    if (current.release.id === id) return current;
    const held = this.views.get(id);
    // Another process may have added to it until it took up the one that is served here already.
    if (held && held.release.revision >= revision) return held;
    return this.underWay.get(id) ?? this.load(release);
  }

  private async chooseOlder(name: ReleaseName): Promise<ReleaseView> {
    return (await this.find(name, this.served.known)) ?? this.lookFor(name);
  }

  /** What was published a moment ago is not among the known ones yet, and what was swept is still. */
  private async lookFor(name: ReleaseName): Promise<ReleaseView> {
    const releases = await this.releases.list();
    if (newest(name, releases)?.isCurrent) await this.served.poll();
    const view = await this.find(name, releases);
    if (view) return view;
    const published = releases.filter(isPublished).map((release) => release.name);
    throw new ReleaseNotFoundError(name, [...new Set(published)]);
  }

  /** Null if there is none of this name, or it is swept. */
  private async find(name: ReleaseName, releases: readonly Release[]): Promise<ReleaseView | null> {
    const release = newest(name, releases);
    if (!release) return null;
    try {
      return await this.view(release);
    } catch (error) {
      // One that is being swept may fail in any way.
      if (await this.releases.isPublished(release)) throw error;
      return null;
    }
  }

  /** A view that is too large to be kept, or is pushed out at once, still answers the requests that asked for it. */
  private load(release: Release): Promise<ReleaseView> {
    const loading = this.loading
      .runExclusive(async () => {
        const view = await this.parts.load(release);
        this.views.set(release.id, view);
        return view;
      })
      .finally(() => this.underWay.delete(release.id));
    this.underWay.set(release.id, loading);
    return loading;
  }
}

function newest(name: ReleaseName, newestFirst: readonly Release[]): Release | undefined {
  return newestFirst.find((release) => release.name === name && isPublished(release));
}

function isPublished({ status }: Release): boolean {
  return status === 'published';
}
