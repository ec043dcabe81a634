import { isAbsolute } from 'node:path';

/** How a connection is secured, named as MySQL's own clients name it. */
export type TlsMode = 'disabled' | 'preferred' | 'required' | 'verify_ca' | 'verify_identity';

/** The options behind the question mark of a `mysql://` URL. */
export interface ServerOptions {
  readonly tlsMode: TlsMode;
  /** Absolute path of the authorities' certificates; null: those that Node trusts. */
  readonly caFile: string | null;
  /** Absolute path; null: over the network. */
  readonly socketPath: string | null;
}

type OptionName = 'ssl-mode' | 'ssl-ca' | 'socketPath';
type Given = Partial<Record<OptionName, string>>;

/** Clients of MySQL spell these with hyphens, underscores, capitals or run together, and call the socket by three names. */
const NAMES: Readonly<Record<string, OptionName>> = {
  sslmode: 'ssl-mode',
  sslca: 'ssl-ca',
  socketpath: 'socketPath',
  socket: 'socketPath',
  unixsocket: 'socketPath',
};
const MODES: readonly string[] = ['disabled', 'preferred', 'required', 'verify_ca', 'verify_identity'];
const PLAIN_NAME = /^[a-z][a-z_-]{0,30}$/i;
const KNOWN = 'ssl-mode, ssl-ca and socketPath';

/**
 * Reads the options of a `mysql://` URL.
 * @param search with its question mark, or empty
 * @returns what is wrong, as the end of a sentence and without values, which may be secrets; or the options
 */
export function readServerOptions(search: string): string | ServerOptions {
  const given = splitOptions(search);
  if (typeof given === 'string') return given;
  const { 'ssl-mode': mode, 'ssl-ca': caFile = null, socketPath = null } = given;
  // MySQL's clients: an authority is there to be checked against, and a socket needs no encryption.
  const byDefault = caFile !== null ? 'verify_ca' : socketPath === null ? 'preferred' : 'disabled';
  const tlsMode = mode?.toLowerCase().replace(/-/g, '_') ?? byDefault;
  if (!isTlsMode(tlsMode)) return `has an ssl-mode that is none of ${MODES.join(', ')}`;
  if (caFile !== null && !tlsMode.startsWith('verify')) {
    return `has ssl-ca, which ssl-mode=${tlsMode} would not look at; use verify_ca or verify_identity`;
  }
  for (const [name, path] of Object.entries({ 'ssl-ca': caFile, socketPath })) {
    if (path !== null && !isAbsolute(path)) return `must have an absolute path in ${name}`;
  }
  return { tlsMode, caFile, socketPath };
}

function isTlsMode(text: string): text is TlsMode {
  return MODES.includes(text);
}

function splitOptions(search: string): string | Given {
  const given: Given = {};
  for (const pair of search.replace(/^\?/, '').split('&').filter(Boolean)) {
    const [spelling = '', ...rest] = pair.split('=');
    const name = NAMES[spelling.toLowerCase().replace(/[-_]/g, '')];
    // A password with a question mark in it may be what stands here.
    const shown = PLAIN_NAME.test(spelling) && !search.includes('@') ? ` ${spelling}` : '';
    if (name === undefined) return `has an unknown option${shown}; known are ${KNOWN}`;
    if (given[name] !== undefined) return `has ${name} twice`;
    const value = decoded(rest.join('='));
    if (value === null) return `has a % in ${name} that must be written as %25`;
    if (value === '') return `has ${name} without a value`;
    given[name] = value;
  }
  return given;
}

/** Unlike in forms, a plus is a plus here. */
export function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
