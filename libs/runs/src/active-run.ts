import type { EntityManager, Repository } from 'typeorm';
import { PipelineRun, type RunStatus } from './pipeline-run.entity';
import { RunLostError } from './runs.errors';

/** How far a run is, for people: `total` is null while it is unknown. */
export interface RunProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  /** What is counted; rows if nothing is said. */
  readonly unit?: 'rows' | 'bytes' | 'occupations';
}

export type ProgressListener = (progress: RunProgress) => void;

/** A row of a source file that is refused. `column` is the header, null if the whole row is at fault. */
export interface Rejection {
  readonly fileName: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

type RunFacts = Pick<PipelineRun, 'source' | 'releaseName' | 'checksum' | 'landedByRun'>;

/** The handle by which a run's work says what it does. Facts go to the database at once, counts with the heartbeat. */
export class ActiveRun {
  private stage = 'starting';
  private finalStatus: Extract<RunStatus, 'succeeded' | 'unchanged'> = 'succeeded';
  rowsRead = 0;
  rowsWritten = 0;
  rowsRejected = 0;

  constructor(
    readonly id: number,
    private readonly lane: number,
    private readonly repository: Repository<PipelineRun>,
    private readonly store: (rejections: readonly Rejection[]) => Promise<void>,
    private readonly listener: ProgressListener | undefined,
  ) {}

  /** Tells watchers how far the run is. */
  report(progress: RunProgress): void {
    this.stage = progress.stage;
    this.listener?.(progress);
  }

  /** Records what the run turned out to be about. */
  async record(facts: Partial<RunFacts>): Promise<void> {
    await this.repository.update({ id: this.id }, { ...facts, ...this.counts() });
  }

  /** Stores refused rows and counts them. */
  async reject(rejections: readonly Rejection[]): Promise<void> {
    await this.store(rejections);
    this.rowsRejected += rejections.length;
  }

  /** The source holds what is published already: the run did nothing. */
  leaveUnchanged(): void {
    this.finalStatus = 'unchanged';
  }

  async beat(): Promise<void> {
    await this.repository.update({ id: this.id, active: this.lane }, { heartbeatAt: new Date(), ...this.counts() });
  }

  /**
   * To be called inside the transaction that publishes: a run that stalled and was given up must not.
   * @throws RunLostError
   */
  async assertStillActive(manager: EntityManager): Promise<void> {
    const { affected } = await manager.update(
      PipelineRun,
      { id: this.id, active: this.lane },
      { heartbeatAt: new Date() },
    );
    if (affected !== 1) throw new RunLostError(this.id);
  }

  async close(error?: unknown): Promise<void> {
    const failed = error !== undefined;
    await this.repository.update(
      { id: this.id, active: this.lane },
      {
        active: null,
        status: failed ? 'failed' : this.finalStatus,
        error: failed ? messageOf(error) : null,
        finishedAt: new Date(),
        ...this.counts(),
      },
    );
  }

  private counts() {
    const { stage, rowsRead, rowsWritten, rowsRejected } = this;
    return { stage: stage.slice(0, 60), rowsRead, rowsWritten, rowsRejected };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
