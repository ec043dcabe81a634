import type { FastifyRequest } from 'fastify';

/** In any case of letters, as HTTP has it. A key has no blanks. */
const BEARER = /^bearer +(\S+)$/i;

/**
 * The key that a request shows, in `X-API-Key` or as `Authorization: Bearer`; null for none. Where both are there, the
 * header of our own counts: the other one may be meant for a proxy on the way.
 */
export function shownKey({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return BEARER.exec(headers.authorization ?? '')?.[1] ?? null;
}
