import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const asking = new AsyncLocalStorage<FastifyRequest>();

/** Has everything that is done for a request know it. After its body has been read, which ends in a context of its own. */
export function rememberRequests(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    asking.run(request, done);
  });
}

/** Whether this is done for somebody who has shown no key; false for what the service does by itself. */
export function isForStranger(): boolean {
  return asking.getStore()?.caller === null;
}
