import { DomainError } from '@app/onet';

/** Where the server does not say how long to wait. */
const DEFAULT_WAIT_MS = 10_000;
/** A fault that only a person can mend is not worth asking for every few seconds. */
const FINAL_WAIT_MS = 60_000;

interface FailureDetails {
  readonly nextStep?: string;
  /** How long to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** O*NET Web Services cannot be asked at the moment, or answer what this service cannot use. */
export class OnetUnavailableError extends DomainError {
  readonly retryAfterMs: number | undefined;

  constructor(
    /** The reason, as the end of a sentence. */
    readonly reason: string,
    /** `passing`: trying again can help. `final`: the same question gets the same answer. */
    readonly kind: 'passing' | 'final',
    { nextStep = 'Try again later.', retryAfterMs, cause }: FailureDetails = {},
  ) {
    const waitMs = retryAfterMs ?? (kind === 'passing' ? DEFAULT_WAIT_MS : FINAL_WAIT_MS);
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
    super('ONET_UNAVAILABLE', `O*NET Web Services: ${reason}. ${nextStep}`, {}, { cause, retryAfterSeconds });
    this.retryAfterMs = retryAfterMs;
  }
}

/** The answer is none that Web Services give, so nothing of it is used. */
export function unusableAnswer(path: string, reason: string): OnetUnavailableError {
  return new OnetUnavailableError(`the answer to ${path} cannot be used, as it ${reason}`, 'final', {
    nextStep: 'Whoever runs this service should check ONET_API_BASE_URL and ONET_API_VERSION.',
  });
}
