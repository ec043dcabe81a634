import { DomainError } from '@app/onet';
import { unlessAborted, untilAborted } from '@app/outside';
import { IsNull, type EntityManager, type Repository } from 'typeorm';
import { PIPELINE_LANE, PipelineRun, type RunStatus } from './pipeline-run.entity';
import type { Rejection } from './rejection';
import { RejectionSummary, type RejectionReason } from './rejection-summary';
import { columnsOf, type ProgressListener, type RunProgress } from './run-progress';
import { RunCancelledError, RunLostError } from './runs.errors';

/** Of a file full of garbage, these rows are enough to see what it is. */
const REJECTIONS_KEPT = 10_000;
/** A message can name what is found in a source; a MySQL text column holds 65,535 bytes. */
const MAX_ERROR_CHARACTERS = 10_000;

type RunFacts = Pick<PipelineRun, 'source' | 'releaseName' | 'checksum' | 'landedByRun'>;

/** The surroundings that a run needs. */
interface RunContext {
  readonly lane: number;
  readonly repository: Repository<PipelineRun>;
  /** The present time in SQL. */
  readonly now: string;
  readonly store: (rejections: readonly Rejection[]) => Promise<void>;
  readonly listener: ProgressListener | undefined;
}

/** The handle by which a run's work says what it does. Facts go to the database at once, counts with the heartbeat. */
export class ActiveRun {
  private progress: RunProgress = { stage: 'starting', done: 0, total: null };
  private status: Extract<RunStatus, 'succeeded' | 'unchanged'> = 'succeeded';
  private readonly stopping = new AbortController();
  rowsRead = 0;
  rowsWritten = 0;
  rowsRejected = 0;
  /** Rows that were refused only because a row that they refer to was. */
  rowsRejectedInTurn = 0;
  private readonly summary = new RejectionSummary();
  private rejectionsKept = 0;

  constructor(
    readonly id: number,
    private readonly context: RunContext,
  ) {}

  /** Aborted when the run must end before its work is done; the reason is the error to end with. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Makes the run end at its next step. */
  stop(reason: DomainError): void {
    this.stopping.abort(reason);
  }

  /**
   * Tells watchers how far the run is. Called at every step of the work, which ends here if it has to.
   * @throws what the run was stopped with: RunCancelledError, RunLostError, ServiceStoppingError
   */
  report(progress: RunProgress): void {
    this.show(progress);
    this.signal.throwIfAborted();
  }

  /** The same for those who watch the signal themselves. Never throws. */
  show(progress: RunProgress): void {
    this.progress = progress;
    this.context.listener?.(progress);
  }

  /**
   * The result of work that cannot be broken off; once the run must end, nobody waits for it any longer.
   * @param graceMs for what would be a pity to lose
   * @throws what the run was stopped with
   */
  unlessStopped<T>(work: Promise<T>, graceMs = 0): Promise<T> {
    return unlessAborted(work, this.signal, graceMs);
  }

  /** The same for each item of what comes bit by bit. */
  untilStopped<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    return untilAborted(items, this.signal);
  }

  /**
   * Records what the run turned out to be about.
   * @throws RunLostError
   */
  async record(facts: Partial<RunFacts>): Promise<void> {
    const { lane, repository } = this.context;
    const { affected } = await repository.update({ id: this.id, active: lane }, { ...facts, ...this.counts() });
    if (affected !== 1) throw new RunLostError(this.id);
  }

  /** Counts refused rows, and stores those that come first. */
  async reject(rejections: readonly Rejection[]): Promise<void> {
    const kept = rejections.slice(0, REJECTIONS_KEPT - this.rejectionsKept);
    // Before they are stored: others may come meanwhile.
    this.rejectionsKept += kept.length;
    await this.context.store(kept);
    this.rowsRejected += rejections.length;
    this.summary.add(rejections);
  }

  /** Adds the refused rows of another run, of whose landed rows this one makes use. */
  includeRejections(reasons: readonly RejectionReason[]): void {
    this.summary.include(reasons);
  }

  /** Why rows were refused, the most frequent reason first. */
  get rejections(): readonly RejectionReason[] {
    return this.summary.reasons;
  }

  /** The source holds what is published already: the run did nothing. */
  leaveUnchanged(): void {
    this.status = 'unchanged';
  }

  /** Gives a sign of life, and stops the run if somebody cancelled it or another process has taken its place. */
  async beat(): Promise<void> {
    const { lane, repository } = this.context;
    const { affected } = await repository.update(
      { id: this.id, active: lane },
      { ...this.aliveNow(), ...this.counts() },
    );
    if (affected !== 1) {
      this.stop(new RunLostError(this.id));
      return;
    }
    const record = await repository.findOne({ where: { id: this.id }, select: { id: true, cancelledBy: true } });
    if (record?.cancelledBy) this.stop(new RunCancelledError(this.id, record.cancelledBy));
  }

  /**
   * To be called inside the transaction that publishes: a run that stalled and was given up must not, nor may one that
   * was cancelled.
   * @throws RunLostError, RunCancelledError
   */
  async assertStillActive(manager: EntityManager): Promise<void> {
    const mine = { id: this.id, active: this.context.lane };
    const { affected } = await manager.update(PipelineRun, { ...mine, cancelledBy: IsNull() }, this.aliveNow());
    if (affected === 1) return;
    const record = await manager.findOneBy(PipelineRun, mine);
    throw record?.cancelledBy ? new RunCancelledError(this.id, record.cancelledBy) : new RunLostError(this.id);
  }

  get isOfPipeline(): boolean {
    return this.context.lane === PIPELINE_LANE;
  }

  /**
   * @returns how it ended
   * @throws RunLostError if another process has closed it, and it ends without an error of its own
   */
  async close(error?: unknown): Promise<RunStatus> {
    const status = error === undefined ? this.status : error instanceof RunCancelledError ? 'cancelled' : 'failed';
    const { affected } = await this.context.repository.update(
      { id: this.id, active: this.context.lane },
      {
        active: null,
        status,
        error: error === undefined ? null : messageOf(error),
        errorCode: error instanceof DomainError ? error.code : null,
        finishedAt: new Date(),
        rejections: [...this.rejections],
        ...this.counts(),
      },
    );
    if (affected !== 1 && error === undefined) throw new RunLostError(this.id);
    return status;
  }

  private aliveNow() {
    return { heartbeatAt: () => this.context.now };
  }

  private counts() {
    const { rowsRead, rowsWritten, rowsRejected, rowsRejectedInTurn } = this;
    return { ...columnsOf(this.progress), rowsRead, rowsWritten, rowsRejected, rowsRejectedInTurn };
  }
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.length > MAX_ERROR_CHARACTERS ? `${message.slice(0, MAX_ERROR_CHARACTERS)}…` : message;
}
