import fastifyCors from '@fastify/cors';
import type { HttpConfig } from '@app/config';
import type { FastifyInstance } from 'fastify';

/** Browsers ask again after this; what they cap is theirs. */
const PREFLIGHT_SECONDS = 3_600;

/**
 * Lets pages of the listed origins read the answers. Without origins there is no route for preflights either. Keys travel
 * in headers that the page itself sets, so no credentials of the browser are allowed.
 */
export async function allowOrigins(fastify: FastifyInstance, { corsOrigins }: HttpConfig): Promise<void> {
  if (corsOrigins.length === 0) return;
  await fastify.register(fastifyCors, {
    origin: [...corsOrigins],
    methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
    allowedHeaders: ['X-API-Key', 'Authorization', 'Content-Type', 'If-None-Match', 'X-Request-Id'],
    exposedHeaders: [
      ...['X-Request-Id', 'ETag', 'Location', 'Retry-After', 'Content-Disposition', 'Link'],
      ...['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
    ],
    maxAge: PREFLIGHT_SECONDS,
    // The refusal of what is no preflight would be plain text.
    strictPreflight: false,
  });
}
