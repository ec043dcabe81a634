import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { BudgetService } from '@app/llm-assessment';
import { RunHistoryService, type RunCommand, type RunStatus } from '@app/runs';

/** A scraper waits about ten seconds; a database that takes longer than this counts as down. */
const LIMIT_MS = 1_000;

/** The figures that all processes on the database share. */
export interface Figures {
  readonly running: ReadonlySet<RunCommand>;
  readonly lastRuns: readonly { readonly command: RunCommand; readonly status: RunStatus; readonly endedAt: Date }[];
  /** Null where no language model is configured. */
  readonly budget: { readonly budgetUsd: number; readonly committedUsd: number } | null;
}

/** Asks the database for what a scrape needs of it. */
@Injectable()
export class DatabaseFigures {
  private reading: Promise<Figures> | null = null;
  /** As of the last look; null if the database did not answer. */
  latest: Figures | null = null;

  constructor(
    private readonly history: RunHistoryService,
    private readonly budget: BudgetService,
    private readonly config: AppConfig,
  ) {}

  /** Never throws, and never takes much longer than the limit. A silent database is not asked again until it is known to be lost. */
  async look(): Promise<void> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<null>((resolve) => (timer = setTimeout(resolve, LIMIT_MS, null)));
    this.latest = await Promise.race([this.reading.catch(() => null), limit]);
    clearTimeout(timer);
  }

  private async read(): Promise<Figures> {
    const running = await this.history.active();
    const ended = await this.history.lastOfEachEnd();
    return {
      running: new Set(running.map(({ command }) => command)),
      lastRuns: ended.flatMap(({ command, status, finishedAt: endedAt }) =>
        endedAt ? [{ command, status, endedAt }] : [],
      ),
      budget: this.config.llm.provider === 'none' ? null : await this.budget.state(),
    };
  }
}
