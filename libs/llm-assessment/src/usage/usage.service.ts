import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Clock } from '@app/outside';
import type { Assessor } from '@app/skills';
import { DataSource } from 'typeorm';
import { LlmReplyRecord } from '../store/llm-reply.entity';
import { LlmRequestRecord } from '../store/llm-request.entity';

/** The tokens of one call. */
export interface CallTokens {
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** The use of one model on one day of UTC. */
export interface DayUsage {
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  /** Calls without an answer that could be read, or without any yet. */
  readonly failedCalls: number;
  readonly openCalls: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

const DAY_MS = 86_400_000;

type Row = Readonly<Record<keyof DayUsage, string | number | null>>;

/** Adds up the records of calls. */
@Injectable()
export class UsageService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** By day and model, newest first; the days without calls are not there. */
  async byDay(days: number): Promise<DayUsage[]> {
    const since = new Date(this.clock.now().getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
    const rows = await this.calls()
      .select('request.day', 'day')
      .addSelect('request.provider', 'provider')
      .addSelect('request.model', 'model')
      .addSelect('COUNT(*)', 'calls')
      .addSelect("SUM(CASE WHEN reply.outcome IN ('failed', 'rejected') THEN 1 ELSE 0 END)", 'failedCalls')
      .addSelect('SUM(CASE WHEN reply.requestId IS NULL THEN 1 ELSE 0 END)', 'openCalls')
      .addSelect('SUM(COALESCE(reply.promptTokens, 0))', 'promptTokens')
      .addSelect('SUM(COALESCE(reply.outputTokens, 0))', 'outputTokens')
      // Without a reply it may have been billed all the same.
      .addSelect('SUM(COALESCE(reply.costUsd, request.reservedUsd))', 'costUsd')
      .where('request.day >= :since', { since })
      .groupBy('request.day')
      .addGroupBy('request.provider')
      .addGroupBy('request.model')
      .orderBy('request.day', 'DESC')
      .addOrderBy('request.model')
      .getRawMany<Row>();
    return rows.map(toUsage);
  }

  /** The average tokens of first questions about levels; null if there was none. */
  async measuredTokens(assessor: Assessor): Promise<(CallTokens & { calls: number }) | null> {
    const row = await this.calls()
      .select('COUNT(*)', 'calls')
      .addSelect('AVG(reply.promptTokens)', 'promptTokens')
      .addSelect('AVG(reply.outputTokens)', 'outputTokens')
      .where({ ...assessor, purpose: 'levels', round: 0, fromOnetSocCode: '' })
      .andWhere("reply.outcome IN ('complete', 'partial') AND reply.promptTokens IS NOT NULL")
      .getRawOne<Row>();
    const calls = Number(row?.calls ?? 0);
    if (!row || calls === 0) return null;
    return {
      calls,
      promptTokens: Math.ceil(Number(row.promptTokens)),
      outputTokens: Math.ceil(Number(row.outputTokens)),
    };
  }

  private calls() {
    return this.dataSource
      .createQueryBuilder(LlmRequestRecord, 'request')
      .leftJoin(LlmReplyRecord, 'reply', 'reply.requestId = request.id');
  }
}

function toUsage({ day, provider, model, ...figures }: Row): DayUsage {
  return {
    ...{ day: String(day), provider: String(provider), model: String(model) },
    calls: Number(figures.calls),
    failedCalls: Number(figures.failedCalls),
    openCalls: Number(figures.openCalls),
    promptTokens: Number(figures.promptTokens),
    outputTokens: Number(figures.outputTokens),
    costUsd: Math.round(Number(figures.costUsd) * 1e6) / 1e6,
  };
}
