import type { FastifyRequest } from 'fastify';

/** The key that a request shows; null for none. */
export function shownKey({ headers }: FastifyRequest): string | null {
  const key = headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : null;
}
