import type { FastifyReply, FastifyRequest } from 'fastify';

/** How the bytes of an answer travel. */
export type ContentCoding = 'gzip' | 'identity';

const NOTHING = 0;
const PREFERRED = 1;

/**
 * Whether a client takes gzip, and likes it at least as well as the text itself, by its `Accept-Encoding` (RFC 9110, 12.5.3).
 * Without the header it gets the text.
 */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const entry of acceptEncoding?.split(',') ?? []) {
    const [coding = '', ...parameters] = entry.toLowerCase().split(';');
    if (coding.trim() !== '') weights.set(coding.trim(), weightOf(parameters));
  }
  const others = weights.get('*');
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? others ?? NOTHING;
  // The text itself is always taken, but comes last where nothing is said of it.
  const identity = weights.get('identity') ?? NOTHING;
  return gzip > NOTHING && gzip >= identity;
}

/** The coding that a request gets, which the answer then says to depend on `Accept-Encoding`. */
export function chooseCoding({ headers }: FastifyRequest, reply: FastifyReply): ContentCoding {
  const varies = reply.getHeader('vary');
  reply.header('vary', [...(varies === undefined ? [] : [String(varies)]), 'Accept-Encoding'].join(', '));
  return acceptsGzip(headers['accept-encoding']) ? 'gzip' : 'identity';
}

/** What cannot be read counts as not wanted. */
function weightOf(parameters: readonly string[]): number {
  const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => /^q\s*=/.test(parameter));
  if (weight === undefined) return PREFERRED;
  const value = weight.replace(/^q\s*=\s*/, '');
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(value) ? Number(value) : NOTHING;
}
