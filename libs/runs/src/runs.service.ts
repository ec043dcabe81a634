import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { databaseTime, explainDatabaseError } from '@app/database';
import { DataSource, Repository } from 'typeorm';
import { ActiveRun } from './active-run';
import { ASSESSMENT_LANE, laneOf, PIPELINE_LANE, PipelineRun, type RunStatus } from './pipeline-run.entity';
import { RunLease, type RunOpening } from './run-lease';
import { RunEndedError, RunNotFoundError, ServiceStoppingError } from './runs.errors';
import { RunSweeping } from './run-sweeping';
import { storeRejections } from './store-rejections';

/** Also how far what is written of a run's progress may lag behind. */
const HEARTBEAT_MS = 1_000;

/** Heartbeats that wait for an answer: one that is lost must not hold up the next ones, nor may they pile up. */
const MOST_BEATS_WAITING = 3;

/** A run of this process that has ended. */
export interface EndedRun extends Pick<RunOpening, 'command' | 'triggeredBy'> {
  readonly status: RunStatus;
  readonly seconds: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
}

/** Opens a run before its work and closes it in every case; lets one run in at a time over all processes. */
@Injectable()
export class RunsService {
  private readonly logger = new Logger('Runs');
  private readonly endListeners: ((run: EndedRun) => void)[] = [];
  private readonly stopping = new AbortController();
  /** The runs of this process, each with its end. */
  private readonly underWay = new Map<ActiveRun, Promise<unknown>>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(PipelineRun) private readonly runs: Repository<PipelineRun>,
    private readonly lease: RunLease,
    private readonly sweeping: RunSweeping,
  ) {}

  /** Called when a run of this process has ended. */
  onEnded(listener: (run: EndedRun) => void): void {
    this.endListeners.push(listener);
  }

  /**
   * Does the work as a run of the pipeline. An error is stored with the run and thrown again.
   * @throws RunInProgressError if another run does not end in time, ServiceStoppingError
   */
  async execute<T>(opening: RunOpening, work: (run: ActiveRun) => Promise<T>): Promise<T> {
    const runId = await this.lease.take(opening, this.stopping.signal).catch((cause: unknown) => {
      throw this.explain(cause);
    });
    const run = new ActiveRun(runId, {
      lane: laneOf(opening.command),
      repository: this.runs,
      now: databaseTime(this.dataSource),
      store: (rejections) => storeRejections(this.dataSource, runId, rejections),
      listener: opening.onProgress,
    });
    // The process may have been told to stop while the run was opened.
    if (this.stopping.signal.aborted) run.stop(new ServiceStoppingError());
    this.logger.log(`Run ${runId} (${opening.command}) begins`);
    opening.onOpened?.(runId);
    const outcome = this.work(run, opening, async () => work(run));
    this.underWay.set(run, outcome);
    return outcome.finally(() => this.underWay.delete(run));
  }

  /**
   * Makes the runs of this process end at their next step, and refuses new ones.
   * @returns when they have ended
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const run of this.underWay.keys()) run.stop(new ServiceStoppingError());
    await Promise.allSettled(this.underWay.values());
  }

  /** Gives the places of runs that have not ended yet to others: this process ends now, also if they go on. */
  async handBack(): Promise<void> {
    if (this.underWay.size > 0) await this.lease.handBack([...this.underWay.keys()].map(({ id }) => id));
  }

  /**
   * Asks a run to end, whichever process does its work; it does within seconds, unless it has published by then.
   * @param cancelledBy name of the key whose holder asks
   * @throws RunNotFoundError, RunEndedError
   */
  async cancel(id: number, cancelledBy: string): Promise<void> {
    try {
      await this.closeDead();
      const { affected } = await this.runs.update({ id, status: 'running' }, { cancelledBy });
      if (affected === 1) return;
      const run = await this.find(id);
      throw run ? new RunEndedError(run) : new RunNotFoundError(id);
    } catch (cause) {
      throw this.explain(cause);
    }
  }

  /** Closes runs whose processes died, so that what is recorded of them is true. */
  async closeDead(): Promise<void> {
    for (const lane of [PIPELINE_LANE, ASSESSMENT_LANE]) await this.lease.closeDead(lane);
  }

  /** The newest run whose landed rows are complete; null if nothing has landed. */
  async lastLanded(): Promise<PipelineRun | null> {
    return this.runs
      .createQueryBuilder('run')
      .where('run.landedByRun = run.id')
      .orderBy('run.id', 'DESC')
      .limit(1)
      .getOne();
  }

  /**
   * Marks a landing as complete that several runs have worked on, each where the one before had died.
   * @param run the last of them
   * @param landing the run that began it
   * @throws RunLostError if the run was given up: others may have swept what has landed
   */
  async completeLanding(run: ActiveRun, landing: PipelineRun, checksum: string): Promise<PipelineRun> {
    const facts = { checksum, rowsRead: run.rowsRead, landedByRun: landing.id };
    await this.dataSource.transaction(async (manager) => {
      await run.assertStillActive(manager);
      await manager.update(PipelineRun, { id: landing.id }, facts);
    });
    return Object.assign(landing, facts);
  }

  /** The record of a run; null if it is not there (any more). */
  async find(id: number): Promise<PipelineRun | null> {
    return this.runs.findOneBy({ id });
  }

  private async work<T>(run: ActiveRun, opening: RunOpening, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    let beatsWaiting = 0;
    const heartbeat = setInterval(() => {
      if (beatsWaiting === MOST_BEATS_WAITING) return;
      beatsWaiting++;
      void this.beat(run).finally(() => beatsWaiting--);
    }, HEARTBEAT_MS);
    let status: RunStatus = 'failed';
    try {
      const result = await work();
      await this.sweeping.afterSuccess(run);
      status = await run.close();
      return result;
    } catch (cause) {
      const error = this.explain(cause);
      await this.sweeping.afterFailure(run, error);
      // Without a database it cannot be closed; the next run will do that, and this error is the one that explains.
      status = await run.close(error).catch((second: unknown) => {
        this.explain(second);
        return 'failed' as const;
      });
      throw error;
    } finally {
      clearInterval(heartbeat);
      const { command, triggeredBy } = opening;
      const { rowsRead, rowsWritten, rowsRejected } = run;
      const seconds = (performance.now() - started) / 1_000;
      for (const listener of this.endListeners) {
        listener({ command, triggeredBy, status, seconds, rowsRead, rowsWritten, rowsRejected });
      }
    }
  }

  private async beat(run: ActiveRun): Promise<void> {
    // The run's own next statement fails as well, and says what is wrong.
    await run.beat().catch((cause: unknown) => this.explain(cause));
  }

  /** The driver's own words go to the log, for those who look into a fault. */
  private explain(cause: unknown): unknown {
    const error = explainDatabaseError(this.dataSource, cause);
    if (error !== cause) this.logger.debug(cause instanceof Error ? cause.stack : cause);
    return error;
  }
}
