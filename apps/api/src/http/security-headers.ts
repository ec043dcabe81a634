/**
 * For browsers, which then take an answer for nothing but what it says it is, and show it in no frame of another page.
 * Few and short, and not by @fastify/helmet, which works out its headers anew for every answer: that takes half as long
 * as all the rest of it. Strict-Transport-Security is for whoever terminates TLS to send: this service speaks plain HTTP
 * and cannot know.
 */
const ANSWERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Swagger UI brings its scripts along; its styles are also written into the page. Plain HTTP stays plain. */
const DOCUMENTATION = {
  ...ANSWERS,
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'none'; " +
    "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'",
};

export function securityHeadersOf(url: string | undefined): Readonly<Record<string, string>> {
  return url?.startsWith('/docs') ? DOCUMENTATION : ANSWERS;
}
