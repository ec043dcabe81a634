import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Release } from './release.entity';
import { ReleaseParts } from './release-parts.service';
import type { ReleaseView } from './release-view';
import { ServedRelease } from './served-release.service';

/** Beside the one that is served: to compare two older ones. */
const MOST_PINNED = 2;
/** A release with all its titles takes about 25 MB. */
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

  constructor(
    private readonly parts: ReleaseParts,
    private readonly served: ServedRelease,
  ) {}

  /**
   * The view of a release that is published; all who want the same one at the same time wait for one loading.
   * @throws NoReleasePublishedError, Error if the release was swept while it was read
   */
  async view(release: Release): Promise<ReleaseView> {
    const { current } = this.served;
    if (current.release.id === release.id) return current;
    return this.views.get(release.id) ?? this.underWay.get(release.id) ?? this.load(release);
  }

  /** A view that is too large to be kept, or is pushed out at once, still answers the requests that asked for it. */
  private load(release: Release): Promise<ReleaseView> {
    const loading = this.parts.load(release).finally(() => this.underWay.delete(release.id));
    this.underWay.set(release.id, loading);
    return loading.then((view) => {
      this.views.set(release.id, view);
      return view;
    });
  }
}
