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

/** By these a schema with too many states is refused, often without a word of the schema. */
const SCHEMA_STATUSES: ReadonlySet<number> = new Set([400, 500]);

/** Of sockets, lookups of names, and TLS. Files have codes too, such as those of credentials that are not there. */
const NETWORK_CODE =
  /^(ECONN\w+|EPIPE|EPROTO|ETIMEDOUT|ENOTFOUND|EAI_\w+|E(ADDR|HOST|NET)\w+|UND_ERR_\w+|ERR_(SSL|TLS)_\w+|\w*CERT\w*|UNABLE_TO_\w+)$/;

/** Of them, those that there are before anything can be sent. */
const UNCONNECTED_CODE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|E(ADDR|HOST|NET)\w+|UND_ERR_CONNECT_TIMEOUT|ERR_(SSL|TLS)_\w+|\w*CERT\w*|UNABLE_TO_\w+)$/;

/**
 * The failure behind an error of @google-cloud/vertexai. The package throws five different kinds of error and keeps the
 * status of some only in the text, so this looks at each place in turn.
 */
export function readFailure(error: unknown): LlmFailure {
  if (!(error instanceof Error)) return new LlmFailure('MALFORMED', String(error));
  if (error.name === 'GoogleAuthError') return ofCredentials(error);
  const cause = error.cause;
  const google = isGoogleError(cause) ? cause : null;
  const status = google ? Number(google.code) : statusInText(error.message);
  if (status !== null) return ofStatus(status, error, google);
  if (isAbort(error) || isAbort(cause))
    return new LlmFailure('TIMEOUT', 'no answer within the time limit', { cause: error });
  const code = networkCode(error);
  if (code !== null) {
    return new LlmFailure('NETWORK', code, { wasNotSent: UNCONNECTED_CODE.test(code), cause: error });
  }
  // JSON that does not parse, or has not Google's form; the status is lost.
  return new LlmFailure('MALFORMED', `${error.name}: ${error.message}`, { cause: error });
}

function ofStatus(status: number, error: Error, google: GoogleError | null): LlmFailure {
  const kind = BY_STATUS[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID_REQUEST');
  const words = google && typeof google.message === 'string' ? google.message : error.message;
  const mayBeTheSchema = SCHEMA_STATUSES.has(status);
  const details = { retryAfterMs: retryDelay(google), mayBeTheSchema, cause: error };
  return new LlmFailure(kind, `status ${status}: ${words}`, details);
}

/**
 * No access token was to be had, and nothing was sent. Why is in the cause, since the package's own words are a page of
 * advice; the server that gives out tokens may also be out of reach, or down.
 */
function ofCredentials(error: Error): LlmFailure {
  const { message, status } = (error.cause ?? {}) as { message?: unknown; status?: unknown };
  const code = networkCode(error.cause);
  const isDown = status === 429 || Number(status) >= 500;
  const kind = code !== null ? 'NETWORK' : isDown ? 'UNAVAILABLE' : 'AUTH';
  // The message can be the body that the server sent, which can be of any kind.
  const words = code ?? (typeof message === 'string' ? message : error.message);
  return new LlmFailure(kind, `no access token: ${words}`, { wasNotSent: true, cause: error });
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
  if (typeof code === 'string' && NETWORK_CODE.test(code)) return code;
  return networkCode(error.cause) ?? (/^(terminated|fetch failed)$/.test(error.message) ? error.message : null);
}
