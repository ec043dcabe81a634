/** The kinds of failure between the question and an answer that can be read. */
export type FailureKind =
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'TIMEOUT'
  | 'NETWORK'
  | 'AUTH'
  | 'NOT_FOUND'
  | 'INVALID_REQUEST'
  | 'BLOCKED'
  | 'TRUNCATED'
  | 'EMPTY'
  | 'MALFORMED';

interface FailureTraits {
  /** The same question may be answered a moment later. */
  readonly retriable: boolean;
  /** The provider may have written, and billed, an answer that never arrived. */
  readonly mayBeBilled: boolean;
  /** The failure in words, as the end of a sentence about the provider. */
  readonly meaning: string;
}

const FAILURES: Readonly<Record<FailureKind, FailureTraits>> = {
  RATE_LIMITED: { retriable: true, mayBeBilled: false, meaning: 'allows no more requests at the moment' },
  UNAVAILABLE: { retriable: true, mayBeBilled: false, meaning: 'is not available at the moment' },
  TIMEOUT: { retriable: true, mayBeBilled: true, meaning: 'did not answer in time' },
  NETWORK: { retriable: true, mayBeBilled: true, meaning: 'cannot be reached, or broke the connection off' },
  AUTH: { retriable: false, mayBeBilled: false, meaning: 'refuses the credentials, or there are none' },
  NOT_FOUND: { retriable: false, mayBeBilled: false, meaning: 'does not know the model, the project or the location' },
  INVALID_REQUEST: { retriable: false, mayBeBilled: false, meaning: 'refuses the request as wrong' },
  BLOCKED: { retriable: false, mayBeBilled: true, meaning: 'blocked the question or the answer' },
  TRUNCATED: {
    retriable: false,
    mayBeBilled: true,
    meaning: 'stopped at the limit of tokens before it wrote anything',
  },
  EMPTY: { retriable: false, mayBeBilled: true, meaning: 'answered without any text' },
  // A proxy's error page looks like this as well, and goes away by itself.
  MALFORMED: { retriable: true, mayBeBilled: true, meaning: 'sent what is not its form of an answer' },
};

interface FailureDetails {
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The question did not leave this machine, so nobody can bill it. */
  readonly wasNotSent?: boolean;
  /** It can mean that the provider refuses the form in which the answer is wanted. */
  readonly mayBeTheSchema?: boolean;
  readonly cause?: unknown;
}

/** One call failed. Its message is for the log and the audit: the provider's own words, shortened and without secrets. */
export class LlmFailure extends Error {
  readonly retryAfterMs: number | undefined;
  readonly traits: FailureTraits;
  readonly mayBeTheSchema: boolean;

  constructor(
    readonly kind: FailureKind,
    words: string,
    { retryAfterMs, wasNotSent = false, mayBeTheSchema = false, cause }: FailureDetails = {},
  ) {
    super(`${kind}: ${withoutSecrets(words)}`, { cause });
    this.name = 'LlmFailure';
    this.retryAfterMs = retryAfterMs;
    this.mayBeTheSchema = mayBeTheSchema;
    this.traits = wasNotSent ? { ...FAILURES[kind], mayBeBilled: false } : FAILURES[kind];
  }
}

const MAX_WORDS = 500;

/** Nobody should put a token into an error message, but some do. Any of them may be cut off at the end. */
function withoutSecrets(text: string): string {
  return (
    text
      .slice(0, MAX_WORDS)
      // Before the names: a private key has blanks in it.
      .replace(/-----BEGIN [\s\S]*?(?:-----END [^-]*-----|$)/g, '***')
      .replace(/\bBearer\s+\S+/gi, 'Bearer ***')
      .replace(/\bya29\.[\w.-]+/g, '***')
      // Quotes may have a backslash each: JSON within JSON.
      .replace(
        /((?:access_token|refresh_token|client_secret|private_key|id_token|assertion)["'\\]*\s*[:=]\s*["'\\]*)[^"'\\\s,}&]+/gi,
        '$1***',
      )
  );
}
