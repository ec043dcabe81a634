import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LlmRequestRecord } from './llm-request.entity';

/** `failed`: nothing came that could be read; `rejected`: the reply cannot be used. */
export type ReplyOutcome = 'complete' | 'partial' | 'rejected' | 'failed';

/** The result of a call. Written once. */
@Entity('llm_replies')
export class LlmReplyRecord {
  @ForeignKey(() => LlmRequestRecord, { name: 'fk_llm_replies_request' })
  @PrimaryColumn('int')
  requestId: number;

  @Column('datetime')
  receivedAt: Date;

  @Column('varchar', { length: 20 })
  outcome: ReplyOutcome;

  /** The class of the failure, such as `RATE_LIMITED`; null if there was none. */
  @Column('varchar', { length: 30, nullable: true })
  failure: string | null;

  @Column('text', { nullable: true })
  reason: string | null;

  /** In the provider's own word. */
  @Column('varchar', { length: 40, nullable: true })
  finishReason: string | null;

  @Column('int', { nullable: true })
  promptTokens: number | null;

  /** With those of thinking. */
  @Column('int', { nullable: true })
  outputTokens: number | null;

  /** By the tokens where they are reported, else the most that it can have cost. */
  @Column('decimal', { precision: 12, scale: 6 })
  costUsd: number;

  @Column('int')
  latencyMs: number;

  @Column('varchar', { length: 100, nullable: true })
  modelVersion: string | null;

  @Column('varchar', { length: 100, nullable: true })
  responseId: string | null;

  /** The reply as it came; the end of one of more than 60,000 bytes is cut off. */
  @Column('text', { nullable: true })
  raw: string | null;

  /** The parts of the reply that could not be used, as JSON. */
  @Column('text', { nullable: true })
  problems: string | null;
}
