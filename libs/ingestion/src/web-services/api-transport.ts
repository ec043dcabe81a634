import { setMaxListeners } from 'node:events';
import { Logger } from '@nestjs/common';
import {
  Breaker,
  isBrokenCircuit,
  refusalByProxy,
  retrying,
  systemClock,
  unlessAborted,
  type Clock,
} from '@app/outside';
import pThrottle from 'p-throttle';
import { DailyLimit } from './daily-limit';
import { readAnswer, type ApiAnswer } from './read-api-answer';
import { noAnswer, notThroughProxy, stopping, unreachable, usedUp } from './transport-failures';
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
const FAILURES_UNTIL_BREAK = 5;
const BREAK_MS = 15_000;

/** How often and how long to try: `brief` for somebody who waits for an answer, `patient` for a run. */
export type Patience = 'brief' | 'patient';

const PATIENCE: Readonly<Record<Patience, { retries: number; delayMs: number; maxAskedMs: number }>> = {
  brief: { retries: 2, delayMs: 300, maxAskedMs: 2_000 },
  patient: { retries: 6, delayMs: 1_000, maxAskedMs: 60_000 },
};

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
  private readonly sendInTurn = pThrottle(REQUESTS)(async (path: string, parameters: URLSearchParams) => {
    // The circuit may have broken while this waited for its turn.
    this.breaker.assertWhole();
    this.today.count();
    return this.send(path, parameters);
  });
  private readonly breaker: Breaker<OnetUnavailableError>;
  private readonly today: DailyLimit;

  constructor(
    private readonly settings: TransportSettings,
    clock: Clock = systemClock,
  ) {
    // Every question that waits for its turn listens; Node would take more than ten listeners for a leak.
    setMaxListeners(0, this.closing.signal);
    this.today = new DailyLimit(REQUESTS_A_DAY, clock);
    this.breaker = new Breaker({
      failure: OnetUnavailableError,
      failures: FAILURES_UNTIL_BREAK,
      breakMs: BREAK_MS,
      onBreak: ({ reason }) => {
        const times = `${FAILURES_UNTIL_BREAK} failures in a row`;
        this.logger.warn(`Not asking O*NET Web Services for ${BREAK_MS / 1000} s after ${times}: ${reason}`);
      },
      onReset: () => this.logger.log('O*NET Web Services answer again'),
      clock,
    });
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
    // Cockatiel cannot be kept from waiting for the next try, but nobody has to wait with it.
    return unlessAborted(
      policy.execute(() => this.getUnlessBroken(path, parameters)),
      this.closing.signal,
    );
  }

  /** Ends every request under way, and answers none from now on. */
  close(): void {
    this.closing.abort(stopping());
    this.sendInTurn.abort();
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  private async getUnlessBroken(path: string, parameters: URLSearchParams): Promise<ApiAnswer> {
    const { waitMs } = this.today;
    // Outside the breaker, as it is no failure of theirs.
    if (waitMs !== null) throw usedUp(REQUESTS_A_DAY, waitMs);
    try {
      return await this.breaker.execute(() => this.sendInTurn(path, parameters));
    } catch (error) {
      if (error instanceof pThrottle.AbortError) throw stopping();
      if (!isBrokenCircuit(error)) throw error;
      const { brokenBy, waitMs: retryAfterMs } = this.breaker;
      const reason = `they failed several times in a row: ${brokenBy?.reason ?? ''}`;
      throw new OnetUnavailableError(reason, 'passing', { retryAfterMs });
    }
  }

  private async send(path: string, parameters: URLSearchParams): Promise<ApiAnswer> {
    const { baseUrl, headers } = this.settings;
    const url = new URL(path, baseUrl);
    const timeLimit = AbortSignal.timeout(TIME_LIMIT_MS);
    let outcome: keyof ApiTransport['counts'] = 'failed';
    try {
      // Loaded on demand, with all that it loads of Node: most services never ask.
      const { default: axios } = await import('axios');
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
      if (timeLimit.aborted) throw noAnswer(url, TIME_LIMIT_MS);
      const { message } = error as Error;
      if (message.includes('maxContentLength')) throw unusableAnswer(path, `is larger than ${MAX_BYTES / 1e6} MB`);
      throw unreachable(url, error as NodeJS.ErrnoException);
    } finally {
      this.counts[outcome]++;
    }
  }
}
