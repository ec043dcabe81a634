const GONE = '[redacted]';
/** Characters of one text; a log line is not the place for a whole document. */
const LONGEST = 16_000;
/** Of a path, which anybody may send without a key: far more than is logged, so that no secret there is cut through. */
const LONGEST_PATH = 2_000;
const DEEPEST = 5;

/**
 * How the names of fields end whose values are secrets, without `-` and `_`: `X-API-Key`, `dbPassword`, `ONET_PASSWORD`. A
 * `key` is the name of one, tokens are also those of language models and of pages.
 */
const SECRET_FIELD =
  /(?:apikey|privatekey|keyhash|authorization|cookie|password|passwd|pwd|passphrase|secret|credentials|databaseurl|(?:access|refresh|auth|session)token|^token)$/;

/**
 * Texts that look like a secret, in any place. Every repetition is bounded, so that no text takes long. Names of secrets
 * may be the end of longer ones, and a key may follow any text that it was pasted behind.
 */
const SHAPES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Keys of this service: made by a command, and made at the first start.
  [/skg_[A-Za-z0-9-]{1,64}_[A-Za-z0-9_-]{8,256}/g, GONE],
  [/(?:read|admin)_[A-Za-z0-9_-]{24,256}/g, GONE],
  [/\b(Bearer|Basic|ApiKey) {1,4}[A-Za-z0-9._~+/=-]{8,4096}/gi, `$1 ${GONE}`],
  [/(?<![a-z0-9])([a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/?#@]{0,200}):[^\s/]{1,200}@/gi, `$1:${GONE}@`],
  [
    /([?&](?:api[_-]?key|key|(?:(?:access|refresh)[_-]?)?token|password|(?:client[_-]?)?secret|sig|signature)=)[^\s&"'#]{1,4096}/gi,
    `$1${GONE}`,
  ],
  // MySQL says "using password: YES".
  [
    /((?:authorization|api[_-]?key|password|passwd|secret|(?:access|refresh|auth)[_-]?token)["']?\s{0,4}[:=]\s{0,4}["']?)(?!YES\b|NO\b|\[|Bearer\b|Basic\b|ApiKey\b)[^\s"',;&}]{1,4096}/gi,
    `$1${GONE}`,
  ],
];
/** Characters that a shape takes at most, and some more. */
const LONGEST_SHAPE = 4_200;

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
    // A secret that is cut through is no longer known as one. So the cut comes last; what is far beyond it goes first, as
    // huge texts would take long, and with it what may be the beginning of a secret there.
    const spare = Math.max(LONGEST_SHAPE, this.known[0]?.length ?? 0);
    const isHuge = text.length > LONGEST + spare;
    const clean = this.replaced(isHuge ? text.slice(0, LONGEST + spare) : text);
    if (!isHuge && clean.length <= LONGEST) return clean;
    const end = isHuge ? Math.min(LONGEST, Math.max(0, clean.length - spare)) : LONGEST;
    return `${clean.slice(0, end)}… (${text.length} characters)`;
  }

  /** A path as it was asked for, but decoded where only that shows a secret; not more of it than any address here has. */
  path(text: string): string {
    const asked = text.slice(0, LONGEST_PATH);
    const clean = this.text(asked);
    const plain = this.text(decoded(asked));
    return plain === decoded(clean) ? clean : plain;
  }

  /** The fields of a line. pino's own redaction wants each path written out, and in one spelling. */
  fields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return this.record(fields, 0);
  }

  private replaced(text: string): string {
    let clean = text;
    for (const secret of this.known) if (clean.includes(secret)) clean = clean.replaceAll(secret, GONE);
    for (const [pattern, replacement] of SHAPES) clean = clean.replace(pattern, replacement);
    return clean;
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
      const isSecret = SECRET_FIELD.test(name.toLowerCase().replace(/[-_]/g, ''));
      clean[name] = isSecret && value !== null && value !== undefined ? GONE : this.value(value, depth);
    }
    return clean;
  }

  /** The members that help to find the fault, and no more: errors carry statements, parameters, requests with headers. */
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

/**
 * Character by character, as one that is wrongly encoded must not hide the others. Only what can be printed: keys have
 * nothing else, and a terminal would obey some of the rest.
 */
function decoded(path: string): string {
  return path.replace(/%((?!7f)[2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].sort((a, b) => b.length - a.length);
}
