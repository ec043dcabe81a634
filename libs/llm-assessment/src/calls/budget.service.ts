import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { Clock } from '@app/outside';
import { DataSource, type EntityManager } from 'typeorm';
import { LlmBudgetExceededError } from '../llm.errors';
import { LlmSpending } from '../store/llm-spending.entity';

const DAY_MS = 86_400_000;

/** Keeps all processes on one database within the budget of a day of UTC. */
@Injectable()
export class BudgetService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Today, `YYYY-MM-DD` in UTC. */
  today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  /** Today's budget, and the part of it that is spent or reserved, in dollars. */
  async state(): Promise<{ budgetUsd: number; committedUsd: number; leftUsd: number }> {
    const today = await this.dataSource.manager.findOneBy(LlmSpending, { day: this.today() });
    const { dailyBudgetUsd: budgetUsd } = this.config.llm;
    const committedUsd = toMillionth(today?.committedUsd ?? 0);
    return { budgetUsd, committedUsd, leftUsd: Math.max(0, toMillionth(budgetUsd - committedUsd)) };
  }

  /** There is a row for the day; in a transaction of its own, so that nobody waits for another's call to be recorded. */
  async open(day: string): Promise<void> {
    if (await this.dataSource.manager.existsBy(LlmSpending, { day })) return;
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(LlmSpending)
      .values({ day, committedUsd: 0 })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /**
   * Sets an amount aside, in one statement, so that two calls that reserve at the same time cannot both take the rest.
   * @param day opened before
   * @throws LlmBudgetExceededError
   */
  async reserve(manager: EntityManager, day: string, amountUsd: number): Promise<void> {
    // Nothing costs nothing, also where there is no budget at all.
    if (amountUsd === 0) return;
    const { dailyBudgetUsd } = this.config.llm;
    const { affected } = await manager
      .createQueryBuilder()
      .update(LlmSpending)
      .set({ committedUsd: () => 'ROUND(committed_usd + :amountUsd, 6)' })
      .where('day = :day AND committed_usd <= :upTo')
      .setParameters({ day, amountUsd, upTo: toMillionth(dailyBudgetUsd - amountUsd) })
      .execute();
    if (affected !== 1)
      throw new LlmBudgetExceededError(dailyBudgetUsd, DAY_MS - (this.clock.now().getTime() % DAY_MS));
  }

  /** Replaces the reserved amount by the cost of the call. */
  async settle(manager: EntityManager, day: string, reservedUsd: number, costUsd: number): Promise<void> {
    if (reservedUsd === costUsd) return;
    await manager
      .createQueryBuilder()
      .update(LlmSpending)
      .set({ committedUsd: () => 'ROUND(committed_usd + :changeUsd, 6)' })
      .where('day = :day')
      .setParameters({ day, changeUsd: toMillionth(costUsd - reservedUsd) })
      .execute();
  }
}

/** SQLite calculates with binary fractions: stored amounts and compared amounts must be rounded alike. */
function toMillionth(amountUsd: number): number {
  return Math.round(amountUsd * 1e6) / 1e6;
}
