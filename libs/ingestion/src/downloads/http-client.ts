import type { Readable } from 'node:stream';
import { downloadUrlProblem } from '@app/config';
import { DomainError } from '@app/onet';
import { failureAtProxy, isCertificateError, networkReason, type ProxyFault, refusalByProxy } from '@app/outside';
import type { AxiosResponse } from 'axios';
import { AddressRules, type NamedBy } from './address-rules';
import { DownloadFailedError, DownloadRefusedError } from './download.errors';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** An answer whose body has not been read yet: read it to its end or destroy it. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD';
  readonly url: URL;
  readonly namedBy?: NamedBy;
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the request, also while the body is read. Its reason should be an error for people. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request and follows redirects, each of which is checked before it is followed.
 * @throws DownloadFailedError if there is no answer; an answer of any status is returned
 * @throws DownloadRefusedError if a redirect leads where it must not
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  const rules = new AddressRules(request.url, request.namedBy);
  let hop = request.url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    rules.checkLiteral(hop);
    const answer = await sendOnce(request, hop, rules);
    if (!REDIRECTS.has(answer.status)) return answer;
    answer.body.destroy();
    hop = nextHop(request.url, hop, answer.headers.location);
  }
  throw new DownloadRefusedError(
    request.url,
    `it was redirected more than ${MAX_REDIRECTS} times`,
    'Open the address in a browser and name the one that it ends at.',
  );
}

async function sendOnce({ method, url, headers, signal }: HttpRequest, hop: URL, rules: AddressRules) {
  try {
    // Loaded on demand, with all that it loads of Node: a start does not need it.
    const { default: axios } = await import('axios');
    const response: AxiosResponse<Readable> = await axios.request({
      method,
      url: hop.href,
      // Compressed on the way, a file has neither its length nor its ranges.
      headers: { 'User-Agent': 'onet-skill-gap-service', Accept: '*/*', 'Accept-Encoding': 'identity', ...headers },
      responseType: 'stream',
      decompress: false,
      maxRedirects: 0,
      // A proxy of the environment is used, but not to reach this machine.
      ...(hop.protocol === 'http:' && { proxy: false as const }),
      lookup: rules.lookupFor(hop) as never,
      validateStatus: () => true,
      signal,
    });
    const refusal = refusalByProxy(hop.host, response.status, response.request);
    if (refusal) {
      response.data.destroy();
      throw notThroughProxy(url, refusal);
    }
    return { status: response.status, headers: toPlain(response.headers), body: response.data };
  } catch (error) {
    throw explain(url, hop, error, signal);
  }
}

function toPlain(headers: AxiosResponse['headers']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ? String(value) : undefined]));
}

function nextHop(named: URL, from: URL, location: string | undefined): URL {
  const nextStep = 'Open the address in a browser and name the one that the file comes from.';
  if (!location || !URL.canParse(location, from.href)) {
    throw new DownloadRefusedError(named, 'it redirects to nowhere', nextStep);
  }
  const hop = new URL(location, from);
  if (downloadUrlProblem(hop.href) !== null) {
    throw new DownloadRefusedError(named, `it redirects to ${hop.protocol}//${hop.host}, not to https://`, nextStep);
  }
  return hop;
}

const INTERRUPTIONS = new Set(['ECONNRESET', 'EPIPE']);

/** A failure on the way, as an error for people. */
export function explain(url: URL, hop: URL, error: unknown, signal?: AbortSignal): Error {
  if (error instanceof DomainError) return error;
  if (signal?.aborted && signal.reason instanceof DomainError) return signal.reason;
  const { cause, code = '' } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (cause instanceof DomainError) return cause;
  const atProxy = failureAtProxy(error as NodeJS.ErrnoException);
  if (atProxy) return notThroughProxy(url, atProxy, error);
  if (isCertificateError(code)) {
    return new DownloadFailedError(url, `the certificate of ${hop.host} is not trusted (${code})`, 'final', {
      nextStep: 'If the server is yours, name the file with its authority in NODE_EXTRA_CA_CERTS.',
      cause: error,
    });
  }
  const reason = networkReason(hop.host, error as NodeJS.ErrnoException);
  return new DownloadFailedError(url, reason, INTERRUPTIONS.has(code) ? 'interrupted' : 'unreachable', {
    cause: error,
  });
}

/** As a server that cannot be reached: what was downloaded before is good. */
function notThroughProxy(url: URL, { reason, nextStep }: ProxyFault, cause?: unknown): DownloadFailedError {
  return new DownloadFailedError(url, reason, 'unreachable', { nextStep, cause });
}
