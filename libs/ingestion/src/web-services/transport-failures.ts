import { failureAtProxy, isCertificateError, networkReason, type ProxyFault } from '@app/outside';
import { OnetUnavailableError } from './web-services.errors';

/** Longer than `brief` waits: a caller has waited enough when nothing came for the whole limit. */
const WAIT_AFTER_SILENCE_MS = 5_000;

export function noAnswer({ host }: URL, limitMs: number): OnetUnavailableError {
  return new OnetUnavailableError(`${host} did not answer within ${limitMs / 1000} s`, 'passing', {
    retryAfterMs: WAIT_AFTER_SILENCE_MS,
  });
}

/** Only the reason, not the error: axios puts the request with its credentials into it. */
export function unreachable({ host }: URL, error: NodeJS.ErrnoException): OnetUnavailableError {
  const atProxy = failureAtProxy(error);
  if (atProxy) return notThroughProxy(atProxy);
  const kind = isCertificateError(error.code ?? '') ? 'final' : 'passing';
  return new OnetUnavailableError(networkReason(host, error), kind);
}

export function notThroughProxy({ reason, nextStep, isPassing }: ProxyFault): OnetUnavailableError {
  return new OnetUnavailableError(reason, isPassing ? 'passing' : 'final', { nextStep });
}

export function usedUp(requestsADay: number, retryAfterMs: number): OnetUnavailableError {
  const reason = `the ${requestsADay} requests that their terms allow in a day are used up`;
  return new OnetUnavailableError(reason, 'final', { retryAfterMs, nextStep: 'Try again tomorrow (UTC).' });
}

export function stopping(): OnetUnavailableError {
  return new OnetUnavailableError('this service is stopping', 'final', { retryAfterMs: 5_000 });
}
