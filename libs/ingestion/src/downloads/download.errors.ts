import { DomainError } from '@app/onet';
import { describeUrl } from './describe-url';

/**
 * Why a download failed, which tells whether trying again can help: `unreachable` (no connection at all), `interrupted`
 * (what was begun broke off, or the server is overloaded), or `final`.
 */
export type DownloadFailure = 'unreachable' | 'interrupted' | 'final';

const BY_HAND = 'Try again later, or download the file yourself and set ONET_SOURCE to it.';

interface FailureDetails {
  readonly nextStep?: string;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The file cannot be had, now or at all. */
export class DownloadFailedError extends DomainError {
  readonly retryAfterMs: number | undefined;

  constructor(
    url: URL,
    /** The reason, as the end of a sentence. */
    readonly reason: string,
    readonly kind: DownloadFailure,
    { nextStep = BY_HAND, retryAfterMs, cause }: FailureDetails = {},
  ) {
    super('DOWNLOAD_FAILED', `Cannot download ${describeUrl(url)}: ${reason}. ${nextStep}`, {}, { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/** The file could be had but must not: it is too large, not what it was to be, or from where nothing may come. */
export class DownloadRefusedError extends DomainError {
  constructor(url: URL, reason: string, nextStep: string) {
    super('DOWNLOAD_REFUSED', `Refused the download ${describeUrl(url)}: ${reason}. ${nextStep}`);
  }
}
