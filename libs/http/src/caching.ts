import { createHash } from 'node:crypto';
import type { OnetSocCode } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * A new release may show up to this much later in caches: those of clients, as a shared one might give the answer to
 * a client that never showed a key.
 */
const CACHE_CONTROL = 'private, max-age=60';

/** Goes up when answers get another form, so that nobody is told that the one of before is still right. */
const FORM = 3;
/** Characters of a digest, of six bits each. */
const DIGEST_LENGTH = 22;

/** Which state of which release an answer follows from. */
interface StateOfRelease {
  readonly release: { readonly id: number; readonly revision: number; readonly checksum: string };
}

/** The data that an answer about two occupations follows from. */
export interface PairOfRelease {
  readonly index: StateOfRelease;
  readonly from: { readonly code: OnetSocCode };
  readonly to: { readonly code: OnetSocCode };
}

/** The retired codes that led to the two occupations; null for one that did not. */
export interface ReplacedCodes {
  readonly from: OnetSocCode | null;
  readonly to: OnetSocCode | null;
}

/**
 * The `ETag` of an answer: it follows from the release and the two codes, so these name it before it is computed.
 * @param replaced retired codes that the answer names
 */
export function etagOf(kind: string, { index, from, to }: PairOfRelease, replaced?: ReplacedCodes): string {
  return `"${kind}-${FORM}-${stateOf(index)}-${replaced?.from ?? from.code}-${replaced?.to ?? to.code}"`;
}

/** The `ETag` of an answer that follows from the release and a text. */
export function etagOfText(kind: string, index: StateOfRelease, text: string): string {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
  return `"${kind}-${FORM}-${stateOf(index)}-${digest}"`;
}

function stateOf({ release: { id, revision, checksum } }: StateOfRelease): string {
  return `${id}.${revision}-${checksum.slice(0, 12)}`;
}

export function markCacheable(reply: FastifyReply, etag: string): void {
  reply.headers({ etag, 'cache-control': CACHE_CONTROL });
}

/** Answers 304 if the client holds the answer that the reply's `ETag` names. */
export function isUnchanged({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const held = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const unchanged = held !== undefined && (held.includes('*') || held.includes(String(reply.getHeader('etag'))));
  if (unchanged) reply.code(304);
  return unchanged;
}
