import type { HttpConfig } from '@app/config';
import type { FastifyInstance } from 'fastify';

/** They wait for a language model. */
const MODEL_ROUTES = new Set(['/api/v1/skill-gap-llm', '/api/v1/occupations/:code/llm-assessment']);
/** Such an answer gives up by itself after 55 s and says so; it must come first. */
export const MODEL_WAIT_MS = 60_000;
/** Streams of events last as long as what they tell of. */
const STREAM_ROUTES = new Set(['/api/v1/admin/runs/:id/events']);

/** Gives every route the time that its answer may take; the filter says how it ends. */
export function limitTimes(fastify: FastifyInstance, { requestTimeoutMs }: HttpConfig): void {
  fastify.addHook('onRoute', (route) => {
    // Fastify's own default for all routes could not be taken back for one.
    if (STREAM_ROUTES.has(route.url)) return;
    route.handlerTimeout = requestTimeoutMs + (MODEL_ROUTES.has(route.url) ? MODEL_WAIT_MS : 0);
  });
}
