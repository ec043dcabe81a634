import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { explainDatabaseError } from '@app/database';
import { In, Repository } from 'typeorm';
import { Release } from './release.entity';

/** Other processes publish too, so every process looks this often; a new release is served within 5 seconds. */
const POLL_MS = 1_000;

export type ReleaseListener = (current: Release) => Promise<void>;

/** Knows the releases in the database and tells listeners when another one became current. */
@Injectable()
export class ReleasesService {
  private readonly logger = new Logger('Releases');
  private readonly listeners: ReleaseListener[] = [];
  private snapshot: readonly Release[] = [];
  private served: Pick<Release, 'id' | 'revision'> | null = null;
  private polling: Promise<void> | null = null;
  /** Why the last look at the database or the last reload failed; null if it went well. */
  lastProblem: string | null = null;

  constructor(@InjectRepository(Release) private readonly repository: Repository<Release>) {}

  /** Called with the current release when it is first seen and whenever it or its rows change; again if it throws. */
  onCurrent(listener: ReleaseListener): void {
    this.listeners.push(listener);
  }

  /** Releases as of the last look, newest first, without those that are being built or discarded. */
  get known(): readonly Release[] {
    return this.snapshot;
  }

  /** All releases that are not being built or discarded, straight from the database, newest first. */
  async list(): Promise<Release[]> {
    return this.ask(this.repository.find({ where: { status: In(['published', 'failed']) }, order: { id: 'DESC' } }));
  }

  /** The current release, straight from the database. */
  async findCurrent(): Promise<Release | null> {
    return this.ask(this.repository.findOneBy({ isCurrent: true }));
  }

  /**
   * To be called when a release was read whole: one that was superseded meanwhile may have been swept under the reader.
   * @throws Error
   */
  async assertStillPublished({ id, name }: Pick<Release, 'id' | 'name'>): Promise<void> {
    if (await this.ask(this.repository.existsBy({ id, status: 'published' }))) return;
    throw new Error(`release ${name} was superseded and swept while it was read`);
  }

  /**
   * This process serves the release as it is after this addition, so it need not be loaded anew. That holds only where
   * no other process added anything in between.
   */
  tookUp({ id, revision }: Pick<Release, 'id' | 'revision'>): void {
    if (this.served?.id === id && this.served.revision + 1 === revision) this.served = { id, revision };
  }

  /** Looks at the database now. Never throws: a failed look or reload keeps what is served and is tried again. */
  @Interval(POLL_MS)
  async poll(): Promise<void> {
    this.polling ??= this.look().finally(() => (this.polling = null));
    await this.polling;
  }

  private async look(): Promise<void> {
    try {
      const releases = await this.list();
      const current = releases.find((release) => release.isCurrent);
      if (current && !this.serves(current)) {
        for (const listener of this.listeners) await listener(current);
        const { id, revision } = current;
        this.served = { id, revision };
      }
      this.snapshot = releases;
      if (this.lastProblem) this.logger.log('The database answers again');
      this.lastProblem = null;
    } catch (cause) {
      const error = this.explain(cause);
      const problem = error instanceof Error ? error.message : String(error);
      if (problem !== this.lastProblem)
        this.logger.error(`Cannot look for a newer release, serving the last one: ${problem}`);
      this.lastProblem = problem;
    }
  }

  private serves({ id, revision }: Release): boolean {
    return this.served?.id === id && this.served.revision === revision;
  }

  private async ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((cause: unknown) => {
      throw this.explain(cause);
    });
  }

  private explain(cause: unknown): unknown {
    return explainDatabaseError(this.repository.manager.dataSource, cause);
  }
}
