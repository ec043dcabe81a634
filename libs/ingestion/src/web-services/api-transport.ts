import { Logger } from '@nestjs/common';
import axios, { type AxiosResponse } from 'axios';
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleType,
  isBrokenCircuitError,
} from 'cockatiel';
import pThrottle from 'p-throttle';
import { isCertificateError, networkReason } from '../http/network-reason';
import { failureAtProxy, refusalByProxy, type ProxyFault } from '../http/proxy-fault';
import { retryAfter } from '../http/retry-after';
import { retrying } from '../http/retry-policy';
import { DailyLimit } from './daily-limit';
import { OnetUnavailableError, unusableAnswer } from './web-services.errors';

/**
 * O*NET's terms of use allow 5 requests a second. The window is longer, as it is their server that counts: the first
 * requests reach it late, since they have to open connections, and those of the next window do not.
 */
const REQUESTS = { limit: 5, interval: 1_250, strict: true };
/** The same terms; each process counts for itself. */
const REQUESTS_A_DAY = 50_000;
const TIME_LIMIT_MS = 10_000;
/** A page of 2,000 rows has about 1 MB. */
const MAX_BYTES = 8_000_000;
/** Version 2 wants this much between requests after it refused one, even if it says `Retry-After: 0`. */
const MIN_WAIT_MS = 200;
/** Longer than `brief` waits: whoever waits for an answer has waited enough when nothing came for the whole limit. */
const WAIT_AFTER_SILENCE_MS = 5_000;
const FAILURES_UNTIL_BREAK = 5;
const BREAK_MS = 15_000;

/** How often and how long to try: `brief` for somebody who waits for an answer, `patient` for a run. */
export type Patience = 'brief' | 'patient';

const PATIENCE: Readonly<Record<Patience, { retries: number; delayMs: number; maxAskedMs: number }>> = {
  brief: { retries: 2, delayMs: 300, maxAskedMs: 2_000 },
  patient: { retries: 6, delayMs: 1_000, maxAskedMs: 60_000 },
};

/** An answer that means something: the JSON that was asked for, or word that there is no such thing. */
export type ApiAnswer = { readonly found: true; readonly body: unknown } | { readonly found: false };

/** How to ask. */
export interface Asking {
  readonly patience: Patience;
  /** Once it is aborted, nothing is tried again. */
  readonly signal?: AbortSignal | undefined;
}

export interface TransportSettings {
  /** Ends with a slash. */
  readonly baseUrl: string;
  /** Sent with every request. Secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks one Web Services site: within its limits, again where that can help, and not at all while it is down. */
export class ApiTransport {
  readonly counts = { answered: 0, limited: 0, failed: 0 };
  private readonly logger = new Logger('WebServices');
  private readonly closing = new AbortController();
  /** What ends the calls that have no answer yet. */
  private readonly underWay = new Set<() => void>();
  private readonly sendInTurn = pThrottle(REQUESTS)(async (path: string, parameters: URLSearchParams) => {
    // The circuit may have broken while this waited for its turn.
    if (this.breaker.state === CircuitState.Open) throw new BrokenCircuitError();
    this.today.count();
    return this.send(path, parameters);
  });
  private readonly breaker = circuitBreaker(handleType(OnetUnavailableError), {
    halfOpenAfter: BREAK_MS,
    breaker: new ConsecutiveBreaker(FAILURES_UNTIL_BREAK),
  });
  private readonly today = new DailyLimit(REQUESTS_A_DAY);
  private brokenUntil = 0;
  private brokenBy = '';

  constructor(private readonly settings: TransportSettings) {
    this.breaker.onBreak((failure) => {
      this.brokenUntil = performance.now() + BREAK_MS;
      this.brokenBy = 'error' in failure && failure.error instanceof OnetUnavailableError ? failure.error.reason : '';
      const times = `${FAILURES_UNTIL_BREAK} failures in a row`;
      this.logger.warn(`Not asking O*NET Web Services for ${BREAK_MS / 1000} s after ${times}: ${this.brokenBy}`);
    });
    this.breaker.onReset(() => this.logger.log('O*NET Web Services answer again'));
  }

  /**
   * @param path below the base address
   * @throws OnetUnavailableError
   */
  async get(path: string, parameters: URLSearchParams, { patience, signal }: Asking): Promise<ApiAnswer> {
    const { retries, delayMs, maxAskedMs } = PATIENCE[patience];
    const policy = retrying({
      failure: OnetUnavailableError,
      retries,
      delayMs,
      when: ({ kind, retryAfterMs = 0 }) =>
        kind === 'passing' && retryAfterMs <= maxAskedMs && !this.isClosed && !signal?.aborted,
      onRetry: ({ reason }, waitMs) => this.logger.debug(`${path}: ${reason}; trying again in ${waitMs} ms`),
    });
    return this.unlessClosed(policy.execute(() => this.getUnlessBroken(path, parameters)));
  }

  /** Ends every request under way, and answers none from now on. */
  close(): void {
    this.closing.abort();
    this.sendInTurn.abort();
    for (const end of this.underWay) end();
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Cockatiel cannot be kept from waiting for the next try, but nobody has to wait with it. */
  private unlessClosed<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => reject(stopping());
      this.underWay.add(end);
      answer.then(resolve, reject).finally(() => this.underWay.delete(end));
    });
  }

  private async getUnlessBroken(path: string, parameters: URLSearchParams): Promise<ApiAnswer> {
    const { waitMs } = this.today;
    // Outside the breaker, as it is no failure of theirs.
    if (waitMs !== null) throw usedUp(waitMs);
    try {
      return await this.breaker.execute(() => this.sendInTurn(path, parameters));
    } catch (error) {
      if (error instanceof pThrottle.AbortError) throw stopping();
      if (!isBrokenCircuitError(error)) throw error;
      const retryAfterMs = Math.max(this.brokenUntil - performance.now(), 0);
      throw new OnetUnavailableError(`they failed several times in a row: ${this.brokenBy}`, 'passing', {
        retryAfterMs,
      });
    }
  }

  private async send(path: string, parameters: URLSearchParams): Promise<ApiAnswer> {
    const { baseUrl, headers } = this.settings;
    const url = new URL(path, baseUrl);
    const timeLimit = AbortSignal.timeout(TIME_LIMIT_MS);
    let outcome: keyof ApiTransport['counts'] = 'failed';
    try {
      // Node's own agents keep connections alive.
      const response = await axios.get<string>(url.href, {
        params: parameters,
        headers: { Accept: 'application/json', 'User-Agent': 'onet-skill-gap-service', ...headers },
        responseType: 'text',
        transformResponse: (text: unknown) => text,
        // Credentials go where the operator said, and nowhere else.
        maxRedirects: 0,
        maxContentLength: MAX_BYTES,
        ...(url.protocol === 'http:' && { proxy: false as const }),
        validateStatus: () => true,
        signal: AbortSignal.any([this.closing.signal, timeLimit]),
      });
      const refusal = refusalByProxy(url.host, response.status, response.request);
      if (refusal) throw notThroughProxy(refusal);
      if (response.status === 429) outcome = 'limited';
      const answer = readAnswer(path, response);
      outcome = 'answered';
      return answer;
    } catch (error) {
      if (error instanceof OnetUnavailableError) throw error;
      if (this.isClosed) throw stopping();
      if (timeLimit.aborted) throw noAnswer(url);
      const { message } = error as Error;
      if (message.includes('maxContentLength')) throw unusableAnswer(path, `is larger than ${MAX_BYTES / 1e6} MB`);
      throw unreachable(url, error as NodeJS.ErrnoException);
    } finally {
      this.counts[outcome]++;
    }
  }
}

function readAnswer(path: string, { status, headers, data }: AxiosResponse<string>): ApiAnswer {
  const header = (name: string): string => (headers as Record<string, string | undefined>)[name] ?? '';
  if (status === 401 || status === 403) throw credentialsRefused(status);
  if (status === 429 || status >= 500) {
    const asked = retryAfter(header('retry-after') || undefined);
    const retryAfterMs = asked === undefined ? undefined : Math.max(asked, MIN_WAIT_MS);
    throw new OnetUnavailableError(`the server answered with status ${status}`, 'passing', { retryAfterMs });
  }
  if (status >= 300 && status < 400) throw unusableAnswer(path, `leads to another address (status ${status})`);
  if (status !== 200 && status !== 404 && status !== 422) throw unusableAnswer(path, `has status ${status}`);
  const contentType = header('content-type');
  // Also of 404: a page in HTML is not the word of Web Services, but of a server that knows nothing of them.
  if (!/\bjson\b/i.test(contentType))
    throw unusableAnswer(path, `is no JSON (${contentType || 'no type'}, status ${status})`);
  const body = parse(path, data);
  if (status !== 200) return { found: false };
  if (typeof body === 'object' && body !== null && 'error' in body) throw unusableAnswer(path, 'reports an error');
  return { found: true, body };
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusableAnswer(path, 'is damaged JSON');
  }
}

function credentialsRefused(status: number): OnetUnavailableError {
  return new OnetUnavailableError(`they refuse the credentials (status ${status})`, 'final', {
    nextStep: 'Whoever runs this service must check ONET_API_KEY (for version 1.9 ONET_USERNAME and ONET_PASSWORD).',
  });
}

function noAnswer({ host }: URL): OnetUnavailableError {
  return new OnetUnavailableError(`${host} did not answer within ${TIME_LIMIT_MS / 1000} s`, 'passing', {
    retryAfterMs: WAIT_AFTER_SILENCE_MS,
  });
}

/** Only the reason, not the error: axios puts the request with its credentials into it. */
function unreachable({ host }: URL, error: NodeJS.ErrnoException): OnetUnavailableError {
  const atProxy = failureAtProxy(error);
  if (atProxy) return notThroughProxy(atProxy);
  const kind = isCertificateError(error.code ?? '') ? 'final' : 'passing';
  return new OnetUnavailableError(networkReason(host, error), kind);
}

function notThroughProxy({ reason, nextStep, isPassing }: ProxyFault): OnetUnavailableError {
  return new OnetUnavailableError(reason, isPassing ? 'passing' : 'final', { nextStep });
}

function usedUp(retryAfterMs: number): OnetUnavailableError {
  const reason = `the ${REQUESTS_A_DAY} requests that their terms allow in a day are used up`;
  return new OnetUnavailableError(reason, 'final', { retryAfterMs, nextStep: 'Try again tomorrow (UTC).' });
}

function stopping(): OnetUnavailableError {
  return new OnetUnavailableError('this service is stopping', 'final', { retryAfterMs: 5_000 });
}
