import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { deleteInBatches, explainDatabaseError } from '@app/database';
import { DataSource, In, LessThan, MoreThan, Not, Repository, type FindOptionsWhere } from 'typeorm';
import { PipelineRun, type RunCommand, type RunStatus } from './pipeline-run.entity';
import { RejectedRow } from './rejected-row.entity';
import { RunSweeping } from './run-sweeping';
import { RunNotFoundError } from './runs.errors';

/** Records of runs that are kept: months of daily starts. */
const RUNS_KEPT = 100;
/** Runs whose rejected rows are kept; a file full of garbage has tens of thousands. */
const REJECTIONS_KEPT_OF = 10;

/** Which runs to list; null: of every kind. */
export interface RunFilter {
  readonly command: RunCommand | null;
  readonly status: RunStatus | null;
}

/** A part of a list, and the id behind which it goes on; null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

/** A lib whose rows refer to the records of runs, and which says so which of them must stay. */
export interface RunReference {
  /** Removes what refers to these runs only for the record. */
  letGo(runIds: readonly number[]): Promise<void>;
  /** Runs that what is left was made by. */
  needed(): Promise<readonly number[]>;
}

/** The records of runs: what was done, what is under way, what was refused. */
@Injectable()
export class RunHistoryService implements OnModuleInit {
  private readonly references: RunReference[] = [];

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(PipelineRun) private readonly runs: Repository<PipelineRun>,
    @InjectRepository(RejectedRow) private readonly rejectedRows: Repository<RejectedRow>,
    private readonly sweeping: RunSweeping,
  ) {}

  onModuleInit(): void {
    this.sweeping.register(() => this.sweepOld());
  }

  /** From now on, what this refers to is kept. */
  keepFor(reference: RunReference): void {
    this.references.push(reference);
  }

  /** @throws RunNotFoundError */
  async get(id: number): Promise<PipelineRun> {
    const run = await this.ask(this.runs.findOneBy({ id }));
    if (!run) throw new RunNotFoundError(id);
    return run;
  }

  /**
   * Runs, newest first.
   * @param before the `next` of the page before; null for the first page
   */
  async list({ command, status }: RunFilter, limit: number, before: number | null): Promise<Page<PipelineRun>> {
    const where: FindOptionsWhere<PipelineRun> = {
      ...(command !== null && { command }),
      ...(status !== null && { status }),
      ...(before !== null && { id: LessThan(before) }),
    };
    return toPage(await this.ask(this.runs.find({ where, order: { id: 'DESC' }, take: limit + 1 })), limit);
  }

  /**
   * The rows that a run refused, in the order in which it met them.
   * @param after the `next` of the page before; null for the first page
   * @throws RunNotFoundError
   */
  async rejections(runId: number, limit: number, after: number | null): Promise<Page<RejectedRow>> {
    await this.get(runId);
    const where = { runId, ...(after !== null && { id: MoreThan(after) }) };
    return toPage(await this.ask(this.rejectedRows.find({ where, order: { id: 'ASC' }, take: limit + 1 })), limit);
  }

  /** The newest runs of a command that have ended. */
  async ended(command: RunCommand, most: number): Promise<PipelineRun[]> {
    const where = { command, status: Not<RunStatus>('running') };
    return this.ask(this.runs.find({ where, order: { id: 'DESC' }, take: most }));
  }

  /** The runs that are under way. */
  async active(): Promise<PipelineRun[]> {
    return this.ask(this.runs.findBy({ status: 'running' }));
  }

  /** Of each command the newest run that ended in each way. */
  async lastOfEachEnd(): Promise<PipelineRun[]> {
    const newest = this.runs
      .createQueryBuilder('run')
      .select('MAX(run.id)', 'id')
      .where('run.finishedAt IS NOT NULL')
      .groupBy('run.command')
      .addGroupBy('run.status')
      .getRawMany<{ id: number }>();
    const ids = (await this.ask(newest)).map(({ id }) => id);
    return this.ask(this.runs.findBy({ id: In(ids) }));
  }

  /** Forgets old runs and the rows that they rejected, but nothing that a release was made from or landed rows refer to. */
  private async sweepOld(): Promise<void> {
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
    const makers = new Set<number>();
    for (const reference of this.references) {
      await reference.letGo(expired.map(({ id }) => id));
      for (const runId of await reference.needed()) makers.add(runId);
    }
    const lastLanded = runs.find(({ id, landedByRun }) => landedByRun === id);
    const needed = new Set([...makers, lastLanded?.id]);
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

  private async ask<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((cause: unknown) => {
      throw explainDatabaseError(this.dataSource, cause);
    });
  }
}

/** One row more was asked for than the page holds: it tells whether the list goes on. */
function toPage<T extends { id: number }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
