import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppConfig } from '@app/config';
import { SAMPLE_RELEASE } from '@app/onet';
import { RunHistoryService, RunsService, type PipelineRun } from '@app/runs';

const POLL_MS = 5_000;
/** More failures in a row look the same as these. */
const LOOKS_BACK = 20;

/** How the last refreshes ended, over all processes. */
export interface RefreshState {
  /** The last one that failed; null if one has gone well since. */
  readonly failed: PipelineRun | null;
  readonly failuresInARow: number;
  /** When the last one that went well ended. */
  readonly lastSoundEnd: Date | null;
  /** When the last one that the schedule started began; null if there was none. */
  readonly lastScheduledStart: Date | null;
}

/** Knows from the records of runs whether the data can be refreshed, so that every process says the same of it. */
@Injectable()
export class RefreshWatch {
  private readonly logger = new Logger('Refresh');
  private known: RefreshState = stateOf([], SAMPLE_RELEASE);

  constructor(
    private readonly history: RunHistoryService,
    private readonly runs: RunsService,
    private readonly config: AppConfig,
  ) {}

  /** As of the last look. */
  get state(): RefreshState {
    return this.known;
  }

  /** A warning for the operator; null if all is well. */
  get warning(): string | null {
    const { failed } = this.known;
    if (!failed) return null;
    const when = (failed.finishedAt ?? failed.startedAt).toISOString();
    return `The last refresh (run ${failed.id}, ${when}) failed: ${failed.error ?? 'the log says why'}`;
  }

  /** Looks now. Where the database does not answer, what was known stays. */
  @Interval(POLL_MS)
  async look(): Promise<RefreshState> {
    try {
      // One whose process died has failed as well, although nobody was left to say so.
      await this.runs.closeDead();
      this.known = stateOf(await this.history.ended('refresh', LOOKS_BACK), this.config.onetSource.location);
    } catch (error) {
      // Whether the database answers is watched elsewhere.
      this.logger.debug(error);
    }
    return this.known;
  }
}

/**
 * @param runs the last refreshes that have ended, newest first
 * @param location the source that is to be kept up with
 */
export function stateOf(runs: readonly PipelineRun[], location: string): RefreshState {
  const telling = runs.filter((run) => tells(run, location));
  const firstSound = telling.findIndex(({ status }) => status !== 'failed');
  const failures = firstSound < 0 ? telling : telling.slice(0, firstSound);
  const scheduled = runs.find(({ triggeredBy }) => triggeredBy === 'schedule');
  return {
    failed: failures[0] ?? null,
    failuresInARow: failures.length,
    lastSoundEnd: telling[firstSound]?.finishedAt ?? null,
    lastScheduledStart: scheduled?.startedAt ?? null,
  };
}

/** A run that somebody cancelled says nothing of the source; one by hand that failed says little. */
function tells({ status, triggeredBy, releaseName }: PipelineRun, location: string): boolean {
  // The sample that stands in for a release is not the success that was wanted.
  if (status === 'cancelled' || (releaseName === SAMPLE_RELEASE && location !== SAMPLE_RELEASE)) return false;
  return status !== 'failed' || triggeredBy === 'schedule' || triggeredBy === 'start';
}
