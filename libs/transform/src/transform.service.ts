import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiPage, IngestionService, type ExaminedFiles, type Landing } from '@app/ingestion';
import type { RowSource } from '@app/occupations';
import { Publication, Release, ReleasesService } from '@app/releases';
import { type ActiveRun } from '@app/runs';
import { DataSource } from 'typeorm';
import { findDefects, findDoubts } from './check-release';
import { compareReleases } from './compare-releases';
import { PublisherService } from './publisher.service';
import { ReleaseLoader } from './release-loader';
import { releaseTables } from './release-tables';
import { ReleaseRefusedError } from './transform.errors';

/** Where the rows of a release come from. */
interface Origin extends Pick<Landing, 'releaseName' | 'checksum' | 'source'> {
  readonly rowSource: RowSource;
}

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
    await this.clearAway(run);
    if (landing.id !== run.id) await this.countLanded(run, landing);
    const fromWebServices = await this.dataSource.manager.existsBy(ApiPage, { runId: landing.id });
    const origin: Origin = { ...landing, rowSource: fromWebServices ? 'api' : 'text_file' };
    return this.build(run, origin, acceptDoubts, (loader) => loader.load(landing.id));
  }

  /**
   * The same of files that have yet to land: their rows are normalised while they land, instead of being read again.
   * What has landed by the end can be transformed once more, also where the release is refused.
   * @throws what landing throws, as well
   */
  async transformWhileLanding(run: ActiveRun, files: ExaminedFiles, acceptDoubts: boolean): Promise<Release> {
    await this.clearAway(run);
    const { releaseName, checksum, description } = files;
    const origin: Origin = { releaseName, checksum, source: description.slice(0, 500), rowSource: 'text_file' };
    return this.build(run, origin, acceptDoubts, async (loader) => {
      const landing = await files.land(run, (batch) => loader.take(batch));
      await run.record({ landedByRun: landing.id });
    });
  }

  private async clearAway(run: ActiveRun): Promise<void> {
    // Of a run that was given up, the release that is being built now is not a leftover but its successor's.
    await run.assertStillActive(this.dataSource.manager);
    await this.publisher.sweepUnpublished();
  }

  private async build(
    run: ActiveRun,
    origin: Origin,
    acceptDoubts: boolean,
    load: (loader: ReleaseLoader) => Promise<void>,
  ): Promise<Release> {
    const release = await this.open(run, origin);
    try {
      const loading = { releaseId: release.id, source: origin.rowSource };
      const loader = new ReleaseLoader(this.dataSource, run, loading, (rows) => this.publication.tell(release, rows));
      await load(loader);
      run.rowsRejectedInTurn = loader.rowsRejectedInTurn;
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

  private async open(run: ActiveRun, { releaseName, checksum, source }: Origin): Promise<Release> {
    const release = this.dataSource.manager.create(Release, {
      name: releaseName ?? '',
      status: 'building',
      isCurrent: false,
      checksum: checksum ?? '',
      source: source ?? '',
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
