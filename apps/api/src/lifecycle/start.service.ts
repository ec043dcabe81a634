import { Injectable, Logger } from '@nestjs/common';
import { AppConfig, isUrl } from '@app/config';
import { isSourceProblem } from '@app/ingestion';
import { DomainError, SAMPLE_RELEASE, type ErrorCode } from '@app/onet';
import { NoReleasePublishedError, ReleasesService, ServedRelease } from '@app/releases';
import { describeRefusedRows, ProgressDisplay, RunCancelledError } from '@app/runs';
import { PipelineService, RefreshWatch } from '@app/pipeline';

/** Long enough for another process that starts at the same time to publish the first release. */
const WAIT_FOR_OTHER_RUN_MS = 60_000;

/** Looking for what is new there takes seconds, or longer than anybody waits. */
const SLOW_SOURCES = ['latest', 'api'];

/** Errors that do not keep a release of an earlier time from being read. */
const PASSING: readonly ErrorCode[] = [
  'RELEASE_REFUSED',
  'RUN_IN_PROGRESS',
  'DATABASE_BUSY',
  'DATABASE_FULL',
  'DATABASE_READ_ONLY',
  'DATABASE_NO_CONNECTION',
  'DATABASE_DENIED',
  'DATABASE_UNSUITABLE',
];

/** Brings the service from an empty database to serving, and what it serves up to its source. */
@Injectable()
export class StartService {
  private readonly logger = new Logger('Start');
  private mustCatchUp = false;
  /** Why the source could not be had, and which release is served instead. */
  private problem: { readonly text: string; readonly releaseId: number; readonly since: Date } | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly pipeline: PipelineService,
    private readonly releases: ReleasesService,
    private readonly served: ServedRelease,
    private readonly refreshes: RefreshWatch,
  ) {}

  /**
   * Ingests what the source holds, then loads what is published. Only where something is published and the source is
   * the latest release, or Web Services, does that wait for `catchUp`: a start must not depend on a distant site.
   * @returns false if there is nothing to serve yet since somebody cancelled the run: the next refresh brings it
   * @throws DomainError if the source cannot be read, or if there is nothing to serve
   */
  async bringUp(): Promise<boolean> {
    const current = await this.releases.findCurrent();
    const { refresh, onetSource } = this.config;
    this.mustCatchUp = refresh.atStart && current !== null && SLOW_SOURCES.includes(onetSource.location);
    const problem = this.mustCatchUp || !refresh.atStart ? null : await this.refresh(current !== null);
    await this.served.poll();
    if (!this.served.isLoaded) {
      if (problem === null && refresh.atStart) throw new NoReleasePublishedError();
      this.logger.warn(
        'No release is served until a refresh publishes one: by REFRESH_CRON, the API or the command line',
      );
      return false;
    }
    await this.remember(problem);
    if (this.servesSample) {
      this.logger.warn(
        'Serving the bundled illustrative sample, which is NOT O*NET data; set ONET_SOURCE to use real data',
      );
    }
    return true;
  }

  /** Looks for a newer release while the one of the last time is served. Never throws: what is served stays. */
  async catchUp(): Promise<void> {
    if (!this.mustCatchUp) return;
    this.mustCatchUp = false;
    let problem: string | null = 'The refresh at the start failed; the log says why.';
    try {
      problem = await this.refresh(true);
    } catch (error) {
      const expected = error instanceof DomainError;
      if (expected) problem = error.message;
      this.logger.error(expected ? error.message : error);
    }
    await this.served.poll();
    await this.remember(problem);
  }

  /** Warnings for the operator about the data that the service serves. */
  get warnings(): string[] {
    const { problem, refreshes, served } = this;
    const ownWords = problem && this.isStillTrue(problem) ? problem.text : null;
    const { failed } = refreshes.state;
    const isSaid = ownWords !== null && Boolean(failed?.error && ownWords.includes(failed.error));
    return [
      ...(this.servesSample ? ['Serving the bundled illustrative sample, which is not O*NET data.'] : []),
      ...(ownWords === null ? [] : [ownWords]),
      ...(served.lastProblem === null ? [] : [`Newer releases cannot be looked for: ${served.lastProblem}`]),
      ...(refreshes.warning === null || isSaid ? [] : [refreshes.warning]),
    ];
  }

  /** @returns why the source could not be had, where the service can do without it */
  private async refresh(somethingIsPublished: boolean): Promise<string | null> {
    const started = performance.now();
    const { onetSource, downloadBaseUrl, webServices } = this.config;
    // Where the site swallows requests this takes some seconds, which should not look like a service that hangs.
    if (onetSource.location === 'latest') this.logger.log(`Looking for the newest release at ${downloadBaseUrl}`);
    if (onetSource.location === 'api') this.logger.log(`Asking O*NET Web Services at ${webServices.baseUrl}`);
    const display = process.stderr.isTTY ? new ProgressDisplay() : null;
    try {
      const { outcome, releaseName, rowsRead, warning, ...refused } = await this.pipeline.refresh(onetSource, {
        triggeredBy: 'start',
        waitForTurnMs: WAIT_FOR_OTHER_RUN_MS,
        onProgress: display?.listener,
      });
      display?.end();
      if (warning !== null) this.logger.warn(warning);
      if (outcome !== 'published') return warning;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      this.logger.log(
        `Published release ${releaseName}: ${rowsRead} rows, ${describeRefusedRows(refused)}, in ${seconds} s`,
      );
      return warning;
    } catch (error) {
      display?.end();
      if (!this.isHarmless(error, somethingIsPublished)) throw error;
      this.logger.warn(error.message);
      return error.message;
    }
  }

  /**
   * An older release is as good as it was; but a place on this machine that is not there is a mistake. An operator who
   * cancels the first run wants this process to go on without it.
   */
  private isHarmless(error: unknown, somethingIsPublished: boolean): error is Error {
    if (error instanceof RunCancelledError) return true;
    if (!(error instanceof DomainError) || !somethingIsPublished) return false;
    const { location } = this.config.onetSource;
    const distant = location === 'api' || isUrl(location);
    return PASSING.includes(error.code) || (distant && isSourceProblem(error));
  }

  private async remember(problem: string | null): Promise<void> {
    await this.refreshes.look();
    const releaseId = this.served.current.release.id;
    this.problem = problem === null ? null : { text: problem, releaseId, since: new Date() };
  }

  /** Until another release is served, or a refresh has gone well. */
  private isStillTrue({ releaseId, since }: NonNullable<typeof this.problem>): boolean {
    const { lastSoundEnd } = this.refreshes.state;
    return releaseId === this.served.current.release.id && !(lastSoundEnd && lastSoundEnd > since);
  }

  private get servesSample(): boolean {
    return this.served.current.release.name === SAMPLE_RELEASE;
  }
}
