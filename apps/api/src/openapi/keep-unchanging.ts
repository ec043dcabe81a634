import { createHash } from 'node:crypto';
import { isUnchanged } from '@app/http';
import type { onSendHookHandler } from 'fastify';

/** These answers change with the version of the service only. After this time clients ask whether they have. */
const CACHE_CONTROL = 'private, max-age=300';

/**
 * A hook for routes that answer the same as long as the process runs: lets clients keep the answer, and says 304 to one
 * that has it. Files bring an `ETag` of their own.
 */
export function keepUnchanging(): onSendHookHandler {
  // There are a handful of answers, so that none is hashed twice.
  const etags = new Map<string | Buffer, string>();
  const etagOf = (answer: string | Buffer): string => {
    let etag = etags.get(answer);
    if (etag === undefined) etags.set(answer, (etag = `"${createHash('sha256').update(answer).digest('base64url')}"`));
    return etag;
  };
  return (request, reply, payload, done) => {
    if (reply.statusCode < 400) reply.header('cache-control', CACHE_CONTROL);
    const isWhole = reply.statusCode === 200 && (typeof payload === 'string' || Buffer.isBuffer(payload));
    if (isWhole) reply.header('etag', etagOf(payload));
    done(null, isWhole && isUnchanged(request, reply) ? null : payload);
  };
}
