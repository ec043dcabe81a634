import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { databaseTime } from '@app/database';
import { Clock } from '@app/outside';
import { DataSource, In, QueryFailedError, Raw, Repository } from 'typeorm';
import type { ProgressListener } from './run-progress';
import { laneOf, PipelineRun, type RunCommand, type RunTrigger } from './pipeline-run.entity';
import { RunInProgressError, ServiceStoppingError } from './runs.errors';

/** A run without a sign of life for this long is taken for dead: several missed heartbeats, and less than 15 s with the wait. */
const GIVEN_UP_AFTER_SECONDS = 12;
const POLL_MS = 500;

export interface RunOpening {
  readonly command: RunCommand;
  readonly triggeredBy: RunTrigger;
  /** Name of the key whose holder asks for it. */
  readonly requestedBy?: string;
  readonly onProgress?: ProgressListener;
  /** Called with the run's id when it is open, before its work. */
  readonly onOpened?: (runId: number) => void;
  /** How long to wait for another run to end, in milliseconds; 0 refuses at once. */
  readonly waitForTurnMs?: number;
}

/**
 * Lets one run into a lane at a time over all processes on the database. The holder of a lane says so in the unique
 * column `pipeline_runs.active` and renews it with each heartbeat; one that does not is given up, and another may take
 * the lane.
 * Times are the database's, so that clocks of machines need not agree.
 */
@Injectable()
export class RunLease {
  private readonly logger = new Logger('Runs');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(PipelineRun) private readonly runs: Repository<PipelineRun>,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a run as soon as its lane is free.
   * @param stopping ends the wait
   * @returns its id
   * @throws RunInProgressError if the lane is not free in time, ServiceStoppingError
   */
  async take(opening: RunOpening, stopping: AbortSignal): Promise<number> {
    const lane = laneOf(opening.command);
    const deadline = this.clock.monotonic() + (opening.waitForTurnMs ?? 0);
    for (let waiting = false; ; waiting = true) {
      if (stopping.aborted) throw new ServiceStoppingError();
      await this.closeDead(lane);
      const held = await this.tryToTake(opening, lane);
      if (typeof held === 'number') return held;
      if (this.clock.monotonic() >= deadline) throw new RunInProgressError(held);
      if (!waiting) this.logger.log(`Run ${held.id} (${held.command}) is under way; waiting for it to end`);
      await sleep(POLL_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  /** Closes the run of a lane whose process died. */
  async closeDead(lane: number): Promise<void> {
    const limit = databaseTime(this.dataSource, GIVEN_UP_AFTER_SECONDS);
    const dead = { active: lane, heartbeatAt: Raw<Date>((column) => `${column} < ${limit}`) };
    // Every process looks every few seconds; on SQLite, a statement that writes would wait for others each time.
    if (!(await this.runs.existsBy(dead))) return;
    const error = 'The process of this run died or stalled. Run it again.';
    const ending = { active: null, status: 'failed', error, errorCode: 'RUN_LOST', finishedAt: new Date() } as const;
    const { affected } = await this.runs.update(dead, ending);
    if (affected) this.logger.warn('Closed a run whose process died; what it left behind is swept by the next run');
  }

  /** Gives lanes back whose runs did not end in time when their process has to; others need not wait for them then. */
  async handBack(runIds: readonly number[]): Promise<void> {
    const { message: error, code: errorCode } = new ServiceStoppingError();
    const ending = { active: null, status: 'failed', error, errorCode, finishedAt: new Date() } as const;
    await this.runs.update({ id: In(runIds), status: 'running' }, ending);
  }

  /** The new run's id, or the run that is in the way. */
  private async tryToTake(opening: RunOpening, lane: number, mayTryAgain = true): Promise<number | PipelineRun> {
    const inTheWay = await this.runs.findOneBy({ active: lane });
    if (inTheWay) return inTheWay;
    const { command, triggeredBy, requestedBy = null } = opening;
    const heartbeatAt = () => databaseTime(this.dataSource);
    const counts = { rowsRead: 0, rowsWritten: 0, rowsRejected: 0 };
    const start = { status: 'running', stage: 'starting', active: lane, startedAt: new Date(), heartbeatAt } as const;
    try {
      const inserted = await this.runs.insert({ command, triggeredBy, requestedBy, ...start, ...counts });
      return (inserted.identifiers[0] as { id: number }).id;
    } catch (error) {
      if (!(error instanceof QueryFailedError)) throw error;
      // Another one came first, and may even have ended by now.
      if (!mayTryAgain) throw error;
      return this.tryToTake(opening, lane, false);
    }
  }
}
