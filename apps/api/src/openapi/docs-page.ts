import type { onSendHookHandler } from 'fastify';

/** Without it phones show a page as wide as a desk's, too small to read. */
const VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">';

/** A hook that adds to the page of Swagger UI what its maker leaves out. */
export const completePage: onSendHookHandler = (_request, reply, payload, done) => {
  const isPage = typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
  done(null, isPage ? payload.replace('<head>', `<head>\n  ${VIEWPORT}`) : payload);
};
