import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { bulkhead, isBulkheadRejectedError, wrap } from 'cockatiel';
import { AppConfig } from '@app/config';
import type { ElementId } from '@app/onet';
import { Breaker, isBrokenCircuit, unlessAborted } from '@app/outside';
import type { Assessor } from '@app/skills';
import { LlmUnavailableError, stopping } from '../llm.errors';
import { LlmFailure, type FailureKind } from '../provider/llm-failure';
import { LlmProvider } from '../provider/llm-provider';
import type { LlmRequest } from '../prompts/llm-request';
import { notConfigured } from '../provider/no-provider';
import type { ParsedReply, ReplyText } from '../replies/parsed-reply';
import { AuditService, type CallResult, type CallSubject } from './audit.service';
import { readReply, toFailure } from './read-reply';
import { askingAgain, type Patience } from './retry-policy';

const CALLS_WAITING = 200;
const FAILURES_UNTIL_BREAK = 5;
const BREAK_MS = 30_000;
/** What nobody can mend but a person is not worth asking for every few seconds. */
const FINAL_WAIT_MS = 60_000;
const QUEUE_WAIT_MS = 10_000;
/** A stopping service gives requests five seconds. */
const STOPPING_MS = 3_000;

/** They say something of the provider, not of one question. */
const BREAKING: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...(['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT', 'NETWORK', 'AUTH', 'NOT_FOUND', 'MALFORMED'] as const),
]);

/** The provider works; it is what came of this question. */
const SAYING_NOTHING: ReadonlySet<FailureKind> = new Set<FailureKind>(['BLOCKED', 'TRUNCATED', 'EMPTY']);

/** One question. */
export interface Question<T> {
  readonly subject: CallSubject;
  readonly request: LlmRequest;
  readonly asked: readonly ElementId[];
  /** 0 for the first question, more where it asks for what was missing before. */
  readonly round: number;
  readonly patience: Patience;
  /** Once it is aborted, nothing is tried again; what is under way goes on. */
  readonly signal?: AbortSignal;
  readonly parse: (reply: ReplyText) => ParsedReply<T>;
}

/** What was read of an answer, with the version of the model that gave it. */
export interface Answered<T> {
  readonly parsed: ParsedReply<T>;
  readonly modelVersion: string | null;
  /** False where the provider would only block it again. */
  readonly mayAskAgain: boolean;
}

/**
 * Asks the provider: recorded and within the budget, a limited number of times at once, again where that can help, and
 * not at all while it is down. The one place where something is tried again.
 */
@Injectable()
export class ModelCaller implements OnModuleDestroy {
  private readonly logger = new Logger('LanguageModel');
  private readonly limit;
  private readonly breaker = new Breaker({
    failure: LlmFailure,
    counts: ({ kind }) => BREAKING.has(kind),
    failures: FAILURES_UNTIL_BREAK,
    breakMs: BREAK_MS,
    onBreak: ({ message }) => {
      const times = `${FAILURES_UNTIL_BREAK} failures in a row`;
      this.logger.warn(`Not asking for ${BREAK_MS / 1_000} s after ${times}: ${message}`);
    },
    onReset: () => this.logger.log('The language model answers again'),
  });
  private readonly stopping = new AbortController();

  constructor(
    private readonly provider: LlmProvider,
    private readonly audit: AuditService,
    { llm }: AppConfig,
  ) {
    this.limit = bulkhead(llm.concurrency, CALLS_WAITING);
  }

  /** Who answers. */
  get author(): Pick<Assessor, 'provider' | 'model'> {
    return { provider: this.provider.name, model: this.provider.model };
  }

  /** @throws LlmUnavailableError if there is nobody to ask */
  assertConfigured(): void {
    if (this.provider.name === 'none') throw notConfigured();
  }

  get isFree(): boolean {
    return this.provider.isFree;
  }

  /** What is under way may still end; then nobody waits any longer. */
  onModuleDestroy(): void {
    this.stopping.abort(stopping());
  }

  /** @throws LlmUnavailableError if nothing is to be had; LlmBudgetExceededError */
  async ask<T>(question: Question<T>): Promise<Answered<T>> {
    const { signal } = this.stopping;
    let attempt = 0;
    // The limit comes inside, so that whoever waits for the next try keeps nobody from asking.
    const policy = wrap(
      askingAgain(question.patience, () => !signal.aborted && !question.signal?.aborted),
      this.limit,
    );
    try {
      const answer = policy.execute(() => this.askUnlessBroken(question, ++attempt));
      // Neither a call nor the wait for the next try can be ended, but nobody has to wait with it.
      return await unlessAborted(answer, signal, STOPPING_MS);
    } catch (error) {
      throw this.explain(error);
    }
  }

  private async askUnlessBroken<T>(question: Question<T>, attempt: number): Promise<Answered<T>> {
    this.stopping.signal.throwIfAborted();
    return this.breaker.execute(() => this.askOnce(question, attempt));
  }

  private async askOnce<T>(question: Question<T>, attempt: number): Promise<Answered<T>> {
    const { subject, request, asked, round, parse } = question;
    const record = await this.audit.open({ subject, prompt: request.prompt, asked, round, attempt });
    const started = performance.now();
    const result = await this.provider.ask(request).then(
      (reply) => readReply(reply, parse),
      (error: unknown) => ({ reply: null, parsed: null, failure: toFailure(error) }),
    );
    const ended: CallResult = { ...result, latencyMs: Math.round(performance.now() - started) };
    await this.audit.close(record, ended);
    const { parsed, failure, reply } = result;
    if (!failure) return { parsed, modelVersion: reply.modelVersion, mayAskAgain: true };
    this.logger.warn(`${subject.code}, try ${attempt}: ${failure.message}`);
    if (!SAYING_NOTHING.has(failure.kind)) throw failure;
    const nothing = { outcome: 'rejected', items: new Map<ElementId, T>(), missing: asked, problems: [] } as const;
    const modelVersion = reply?.modelVersion ?? null;
    return { parsed: { ...nothing, reason: failure.message }, modelVersion, mayAskAgain: failure.kind !== 'BLOCKED' };
  }

  private explain(error: unknown): unknown {
    const { name, model } = this.provider;
    const { brokenBy, waitMs } = this.breaker;
    if (brokenBy && isBrokenCircuit(error)) {
      const reason = `${name} failed several times in a row; it ${meaningOf(brokenBy)}`;
      return new LlmUnavailableError(reason, { retryAfterMs: Math.max(waitMs, 1_000) });
    }
    if (isBulkheadRejectedError(error)) {
      return new LlmUnavailableError('too much is asked for at once', { retryAfterMs: QUEUE_WAIT_MS });
    }
    if (!(error instanceof LlmFailure)) return error;
    const retryAfterMs = error.retryAfterMs ?? (error.traits.retriable ? QUEUE_WAIT_MS : FINAL_WAIT_MS);
    const nextStep = error.traits.retriable
      ? 'Try again later.'
      : 'Whoever runs this service finds what it said in the log and in llm_replies; docs/llm.md says how to set it up.';
    const passes = error.traits.retriable;
    return new LlmUnavailableError(`${name} (${model}) ${meaningOf(error)}`, {
      retryAfterMs,
      nextStep,
      passes,
      cause: error,
    });
  }
}

function meaningOf({ kind, traits }: LlmFailure): string {
  return `${traits.meaning} (${kind})`;
}
