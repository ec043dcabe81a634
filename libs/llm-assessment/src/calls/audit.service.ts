import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import type { ElementId, OnetSocCode, ReleaseName } from '@app/onet';
import { DataSource } from 'typeorm';
import type { LlmFailure } from '../provider/llm-failure';
import { LlmProvider, type LlmReply } from '../provider/llm-provider';
import type { Prompt } from '../prompts/llm-request';
import type { ParsedReply } from '../replies/parsed-reply';
import { LlmReplyRecord } from '../store/llm-reply.entity';
import { LlmRequestRecord } from '../store/llm-request.entity';
import { BudgetService } from './budget.service';
import { costOf, highestCostOf } from './price';

/** The purpose of a call, with the release and the occupations that it is about. */
export interface CallSubject {
  readonly purpose: 'levels' | 'gap' | 'check';
  /** Empty for a check, which needs none. */
  readonly release: { readonly name: ReleaseName; readonly checksum: string };
  readonly code: OnetSocCode;
  /** Empty if there is none. */
  readonly fromCode: OnetSocCode;
}

/** One try of one question. */
export interface CallTry {
  readonly subject: CallSubject;
  readonly prompt: Prompt;
  readonly asked: readonly ElementId[];
  readonly round: number;
  readonly attempt: number;
}

/** The result of a call. */
export interface CallResult {
  readonly latencyMs: number;
  /** Null if nothing arrived. */
  readonly reply: LlmReply | null;
  readonly failure: LlmFailure | null;
  readonly parsed: ParsedReply<unknown> | null;
}

/** A text column holds 65,535 bytes on MySQL; an allowed answer stays below that. */
const MAX_RAW_BYTES = 60_000;
const MAX_PROBLEMS = 50;

/** The sums over the calls of this process; tokens are those that the provider told of. */
export interface CallTotals {
  readonly calls: Readonly<Record<CallOutcome, number>>;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

type CallOutcome = ParsedReply<unknown>['outcome'] | 'failed';

/** Records every call before it is made and after it has ended, and keeps the budget with it. */
@Injectable()
export class AuditService {
  private readonly counts = {
    calls: { complete: 0, partial: 0, rejected: 0, failed: 0 },
    ...{ promptTokens: 0, outputTokens: 0, costUsd: 0 },
  };

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly budget: BudgetService,
    private readonly provider: LlmProvider,
  ) {}

  get totals(): CallTotals {
    return this.counts;
  }

  /**
   * Reserves the most that the call may cost and records that it is about to be made, both or neither.
   * @throws LlmBudgetExceededError
   */
  async open({ subject, prompt, asked, round, attempt }: CallTry): Promise<LlmRequestRecord> {
    const day = this.budget.today();
    const reservedUsd = this.provider.isFree ? 0 : highestCostOf(prompt, this.config.llm.price);
    const record = {
      purpose: subject.purpose,
      releaseName: subject.release.name,
      releaseChecksum: subject.release.checksum,
      onetSocCode: subject.code,
      fromOnetSocCode: subject.fromCode,
      promptVersion: prompt.version,
      provider: this.provider.name,
      model: this.provider.model,
      promptHash: createHash('sha256').update(JSON.stringify(prompt)).digest('hex'),
      askedElementIds: asked.join(' '),
      requestedAt: new Date(),
      ...{ round, attempt, day, reservedUsd },
    };
    await this.budget.open(day);
    return this.dataSource.transaction(async (manager) => {
      await this.budget.reserve(manager, day, reservedUsd);
      const inserted = await manager.insert(LlmRequestRecord, record);
      const { id } = inserted.identifiers[0] as { id: number };
      return { id, ...record };
    });
  }

  /** Records how a call ended, and settles the amount that was reserved for it. */
  async close(request: LlmRequestRecord, result: CallResult): Promise<void> {
    const { reply, failure, parsed, latencyMs } = result;
    const costUsd = this.costOf(request, result);
    // Before the database is asked: the money is spent, whether or not the database records it.
    this.count(result, costUsd);
    const problems = parsed?.problems.slice(0, MAX_PROBLEMS) ?? [];
    const record: LlmReplyRecord = {
      requestId: request.id,
      receivedAt: new Date(),
      outcome: parsed?.outcome ?? 'failed',
      failure: failure?.kind ?? (parsed?.outcome === 'rejected' ? 'MALFORMED' : null),
      reason: failure?.message ?? parsed?.reason ?? null,
      finishReason: reply?.finishWord.slice(0, 40) ?? null,
      promptTokens: reply?.usage?.promptTokens ?? null,
      outputTokens: reply?.usage?.outputTokens ?? null,
      modelVersion: reply?.modelVersion ?? null,
      responseId: reply?.responseId ?? null,
      raw: reply && cut(reply.raw),
      problems: problems.length > 0 ? JSON.stringify(problems) : null,
      ...{ costUsd, latencyMs },
    };
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(LlmReplyRecord, record);
      await this.budget.settle(manager, request.day, request.reservedUsd, costUsd);
    });
  }

  private count({ reply, parsed }: CallResult, costUsd: number): void {
    this.counts.calls[parsed?.outcome ?? 'failed']++;
    this.counts.promptTokens += reply?.usage?.promptTokens ?? 0;
    this.counts.outputTokens += reply?.usage?.outputTokens ?? 0;
    this.counts.costUsd += costUsd;
  }

  /** Where the provider does not say, and may have billed it, it counts as dear as it can have been. */
  private costOf({ reservedUsd }: LlmRequestRecord, { reply, failure }: CallResult): number {
    if (reply?.usage) return this.provider.isFree ? 0 : costOf(reply.usage, this.config.llm.price);
    return failure && !failure.traits.mayBeBilled ? 0 : reservedUsd;
  }
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length <= MAX_RAW_BYTES ? text : bytes.subarray(0, MAX_RAW_BYTES).toString('utf8');
}
