import type { HttpConfig } from '@app/config';
import type { FastifyInstance } from 'fastify';

/** They wait for a language model. */
const MODEL_ROUTES = new Set(['/api/v1/skill-gap-llm', '/api/v1/occupations/:code/llm-assessment']);
/** Such an answer gives up by itself after 55 s and says so; it must come first. */
export const MODEL_WAIT_MS = 60_000;
/** Streams of events last as long as what they tell of, and files as long as the client reads them. */
const STREAM_ROUTES = new Set(['/api/v1/admin/runs/:id/events', '/api/v1/exports/:table']);

const LONG_BODY = 64 * 1_024;
/** Where a body is longer than most: 200 origins and as many targets, or 200 ratings, indented, are up to 30 KiB. */
const BODY_LIMITS: Readonly<Record<string, number>> = {
  '/api/v1/cohorts': LONG_BODY,
  '/api/v1/gap-analysis': LONG_BODY,
  '/api/v1/questionnaire': LONG_BODY,
  '/api/v1/moves': LONG_BODY,
  '/api/v1/unlocks': LONG_BODY,
  '/api/v1/paths': LONG_BODY,
};

/** Gives every route the length that the body of a request may have; the filter says how it ends. */
export function limitBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const bodyLimit = BODY_LIMITS[route.url];
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
}

/** The time that an answer of the route may take; null where there is no limit. */
export function timeLimitOf(route: string | undefined, { requestTimeoutMs }: HttpConfig): number | null {
  if (route !== undefined && STREAM_ROUTES.has(route)) return null;
  return requestTimeoutMs + (route !== undefined && MODEL_ROUTES.has(route) ? MODEL_WAIT_MS : 0);
}
