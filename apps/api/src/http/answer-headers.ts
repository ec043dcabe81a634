/**
 * For browsers, which then take an answer for nothing but what it says it is, and show it in no frame of another page.
 * Few and short, and not by @fastify/helmet, which works out its headers anew for every answer: that takes half as long
 * as all the rest of it. Strict-Transport-Security is for the proxy that terminates TLS to send: this service speaks plain HTTP
 * and cannot know.
 */
const FOR_BROWSERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * For caches. Without a word they may keep any answer for as long as they think right, also what an administrator was told,
 * and give it to whom they like. A route that may be kept says so itself, and never `public`; the answer depends on the key
 * in whichever of the two headers it came.
 */
const FOR_CACHES = { 'cache-control': 'no-store', vary: 'X-API-Key, Authorization' };

const ANSWERS = { ...FOR_BROWSERS, ...FOR_CACHES };

/** Swagger UI brings its scripts along; its styles are also written into the page. Plain HTTP stays plain. */
const DOCUMENTATION = {
  ...ANSWERS,
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; " +
    "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'",
};

/** The headers that every answer carries, set before anybody has looked at the request. */
export function answerHeadersOf(url: string | undefined): Readonly<Record<string, string>> {
  return url?.startsWith('/docs') ? DOCUMENTATION : ANSWERS;
}
