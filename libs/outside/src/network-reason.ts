const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'has no address',
  EAI_AGAIN: 'cannot be looked up at the moment',
  ECONNREFUSED: 'refuses the connection',
  ENETUNREACH: 'cannot be reached from here',
  EHOSTUNREACH: 'cannot be reached from here',
  ETIMEDOUT: 'does not answer',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
};

/** The failure on the way to a host, as the end of a sentence. */
export function networkReason(host: string, { code = '', message }: NodeJS.ErrnoException): string {
  return REASONS[code] ? `${host} ${REASONS[code]} (${code})` : `${message || code} (${host})`;
}

/** True if Node does not trust the host's certificate, which trying again does not change. */
export function isCertificateError(code: string): boolean {
  return /CERT|SIGNATURE|ISSUER|ALTNAME/.test(code);
}
