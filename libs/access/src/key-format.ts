import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX = 'skg_';
const PUBLIC_ID_BYTES = 8;
const SECRET_BYTES = 24;
/** Behind the prefix, two hexadecimal digits a byte. */
const PUBLIC_ID_END = PREFIX.length + 2 * PUBLIC_ID_BYTES;

/** A key at the only moment at which it is known. */
export interface NewKey {
  readonly publicId: string;
  /** Secret: to be shown once and forgotten. */
  readonly text: string;
  readonly keyHash: string;
}

/** `skg_<public id>_<secret>`: made of letters, digits, `_` and `-`, so that it fits a header and a shell. */
export function makeKey(): NewKey {
  const publicId = randomBytes(PUBLIC_ID_BYTES).toString('hex');
  const text = `${PREFIX}${publicId}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { publicId, text, keyHash: hashOf(text) };
}

/** The public id of what looks like a key that was made by command; null for all else. */
export function publicIdOf(text: string): string | null {
  return text.startsWith(PREFIX) && text[PUBLIC_ID_END] === '_' ? text.slice(PREFIX.length, PUBLIC_ID_END) : null;
}

/**
 * SHA-256 in hex. One fast round is enough, unlike for passwords: a secret of 192 random bits cannot be guessed, however
 * many guesses a second somebody makes who got hold of the hash. And it is computed for each request.
 */
export function hashOf(text: string): string {
  return hash('sha256', text);
}

/** How long it takes tells nothing of where the two differ. */
export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
