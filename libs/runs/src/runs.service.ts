import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, In, LessThan, Not, QueryFailedError, Repository } from 'typeorm';
import { deleteInBatches, explainDatabaseError } from '@app/database';
import { ActiveRun, type ProgressListener, type Rejection } from './active-run';
import { laneOf, PipelineRun, type RunCommand, type RunTrigger } from './pipeline-run.entity';
import { RejectedRow } from './rejected-row.entity';
import { Release, type ReleaseStatus } from './release.entity';
import { RunInProgressError, RunNotFoundError } from './runs.errors';
import { insertRejections, storeRejections } from './store-rejections';

const HEARTBEAT_MS = 4_000;
/** A run without a sign of life for this long is taken for dead: three missed heartbeats. */
const GIVEN_UP_AFTER_MS = 15_000;
const POLL_MS = 500;
/** Records of runs that are kept: months of daily starts. */
const RUNS_KEPT = 100;
/** Runs whose rejected rows are kept; a file full of garbage has tens of thousands. */
const REJECTIONS_KEPT_OF = 10;

export interface RunOpening {
  readonly command: RunCommand;
  readonly triggeredBy: RunTrigger;
  readonly onProgress?: ProgressListener;
  /** Called with the run's id when it is open, before its work. */
  readonly onOpened?: (runId: number) => void;
  /** How long to wait for another run to end, in milliseconds; 0 refuses at once. */
  readonly waitForTurnMs?: number;
}

/** What is recorded of a run when it is done. */
export type DoneRun = Pick<
  PipelineRun,
  'command' | 'triggeredBy' | 'source' | 'releaseName' | 'startedAt' | 'rowsRead' | 'rowsWritten'
>;

/** Opens a run before its work and closes it in every case; lets one run in at a time over all processes. */
@Injectable()
export class RunsService {
  private readonly logger = new Logger('Runs');
  private readonly sweepers: (() => Promise<void>)[] = [];

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(PipelineRun) private readonly runs: Repository<PipelineRun>,
  ) {}

  /** Called by the run of the pipeline that comes after one that died, before its own work, to clear away what that one left. */
  onDeadRun(sweep: () => Promise<void>): void {
    this.sweepers.push(sweep);
  }

  /**
   * Does the work as a run of the pipeline. An error is stored with the run and thrown again.
   * @throws RunInProgressError if another run does not end in time
   */
  async execute<T>(opening: RunOpening, work: (run: ActiveRun) => Promise<T>): Promise<T> {
    const { run, isAfterDeadRun } = await this.open(opening).catch((cause: unknown) => {
      throw this.explain(cause);
    });
    opening.onOpened?.(run.id);
    const heartbeat = setInterval(() => void this.beat(run), HEARTBEAT_MS);
    try {
      if (isAfterDeadRun) await this.sweepAfterDeadRun(run);
      const result = await work(run);
      await run.close();
      return result;
    } catch (cause) {
      const error = this.explain(cause);
      // Without a database it cannot be closed; the next run will do that, and this error is the one that explains.
      await run.close(error).catch((second: unknown) => this.explain(second));
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  /**
   * Records a run that is done already, within the transaction that did it. It never held the pipeline.
   * @returns its id
   */
  async recordDone(manager: EntityManager, run: DoneRun, rejections: readonly Rejection[]): Promise<number> {
    const now = new Date();
    const times = { startedAt: run.startedAt, heartbeatAt: now, finishedAt: now };
    const rowsRejected = rejections.length;
    const done = { ...run, ...times, rowsRejected, status: 'succeeded', stage: 'done', active: null } as const;
    const inserted = await manager.insert(PipelineRun, done);
    const { id } = inserted.identifiers[0] as { id: number };
    await this.reject(manager, id, rejections);
    return id;
  }

  /** Stores a few refused rows within a transaction. */
  async reject(manager: EntityManager, runId: number, rejections: readonly Rejection[]): Promise<void> {
    await insertRejections(manager, runId, rejections);
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
   * @param landing the run that began it
   */
  async completeLanding(landing: PipelineRun, checksum: string, rowsRead: number): Promise<PipelineRun> {
    const facts = { checksum, rowsRead, landedByRun: landing.id };
    await this.runs.update({ id: landing.id }, facts);
    return Object.assign(landing, facts);
  }

  /** The record of a run; null if it is not there (any more). */
  async find(id: number): Promise<PipelineRun | null> {
    return this.runs.findOneBy({ id });
  }

  /** @throws RunNotFoundError */
  async get(id: number): Promise<PipelineRun> {
    const run = await this.find(id).catch((cause: unknown) => {
      throw this.explain(cause);
    });
    if (!run) throw new RunNotFoundError(id);
    return run;
  }

  /**
   * Forgets old runs and the rows that they rejected, but nothing that a release was made from or landed rows refer to.
   * To be called when old releases and landed rows have been swept.
   */
  async sweepOld(): Promise<void> {
    const { manager } = this.dataSource;
    const runs = await this.runs.find({
      select: { id: true, landedByRun: true, command: true },
      order: { id: 'DESC' },
    });
    // Completions and assessments may be many; they must not push out what is kept of the others.
    const others: readonly RunCommand[] = ['complete', 'assess'];
    const kinds = [
      ...others.map((other) => runs.filter(({ command }) => command === other)),
      runs.filter(({ command }) => !others.includes(command)),
    ];
    const expired = kinds.flatMap((ofKind) => ofKind.slice(RUNS_KEPT));
    await manager.delete(Release, { status: 'failed', runId: In(expired.map(({ id }) => id)) });
    const releases = await manager.findBy(Release, { status: Not<ReleaseStatus>('failed') });
    const makers = new Set(releases.map(({ runId }) => runId));
    const needed = new Set([...makers, (await this.lastLanded())?.id]);
    for (const { id, landedByRun } of runs) if (makers.has(id)) needed.add(landedByRun ?? id);
    const recent = new Set(kinds.flatMap((ofKind) => ofKind.slice(0, REJECTIONS_KEPT_OF)).map(({ id }) => id));
    for (const runId of await this.runsWithRejections()) {
      if (!recent.has(runId) && !needed.has(runId)) {
        await deleteInBatches(this.dataSource, RejectedRow, { runId }, 'id');
      }
    }
    await this.runs.delete({ id: In(expired.map(({ id }) => id).filter((id) => !needed.has(id))) });
  }

  private async runsWithRejections(): Promise<number[]> {
    const rows = await this.dataSource
      .createQueryBuilder(RejectedRow, 'row')
      .select('row.runId', 'runId')
      .distinct()
      .getRawMany<{ runId: number }>();
    return rows.map(({ runId }) => runId);
  }

  private async open(opening: RunOpening): Promise<{ run: ActiveRun; isAfterDeadRun: boolean }> {
    const lane = laneOf(opening.command);
    const deadline = Date.now() + (opening.waitForTurnMs ?? 0);
    let isAfterDeadRun = false;
    for (let waiting = false; ; waiting = true) {
      if (await this.closeDeadRuns(lane)) isAfterDeadRun = lane === laneOf('refresh');
      const id = await this.tryToInsert(opening, lane);
      if (typeof id === 'number') {
        const store = (rejections: readonly Rejection[]) => storeRejections(this.dataSource, id, rejections);
        return { run: new ActiveRun(id, lane, this.runs, store, opening.onProgress), isAfterDeadRun };
      }
      if (Date.now() >= deadline) throw new RunInProgressError(id);
      if (!waiting) this.logger.log(`Run ${id.id} (${id.command}) is under way; waiting for it to end`);
      await sleep(POLL_MS);
    }
  }

  /** The new run's id, or the run that is in the way. */
  private async tryToInsert(opening: RunOpening, lane: number, mayTryAgain = true): Promise<number | PipelineRun> {
    const { command, triggeredBy } = opening;
    const now = new Date();
    const counts = { rowsRead: 0, rowsWritten: 0, rowsRejected: 0 };
    const start = { status: 'running', stage: 'starting', active: lane, startedAt: now, heartbeatAt: now } as const;
    try {
      const inserted = await this.runs.insert({ command, triggeredBy, ...start, ...counts });
      return (inserted.identifiers[0] as { id: number }).id;
    } catch (error) {
      if (!(error instanceof QueryFailedError)) throw error;
      const running = await this.runs.findOneBy({ active: lane });
      if (running) return running;
      // The run that was in the way may have ended in between.
      if (!mayTryAgain) throw error;
      return this.tryToInsert(opening, lane, false);
    }
  }

  private async sweepAfterDeadRun(run: ActiveRun): Promise<void> {
    run.report({ stage: 'sweeping what a dead run left', done: 0, total: null });
    for (const sweep of this.sweepers) {
      // Of a run that was given up, what is there is not a leftover but its successor's.
      await run.assertStillActive(this.dataSource.manager);
      await sweep();
    }
  }

  /** Whether there was one. */
  private async closeDeadRuns(lane: number): Promise<boolean> {
    const { affected } = await this.runs.update(
      { active: lane, heartbeatAt: LessThan(new Date(Date.now() - GIVEN_UP_AFTER_MS)) },
      { active: null, status: 'failed', error: 'The process of this run died or stalled.', finishedAt: new Date() },
    );
    if (affected) this.logger.warn('Closed a run whose process died; what it left behind is swept by the next run');
    return Boolean(affected);
  }

  private async beat(run: ActiveRun): Promise<void> {
    // The run's own next statement fails as well, and says what is wrong.
    await run.beat().catch((cause: unknown) => this.explain(cause));
  }

  /** What the driver itself said is for those who look into a fault. */
  private explain(cause: unknown): unknown {
    const error = explainDatabaseError(this.dataSource, cause);
    if (error !== cause) this.logger.debug(cause instanceof Error ? cause.stack : cause);
    return error;
  }
}
