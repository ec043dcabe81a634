import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { deleteInBatches, unlessLocked } from '@app/database';
import { Release, type ReleaseStatus } from '@app/releases';
import { RunSweeping, type ActiveRun } from '@app/runs';
import { DataSource, In, Not } from 'typeorm';
import { releaseTables } from './release-tables';

const UNPUBLISHED: readonly ReleaseStatus[] = ['building', 'discarding'];

/** Makes a release the current one, and clears away what is no longer needed. */
@Injectable()
export class PublisherService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly sweeping: RunSweeping,
  ) {}

  onModuleInit(): void {
    this.sweeping.register(async () => {
      await this.sweepUnpublished();
      await this.sweepOld();
    });
  }

  /**
   * Flips the pointer: one statement, so that at every moment exactly one release is current.
   * @throws RunLostError if the run was given up meanwhile
   */
  async publish(run: ActiveRun, release: Release): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await run.assertStillActive(manager);
      await manager.update(Release, { id: release.id }, { status: 'published', publishedAt: new Date() });
      await manager
        .createQueryBuilder()
        .update(Release)
        .set({ isCurrent: () => 'CASE WHEN id = :published THEN 1 ELSE 0 END' })
        .where('isCurrent = :yes OR id = :published', { yes: true, published: release.id })
        .execute();
    });
  }

  /**
   * Takes a release back that was not published: its rows go, its record stays as failed. One that turns out to be
   * published all the same (the confirmation was lost on the way) is left alone.
   */
  async discard(releaseId: number): Promise<void> {
    const { manager } = this.dataSource;
    // Also one that failed already: another run swept it, and its own, given up but alive, wrote on.
    const unpublished = { id: releaseId, status: Not<ReleaseStatus>('published') };
    const { affected } = await manager.update(Release, unpublished, { status: 'discarding' });
    if (affected !== 1) return;
    await this.deleteRows(releaseId);
    await manager.update(Release, { id: releaseId }, { status: 'failed' });
  }

  /** Discards what runs that died left half-written. Only for the run that holds the pipeline. */
  async sweepUnpublished(): Promise<void> {
    const leftovers = await this.dataSource.manager.findBy(Release, { status: In(UNPUBLISHED) });
    for (const { id, name, publishedAt } of leftovers) {
      const sweep = () => (publishedAt ? this.remove(id) : this.discard(id));
      await unlessLocked(this.dataSource, `What is left of release ${name} (${id})`, sweep);
    }
  }

  /** Deletes the releases beyond those to keep. */
  private async sweepOld(): Promise<void> {
    const published = await this.dataSource.manager.find(Release, {
      where: { status: 'published' },
      order: { id: 'DESC' },
    });
    const superseded = published.slice(this.config.releasesKept).filter(({ isCurrent }) => !isCurrent);
    for (const { id } of superseded) await this.remove(id);
  }

  /** Deletes a superseded release. Marked first, so that nobody takes for whole what is half deleted. */
  private async remove(releaseId: number): Promise<void> {
    const { manager } = this.dataSource;
    await manager.update(Release, { id: releaseId }, { status: 'discarding' });
    await this.deleteRows(releaseId);
    await manager.delete(Release, { id: releaseId });
  }

  private async deleteRows(releaseId: number): Promise<void> {
    for (const { target, key } of releaseTables(this.dataSource)) {
      await deleteInBatches(this.dataSource, target, { releaseId }, key);
    }
  }
}
