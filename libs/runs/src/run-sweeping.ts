import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DatabaseUnreachableError, explainDatabaseError } from '@app/database';
import { DataSource } from 'typeorm';
import type { ActiveRun } from './active-run';
import { RunLostError } from './runs.errors';

/**
 * Clears away, at the end of every run of the pipeline, rows that the run made superfluous, and those that earlier runs
 * left behind because they died or could not sweep. A failed sweep is no failure of the run, whose work is done by now.
 */
@Injectable()
export class RunSweeping {
  private readonly logger = new Logger('Runs');
  private readonly sweepers: (() => Promise<void>)[] = [];

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** @param sweep is called by the run that holds the pipeline, and must do no harm if it is broken off or done again */
  register(sweep: () => Promise<void>): void {
    this.sweepers.push(sweep);
  }

  async afterSuccess(run: ActiveRun): Promise<void> {
    if (!run.isOfPipeline) return;
    // A published release stays published, even if the run is to end.
    run.show({ stage: 'sweeping', done: 0, total: null });
    await this.sweep(run);
  }

  /** No sweep after a run that was told to end, since somebody waits for its end, nor where the database does not answer. */
  async afterFailure(run: ActiveRun, error: unknown): Promise<void> {
    const isHopeless = error instanceof RunLostError || error instanceof DatabaseUnreachableError;
    if (run.isOfPipeline && !isHopeless && !run.signal.aborted) await this.sweep(run);
  }

  private async sweep(run: ActiveRun): Promise<void> {
    try {
      for (const sweep of this.sweepers) {
        // Of a run that was given up, what is there is not a leftover but its successor's.
        await run.assertStillActive(this.dataSource.manager);
        await sweep();
      }
    } catch (cause) {
      const error = explainDatabaseError(this.dataSource, cause);
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`What is superfluous is swept by the next run, since now: ${reason}`);
    }
  }
}
