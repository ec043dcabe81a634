import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { OnetSocCode } from '@app/onet';
import { Mutex } from 'async-mutex';
import type { Release } from './release.entity';
import { ReleaseParts } from './release-parts.service';
import type { ReleasePart, ReleaseView } from './release-view';
import { NoReleasePublishedError } from './releases.errors';
import { ReleasesService } from './releases.service';

/** Other processes publish too, so every process looks this often; a new release is served within 5 seconds. */
const POLL_MS = 1_000;

/** Holds the view of the current release, and swaps in another one when a release is published or rows are added. */
@Injectable()
export class ServedRelease {
  private readonly logger = new Logger('Releases');
  private view: ReleaseView | null = null;
  private loadTime: Date | null = null;
  private snapshot: readonly Release[] = [];
  /** The state that this process has taken up; rows that other processes add make it look old. */
  private takenUp: Pick<Release, 'id' | 'revision'> | null = null;
  private polling: Promise<void> | null = null;
  /** One change at a time: a whole view that was begun before an addition must not replace one that has it. */
  private readonly changing = new Mutex();
  /** Why the last look at the database or the last reload failed; null if it went well. */
  lastProblem: string | null = null;

  constructor(
    private readonly parts: ReleaseParts,
    private readonly releases: ReleasesService,
  ) {}

  get isLoaded(): boolean {
    return this.view !== null;
  }

  /** @throws NoReleasePublishedError */
  get current(): ReleaseView {
    if (!this.view) throw new NoReleasePublishedError();
    return this.view;
  }

  /** Whether a view is of the release that is served, in whatever state. */
  serves({ release }: ReleaseView): boolean {
    return this.view?.release.id === release.id;
  }

  /** When the release was loaded from the database; null if none is. Additions since then do not count. */
  get loadedAt(): Date | null {
    return this.loadTime;
  }

  /** Releases as of the last look, newest first, without those that are being built or discarded. */
  get known(): readonly Release[] {
    return this.snapshot;
  }

  /** Looks at the database now. Never throws: a failed look or reload keeps what is served and is tried again. */
  @Interval(POLL_MS)
  async poll(): Promise<void> {
    this.polling ??= this.look().finally(() => (this.polling = null));
    await this.polling;
  }

  /**
   * Takes up what was added to one occupation of the release that is served, so that the next answer has it.
   * @param release as it is in the database after the addition
   */
  async takeUp(release: Release, code: OnetSocCode): Promise<void> {
    await this.changing.runExclusive(async () => {
      if (this.current.release.id !== release.id) return;
      this.view = await this.parts.extend(this.current, release, code);
      const { id, revision } = release;
      // Where another process added something in between, the next look loads all of it.
      if (this.takenUp?.id === id && this.takenUp.revision + 1 === revision) this.takenUp = { id, revision };
    });
  }

  /** Changes one part of the view, such as by what did not come with the release. */
  async change<T>(part: ReleasePart<T>, change: (value: T, view: ReleaseView) => Promise<T>): Promise<void> {
    await this.changing.runExclusive(async () => {
      const view = this.current;
      this.view = view.with(part, await change(view.get(part), view));
    });
  }

  private async look(): Promise<void> {
    try {
      const releases = await this.releases.list();
      const current = releases.find((release) => release.isCurrent);
      if (current && !this.has(current)) {
        await this.changing.runExclusive(() => this.load(current));
        const { id, revision } = current;
        this.takenUp = { id, revision };
      }
      this.snapshot = releases;
      if (this.lastProblem) this.logger.log('The database answers again');
      this.lastProblem = null;
    } catch (cause) {
      const error = this.releases.explain(cause);
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.lastProblem)
        this.logger.error(`Cannot look for a newer release, serving the last one: ${problem}`);
      this.lastProblem = problem;
    }
  }

  private async load(release: Release): Promise<void> {
    const started = performance.now();
    const view = await this.parts.load(release);
    this.view = view;
    this.loadTime = new Date();
    const milliseconds = Math.round(performance.now() - started);
    this.logger.log(`Serving release ${release.name}: ${this.parts.describe(view)} (loaded in ${milliseconds} ms)`);
  }

  private has({ id, revision }: Release): boolean {
    return this.takenUp?.id === id && this.takenUp.revision === revision;
  }
}
