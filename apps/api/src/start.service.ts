import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { SAMPLE_RELEASE } from '@app/onet';
import { ReleasesService, RunInProgressError } from '@app/runs';
import { NoReleasePublishedError } from '@app/occupations';
import { ProfilesService } from '@app/skills';
import { PipelineService, ReleaseRefusedError } from '@app/transform';

/** Long enough for another process that starts at the same time to publish the first release. */
const WAIT_FOR_OTHER_RUN_MS = 60_000;

/** Brings the service from an empty database to serving. */
@Injectable()
export class StartService {
  private readonly logger = new Logger('Start');

  constructor(
    private readonly config: AppConfig,
    private readonly pipeline: PipelineService,
    private readonly releases: ReleasesService,
    private readonly profiles: ProfilesService,
  ) {}

  /**
   * Ingests if nothing is published yet or somebody chose another source, then loads what is published.
   * @throws DomainError if the source cannot be read, or if there is nothing to serve
   */
  async bringUp(): Promise<void> {
    const current = await this.releases.findCurrent();
    if (!current || this.config.onetSource.chosen) await this.refresh(current !== null);
    await this.releases.poll();
    if (!this.profiles.isLoaded) throw new NoReleasePublishedError();
    if (this.profiles.current.release.name === SAMPLE_RELEASE) {
      this.logger.warn(
        'Serving the bundled illustrative sample, which is NOT O*NET data; set ONET_SOURCE to use real data',
      );
    }
  }

  private async refresh(somethingIsPublished: boolean): Promise<void> {
    try {
      const started = performance.now();
      const { outcome, releaseName, rowsRead, rowsRejected } = await this.pipeline.refresh(this.config.onetSource, {
        triggeredBy: 'start',
        waitForTurnMs: WAIT_FOR_OTHER_RUN_MS,
      });
      if (outcome === 'unchanged') return;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      this.logger.log(`Published release ${releaseName}: ${rowsRead} rows, ${rowsRejected} rejected, in ${seconds} s`);
    } catch (error) {
      const harmless = error instanceof ReleaseRefusedError || error instanceof RunInProgressError;
      if (!somethingIsPublished || !harmless) throw error;
      this.logger.warn(error.message);
    }
  }
}
