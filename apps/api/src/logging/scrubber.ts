const GONE = '[redacted]';
/** Characters of one text; a log line is not the place for a whole document. */
const LONGEST = 16_000;
const DEEPEST = 5;

/** Fields whose values are secrets, however they are written: `X-API-Key`, `apiKey`, `api_key`. */
const SECRET_FIELDS = new Set([
  ...['xapikey', 'apikey', 'adminapikey', 'onetapikey', 'keyhash', 'privatekey', 'authorization', 'proxyauthorization'],
  ...['cookie', 'setcookie', 'password', 'passwd', 'pwd', 'secret', 'clientsecret', 'credentials'],
  ...['token', 'accesstoken', 'refreshtoken', 'databaseurl'],
]);

/** What looks like a secret wherever it stands. Every repetition is bounded, so that no text takes long. */
const SHAPES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Keys of this service: made by a command, and made at the first start.
  [/\bskg_[A-Za-z0-9-]{1,64}_[A-Za-z0-9_-]{8,256}/g, GONE],
  [/\b(?:read|admin)_[A-Za-z0-9_-]{24,256}/g, GONE],
  [/\b(Bearer|Basic|ApiKey) {1,4}[A-Za-z0-9._~+/=-]{8,4096}/gi, `$1 ${GONE}`],
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/?#@]{0,200}):[^\s/]{1,200}@/gi, `$1:${GONE}@`],
  [/([?&](?:api[_-]?key|key|token|access[_-]?token|password|secret|sig|signature)=)[^\s&"'#]{1,4096}/gi, `$1${GONE}`],
  // MySQL says "using password: YES".
  [
    /\b((?:x-api-key|authorization|api[_-]?key|password|passwd|secret)["']?\s{0,4}[:=]\s{0,4}["']?)(?!YES\b|NO\b|\[|Bearer\b|Basic\b|ApiKey\b)[^\s"',;&}]{1,4096}/gi,
    `$1${GONE}`,
  ],
];

/** Takes secrets out of what is going to be logged: those that it knows, and what looks like one. */
export class Scrubber {
  private known: readonly string[];

  constructor(known: readonly string[] = []) {
    this.known = longestFirst(known);
  }

  /** For secrets that come up after the start. */
  learn(secrets: readonly string[]): void {
    this.known = longestFirst([...this.known, ...secrets]);
  }

  text(text: string): string {
    let clean = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
    for (const secret of this.known) if (clean.includes(secret)) clean = clean.replaceAll(secret, GONE);
    for (const [pattern, replacement] of SHAPES) clean = clean.replace(pattern, replacement);
    return clean;
  }

  /** The fields of a line. pino's own redaction wants each path written out, and in one spelling. */
  fields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return this.record(fields, 0);
  }

  private value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return value;
    if (value instanceof Error) return this.error(value, depth + 1);
    if (depth >= DEEPEST) return '…';
    if (Array.isArray(value)) return value.map((item) => this.value(item, depth + 1));
    return this.record(value, depth + 1);
  }

  private record(record: object, depth: number): Record<string, unknown> {
    const clean: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(record)) {
      const isSecret = SECRET_FIELDS.has(name.toLowerCase().replace(/[-_]/g, ''));
      clean[name] = isSecret && value !== null && value !== undefined ? GONE : this.value(value, depth);
    }
    return clean;
  }

  /** What helps to find the fault, and no more: errors carry statements, parameters, requests with their headers. */
  private error(error: Error, depth: number): Record<string, unknown> {
    const { name, message, stack, cause } = error;
    const code = (error as NodeJS.ErrnoException).code;
    return {
      type: name,
      message: this.text(message),
      ...(code === undefined ? {} : { code: this.value(code, DEEPEST) }),
      ...(stack === undefined ? {} : { stack: this.text(stack) }),
      ...(cause instanceof Error && depth < DEEPEST ? { cause: this.error(cause, depth + 1) } : {}),
      ...(error instanceof AggregateError && depth < DEEPEST ? { errors: this.value(error.errors, depth + 1) } : {}),
    };
  }
}

function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].sort((a, b) => b.length - a.length);
}
