/** The files below it have their content's hash in their names. */
export const HASHED = '/assets/';

/**
 * What the page may do in a browser: load its own files, ask the service it came from, and nothing else. Nothing is written into
 * the page from text, by which a title of an occupation could become a script. What is left out of the list of
 * permissions stays as browsers have it.
 */
const PAGE = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; " +
    "img-src 'self'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // The same for every caller, unlike all other answers.
  vary: 'Accept-Encoding',
};

/** Kept as long as browsers like: another content has another name. */
const HASHED_FILE = { ...PAGE, 'cache-control': 'public, max-age=31536000, immutable' };
/** Kept, and asked for before each use. */
const NAMED_FILE = { ...PAGE, 'cache-control': 'no-cache' };

/** The headers of a file of the page, by the path that was asked for. */
export function pageHeadersOf(path: string): Readonly<Record<string, string>> {
  return path.startsWith(HASHED) ? HASHED_FILE : NAMED_FILE;
}
