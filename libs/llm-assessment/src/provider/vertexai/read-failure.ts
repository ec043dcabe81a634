import { LlmFailure, type FailureKind } from '../llm-failure';

/** Google's error body, as the package passes it on. */
interface GoogleError {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly message?: unknown;
  readonly errorDetails?: unknown;
}

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  400: 'INVALID_REQUEST',
  401: 'AUTH',
  403: 'AUTH',
  404: 'NOT_FOUND',
  408: 'TIMEOUT',
  429: 'RATE_LIMITED',
  499: 'UNAVAILABLE',
  504: 'TIMEOUT',
};

const AUTH_WORDS = /invalid_grant|invalid_client|unauthorized|default credentials|refresh token|GoogleAuthError/i;

/**
 * What an error of @google-cloud/vertexai means. The package throws five different kinds of error and keeps the status of
 * some only in the text, so this looks at each place in turn.
 */
export function readFailure(error: unknown): LlmFailure {
  if (!(error instanceof Error)) return new LlmFailure('MALFORMED', String(error));
  const cause = error.cause;
  const google = isGoogleError(cause) ? cause : null;
  const status = google ? Number(google.code) : statusInText(error.message);
  if (status !== null) return ofStatus(status, error, google);
  if (isAbort(error) || isAbort(cause))
    return new LlmFailure('TIMEOUT', 'no answer within the time limit', { cause: error });
  // Before what is said of credentials: also the server that gives out tokens may be out of reach.
  const code = networkCode(error);
  if (code !== null) return new LlmFailure('NETWORK', code, { cause: error });
  if (isAuth(error)) return new LlmFailure('AUTH', error.message, { cause: error });
  // JSON that does not parse, or has not Google's form; the status is lost.
  return new LlmFailure('MALFORMED', `${error.name}: ${error.message}`, { cause: error });
}

function ofStatus(status: number, error: Error, google: GoogleError | null): LlmFailure {
  const kind = BY_STATUS[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID_REQUEST');
  const words = google && typeof google.message === 'string' ? google.message : error.message;
  return new LlmFailure(kind, `status ${status}: ${words}`, { retryAfterMs: retryDelay(google), cause: error });
}

/** The package gives this error no name of its own. */
function isGoogleError(cause: unknown): cause is GoogleError {
  return cause instanceof Error && 'status' in cause && 'code' in cause && Number.isInteger(cause.code);
}

function statusInText(message: string): number | null {
  const [, status] = /got status: (\d{3})\b/.exec(message) ?? [];
  return status === undefined ? null : Number(status);
}

/** `google.rpc.RetryInfo`: seconds with an `s` behind them. */
function retryDelay(google: GoogleError | null): number | undefined {
  const details = Array.isArray(google?.errorDetails) ? (google.errorDetails as unknown[]) : [];
  for (const detail of details) {
    const { retryDelay: delay } = (detail ?? {}) as { retryDelay?: unknown };
    const [, seconds] = typeof delay === 'string' ? (/^(\d+(?:\.\d+)?)s$/.exec(delay) ?? []) : [];
    if (seconds !== undefined) return Number(seconds) * 1_000;
  }
  return undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || isAbort(error.cause));
}

/** The code of the socket's error, which lies some causes deep; a body that broke off is just called `terminated`. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+|\w*CERT\w*)$/.test(code)) return code;
  return networkCode(error.cause) ?? (/^(terminated|fetch failed)$/.test(error.message) ? error.message : null);
}

/** Raised before anything is sent, by the library that gets tokens. */
function isAuth(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'GoogleAuthError' || AUTH_WORDS.test(error.message) || isAuth(error.cause);
}
