import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval, SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig } from '@app/config';
import { DomainError } from '@app/onet';
import { Clock } from '@app/outside';
import { RunCancelledError, RunInProgressError, ServiceStoppingError } from '@app/runs';
import { CronJob } from 'cron';
import { PipelineService } from '../pipeline.service';
import { RefreshWatch, type RefreshState } from './refresh-watch.service';
import { retryTime } from './retry-time';

const RETRY_POLL_MS = 5_000;
/** Clocks of replicas differ by less than this, and a refresh without anything to do takes less. */
const SAME_MOMENT_MS = 60_000;

/** Refreshes the data every night, and again after a refresh that failed. */
@Injectable()
export class RefreshSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger('Refresh');
  private running = false;
  /**
   * When the last refresh of this process should have been, if it could not even begin: the database did not answer, or
   * another kind of run was under way. There is no record of it that others could see.
   */
  private owedSince: Date | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly pipeline: PipelineService,
    private readonly watch: RefreshWatch,
    private readonly scheduler: SchedulerRegistry,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { cron, timeZone } = this.config.refresh;
    if (cron === null) return;
    const job: CronJob = CronJob.from({
      cronTime: cron,
      timeZone,
      start: true,
      onTick: () => void this.refreshUnlessDone(spacing(job)),
    });
    this.scheduler.addCronJob('refresh', job);
  }

  /** Any process may make up for a failure of any other. */
  @Interval(RETRY_POLL_MS)
  async retry(): Promise<void> {
    const { cron, retryMs } = this.config.refresh;
    if (cron === null || this.running) return;
    const isDue = (state: RefreshState): boolean => {
      const due = retryTime(state, retryMs, this.owedSince);
      return due !== null && due <= this.clock.now();
    };
    // Another process may have tried since the last look.
    if (isDue(this.watch.state) && isDue(await this.watch.look())) await this.refresh();
  }

  /** Every replica is woken at the same moment; the second one finds that it is being done, or done already. */
  private async refreshUnlessDone(spacingMs: number): Promise<void> {
    const { lastScheduledStart } = await this.watch.look();
    const age = lastScheduledStart ? this.clock.now().getTime() - lastScheduledStart.getTime() : Infinity;
    if (!this.running && age > Math.min(SAME_MOMENT_MS, spacingMs / 2)) await this.refresh();
  }

  private async refresh(): Promise<void> {
    this.running = true;
    this.owedSince = this.clock.now();
    const onOpened = (): void => void (this.owedSince = null);
    try {
      const { outcome, releaseName, rowsRead, rowsWritten, warning } = await this.pipeline.refresh(
        this.config.onetSource,
        { triggeredBy: 'schedule', onOpened },
      );
      if (outcome === 'kept') await this.fail(warning ?? '');
      else if (outcome === 'published') this.logger.log(`Published release ${releaseName}: ${rowsRead} rows`);
      else if (outcome === 'completed') this.logger.log(`Completed release ${releaseName} with ${rowsWritten} rows`);
      else this.logger.log(`Release ${releaseName} is up to date`);
    } catch (error) {
      if (error instanceof RunInProgressError) {
        this.logger.log(`No refresh by this process: ${error.message}`);
        if (error.running.command === 'refresh') this.owedSince = null;
      } else if (error instanceof RunCancelledError) this.logger.log(error.message);
      else if (!(error instanceof ServiceStoppingError)) await this.fail(error);
    } finally {
      this.running = false;
      await this.watch.look();
    }
  }

  /** Answers that have landed on demand need no source. */
  private async fail(reason: unknown): Promise<void> {
    const isExpected = reason instanceof DomainError || typeof reason === 'string';
    this.logger.error(isExpected ? `The refresh failed: ${messageOf(reason)}` : reason);
    try {
      await this.pipeline.completeLanded({ triggeredBy: 'schedule' });
    } catch (error) {
      this.logger.warn(error instanceof DomainError ? error.message : error);
    }
  }
}

function messageOf(reason: string | DomainError): string {
  return typeof reason === 'string' ? reason : reason.message;
}

function spacing(job: CronJob): number {
  const [first, second] = job.nextDates(2);
  return first && second ? second.toMillis() - first.toMillis() : Infinity;
}
