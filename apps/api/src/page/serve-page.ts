import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pageHeadersOf } from './page-headers';
import { PageNotBuiltError } from './page.errors';

/**
 * Serves the page at `/` from the folder that it was built to. Each of its files is a route, as they are when the service starts, so
 * that what is at no route is answered as everywhere.
 */
export async function servePage(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    fastify.get('/', () => {
      throw new PageNotBuiltError();
    });
    return;
  }
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    preCompressed: true,
    // They go out in place of the file that they were made of.
    globIgnore: ['**/*.br', '**/*.gz'],
    decorateReply: false,
    acceptRanges: false,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.headers(pageHeadersOf(reply.request.url));
    },
  });
}
