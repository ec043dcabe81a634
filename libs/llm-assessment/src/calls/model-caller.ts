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
import type { CallSubject } from './audit.service';
import { LearntManner, type Manner } from './manner';
import { hadNoRoom, RecordedCalls, type RecordedReply } from './recorded-calls';
import { askingAgain, type Patience } from './retry-policy';

const CALLS_WAITING = 200;
const FAILURES_UNTIL_BREAK = 5;
const BREAK_MS = 30_000;
/** A failure that only a person can mend is not worth a new question every few seconds. */
const FINAL_WAIT_MS = 60_000;
const QUEUE_WAIT_MS = 10_000;
/** A stopping service gives requests five seconds. */
const STOPPING_MS = 3_000;

/** They say something of the provider, not of one question. */
const BREAKING: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...(['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT', 'NETWORK', 'AUTH', 'NOT_FOUND', 'MALFORMED'] as const),
]);

/** The provider works; the failure belongs to this question. */
const SAYING_NOTHING: ReadonlySet<FailureKind> = new Set<FailureKind>(['BLOCKED', 'TRUNCATED', 'EMPTY']);

/** One question. */
export interface Question<T> {
  readonly subject: CallSubject;
  readonly request: LlmRequest;
  readonly asked: readonly ElementId[];
  /** 0 for the first question, more where it asks for items that were missing before. */
  readonly round: number;
  readonly patience: Patience;
  /** Once it is aborted, nothing is tried again; a call under way goes on. */
  readonly signal?: AbortSignal;
  readonly parse: (reply: ReplyText) => ParsedReply<T>;
}

/** The tries of one question, and how the next one is to be. */
interface Tries {
  made: number;
  manner: Manner;
}

/** The parsed answer, with the version of the model that gave it. */
export interface Answered<T> {
  readonly parsed: ParsedReply<T>;
  readonly modelVersion: string | null;
  /** False where it would only be blocked again, or end at the limit again. */
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
  private readonly learnt: LearntManner;
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
    private readonly calls: RecordedCalls,
    { llm }: AppConfig,
  ) {
    this.learnt = new LearntManner(llm.thinking);
    this.limit = bulkhead(llm.concurrency, CALLS_WAITING);
  }

  /** The provider and the model that answer. */
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

  /** Calls under way may still end; then nobody waits any longer. */
  onModuleDestroy(): void {
    this.stopping.abort(stopping());
  }

  /** @throws LlmUnavailableError if nothing is to be had; LlmBudgetExceededError */
  async ask<T>(question: Question<T>): Promise<Answered<T>> {
    const { signal } = this.stopping;
    const tries: Tries = { made: 0, manner: this.learnt.current };
    // The limit comes inside, so that a caller that waits for the next try keeps no other caller from asking.
    const policy = wrap(
      askingAgain(question.patience, () => !signal.aborted && !question.signal?.aborted),
      this.limit,
    );
    try {
      const answer = policy.execute(() => this.askUnlessBroken(question, tries));
      // Neither a call nor the wait for the next try can be ended, but nobody has to wait with it.
      return await unlessAborted(answer, signal, STOPPING_MS);
    } catch (error) {
      throw this.explain(error);
    }
  }

  private async askUnlessBroken<T>(question: Question<T>, tries: Tries): Promise<Answered<T>> {
    this.stopping.signal.throwIfAborted();
    return this.breaker.execute(() => this.askInManner(question, tries));
  }

  /** Once more in another manner where the schema is refused, or there was no room to write anything that can be used. */
  private async askInManner<T>(question: Question<T>, tries: Tries): Promise<Answered<T>> {
    const { manner } = tries;
    const { facts, prompt: usual } = question.request;
    const prompt = this.learnt.apply(usual, manner);
    const result = await this.calls.make({ ...question, request: { facts, prompt } }, ++tries.made);
    const { failure } = result;
    if (failure) this.logger.warn(`${question.subject.code}, try ${tries.made}: ${failure.message}`);
    if (failure && this.learnt.blamesSchema(failure, prompt, manner)) {
      tries.manner = { ...manner, isPlain: true };
      // A failure that may pass by itself has its wait before the next try.
      if (failure.traits.retriable) throw failure;
      return this.askInManner(question, tries).catch((error: unknown) => {
        throw error instanceof LlmFailure && error.kind === failure.kind ? failure : error;
      });
    }
    if (hadNoRoom(result)) {
      if (manner.isWide) return { ...answerOf(question, result), mayAskAgain: false };
      tries.manner = { ...manner, isWide: true };
      return this.askInManner(question, tries);
    }
    const answer = answerOf(question, result);
    this.learnt.learn(prompt, manner);
    return answer;
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

/** @throws LlmFailure where nothing was answered */
function answerOf<T>({ asked }: Question<T>, { reply, parsed, failure }: RecordedReply<T>): Answered<T> {
  const modelVersion = reply?.modelVersion ?? null;
  if (!failure) return { parsed, modelVersion, mayAskAgain: true };
  if (!SAYING_NOTHING.has(failure.kind)) throw failure;
  const nothing = { outcome: 'rejected', items: new Map<ElementId, T>(), missing: asked, problems: [] } as const;
  return { parsed: { ...nothing, reason: failure.message }, modelVersion, mayAskAgain: failure.kind !== 'BLOCKED' };
}

function meaningOf({ kind, traits }: LlmFailure): string {
  return `${traits.meaning} (${kind})`;
}
