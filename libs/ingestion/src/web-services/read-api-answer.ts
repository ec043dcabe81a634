import { retryAfter } from '@app/outside';
import type { AxiosResponse } from 'axios';
import { OnetUnavailableError, unusableAnswer } from './web-services.errors';

/** Version 2 wants this much between requests after it refused one, even if it says `Retry-After: 0`. */
const MIN_WAIT_MS = 200;

/** An answer that means something: the JSON that was asked for, or word that there is no such thing. */
export type ApiAnswer = { readonly found: true; readonly body: unknown } | { readonly found: false };

/**
 * Reads an answer of Web Services.
 * @throws OnetUnavailableError if it says nothing that can be used
 */
export function readAnswer(path: string, { status, headers, data }: AxiosResponse<string>): ApiAnswer {
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
