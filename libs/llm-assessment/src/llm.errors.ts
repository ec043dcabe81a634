import { DomainError } from '@app/onet';

/** So long it is not asked again. */
const DEFAULT_WAIT_MS = 600_000;

interface UnavailableDetails {
  readonly nextStep?: string;
  readonly passes?: boolean;
  /** How long to wait, in milliseconds; null: waiting does not help. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** The language model cannot be asked at the moment, or there is none. */
export class LlmUnavailableError extends DomainError {
  /** Trying again later can help. */
  readonly passes: boolean;

  constructor(
    /** The reason in words, as the end of a sentence. */
    reason: string,
    { nextStep = 'Try again later.', passes = true, retryAfterMs = null, cause }: UnavailableDetails = {},
  ) {
    const retryAfterSeconds = retryAfterMs === null ? undefined : toSeconds(retryAfterMs);
    super(
      'LLM_UNAVAILABLE',
      `The language model cannot be asked: ${reason}. ${nextStep}`,
      {},
      { cause, retryAfterSeconds },
    );
    this.passes = passes;
  }
}

export function stopping(): LlmUnavailableError {
  return new LlmUnavailableError('this service is stopping', { passes: false, retryAfterMs: 5_000 });
}

/** Asking once more could pass the daily budget. */
export class LlmBudgetExceededError extends DomainError {
  constructor(budgetUsd: number, untilTomorrowMs: number) {
    super(
      'LLM_BUDGET_EXCEEDED',
      `The budget for the language model of ${budgetUsd} US dollars a day (LLM_DAILY_BUDGET_USD) does not allow another ` +
        'call today. What is stored is still answered; try again tomorrow (UTC), or have the budget raised.',
      {},
      { retryAfterSeconds: toSeconds(untilTomorrowMs) },
    );
  }
}

/** The model answered, also when asked again, but with nothing that can be used. */
export class LlmReplyRejectedError extends DomainError {
  constructor(
    subject: string,
    readonly reason: string,
    retryAfterMs = DEFAULT_WAIT_MS,
  ) {
    super(
      'LLM_REPLY_REJECTED',
      `The language model gave no usable answer for ${subject}: ${reason}. Try again later; the audit (llm_replies) has what it said.`,
      {},
      { retryAfterSeconds: toSeconds(retryAfterMs) },
    );
  }
}

function toSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
