import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Nothing that could break a log line, a header or a search. */
const USABLE = /^[A-Za-z0-9._-]{1,64}$/;

/** The id under which a request is found in the log: the client's own in `X-Request-Id` if it is usable, else a new one. */
export function requestIdOf({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && USABLE.test(given) ? given : randomUUID();
}
