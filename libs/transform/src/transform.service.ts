import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiPage, IngestionService, type Landing } from '@app/ingestion';
import { Publication, Release, ReleasesService } from '@app/releases';
import { type ActiveRun } from '@app/runs';
import { DataSource } from 'typeorm';
import { findDefects, findDoubts } from './check-release';
import { compareReleases } from './compare-releases';
import { PublisherService } from './publisher.service';
import { ReleaseLoader } from './release-loader';
import { releaseTables } from './release-tables';
import { ReleaseRefusedError } from './transform.errors';

/** Landing → normalised rows of a new release → checks → publication. */
@Injectable()
export class TransformService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly publisher: PublisherService,
    private readonly releases: ReleasesService,
    private readonly publication: Publication,
    private readonly ingestion: IngestionService,
  ) {}

  /**
   * Builds a release from landed rows and publishes it. Until the last step, the served release stays.
   * @param acceptDoubts publishes although many rows were rejected or much is missing
   * @throws ReleaseRefusedError if the data checks fail
   * @throws RunLostError if the run was given up meanwhile
   */
  async transform(run: ActiveRun, landing: Landing, acceptDoubts: boolean): Promise<Release> {
    // Of a run that was given up, the release that is being built now is not a leftover but its successor's.
    await run.assertStillActive(this.dataSource.manager);
    await this.publisher.sweepUnpublished();
    if (landing.id !== run.id) await this.countLanded(run, landing);
    const release = await this.open(run, landing);
    try {
      const fromWebServices = await this.dataSource.manager.existsBy(ApiPage, { runId: landing.id });
      const loading = {
        releaseId: release.id,
        landedByRun: landing.id,
        source: fromWebServices ? ('api' as const) : ('text_file' as const),
      };
      const loader = new ReleaseLoader(this.dataSource, run, loading, (rows) => this.publication.tell(release, rows));
      await loader.load();
      Object.assign(release, loader.figures);
      await this.dataSource.manager.update(Release, { id: release.id }, loader.figures);
      await this.check(run, release, loader, acceptDoubts);
      await this.publication.prepare(release);
      run.report({ stage: 'publishing', done: 0, total: null });
      await this.publisher.publish(run, release);
    } catch (error) {
      // If this fails as well, the next run sweeps; the first error is the one that explains.
      await this.publisher.discard(release.id).catch(() => undefined);
      throw error;
    } finally {
      this.publication.end(release);
    }
    return release;
  }

  /** Rows that were rejected while landing count for the release as well. */
  private async countLanded(run: ActiveRun, { id, rowsRead, rejections }: Landing): Promise<void> {
    run.rowsRead = rowsRead;
    run.rowsRejected = rowsRead - (await this.ingestion.countLanded(id));
    run.includeRejections(rejections ?? []);
  }

  private async open(run: ActiveRun, landing: Landing): Promise<Release> {
    const release = this.dataSource.manager.create(Release, {
      name: landing.releaseName ?? '',
      status: 'building',
      isCurrent: false,
      checksum: landing.checksum ?? '',
      source: landing.source ?? '',
      runId: run.id,
      createdAt: new Date(),
      publishedAt: null,
      revision: 0,
      occupationCount: 0,
      ratedOccupationCount: 0,
      skillCount: 0,
      ratingCount: 0,
      rowsByKind: null,
    });
    await this.dataSource.manager.insert(Release, release);
    return release;
  }

  private async check(run: ActiveRun, release: Release, loader: ReleaseLoader, acceptDoubts: boolean): Promise<void> {
    run.report({ stage: 'checking', done: 0, total: null });
    // Of a run that was given up, the successor has swept the rows: nothing would be wrong with the release.
    await run.assertStillActive(this.dataSource.manager);
    const current = await this.releases.findCurrent();
    const { rowsRead, rowsWritten, rowsRejected, rowsRejectedInTurn } = run;
    const { occupationCount: occupations, rowsByKind } = release;
    const skillRatings = rowsByKind?.skills ?? 0;
    const { elementCount: elements } = loader;
    const figures = { rowsRead, rowsWritten, rowsRejected, rowsRejectedInTurn, occupations, skillRatings, elements };
    const reasons = [...findDefects(figures), ...(await this.findMissingRows(release, loader))];
    if (!acceptDoubts) {
      const comparison = current && (await compareReleases(this.dataSource, current, release));
      reasons.push(...findDoubts(figures, comparison));
    }
    if (reasons.length > 0) throw new ReleaseRefusedError(release.name, reasons, run);
  }

  /** Compares what the tables of the release hold with what was written to them, of whichever kind it was. */
  private async findMissingRows(release: Release, loader: ReleaseLoader): Promise<string[]> {
    const reasons: string[] = [];
    for (const { target, name } of releaseTables(this.dataSource)) {
      const stored = await this.dataSource.manager.countBy(target, { releaseId: release.id });
      const written = loader.writtenTo(target);
      if (stored !== written) reasons.push(`${written} rows of ${name} were written but ${stored} are in the database`);
    }
    return reasons;
  }
}
