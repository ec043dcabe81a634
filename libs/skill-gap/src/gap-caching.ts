import type { OnetSocCode } from '@app/onet';
import type { ProfileIndex } from '@app/skills';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * A new release may show up to this much later in caches: those of clients, as a shared one might give the answer to who
 * never showed a key.
 */
const CACHE_CONTROL = 'private, max-age=60';

/** Goes up when answers get another form, so that nobody is told that the one of before is still right. */
const FORM = 2;

/** What an answer follows from. */
interface CacheableGap {
  readonly index: Pick<ProfileIndex, 'release'>;
  readonly from: { readonly code: OnetSocCode };
  readonly to: { readonly code: OnetSocCode };
}

/** The answer follows from the release and the two codes, so these name it; its bytes need no hashing. */
export function markCacheable(reply: FastifyReply, kind: string, { index, from, to }: CacheableGap): void {
  const { id, revision, checksum } = index.release;
  const etag = `"${kind}-${FORM}-${id}.${revision}-${checksum.slice(0, 12)}-${from.code}-${to.code}"`;
  reply.headers({ etag, 'cache-control': CACHE_CONTROL });
}

/** Answers 304 if the client holds the answer that `markCacheable` has named. */
export function isUnchanged(request: FastifyRequest, reply: FastifyReply): boolean {
  const held = request.headers['if-none-match'];
  if (held === undefined) return false;
  const tags = held.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const unchanged = tags.includes('*') || tags.includes(String(reply.getHeader('etag')));
  if (unchanged) reply.code(304);
  return unchanged;
}
