/** The fault of a URL that data is to be downloaded from; null if it may be used. */
export function downloadUrlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'is no valid URL';
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return 'must not contain a user name or a password, which would end up in logs';
  if (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))) return null;
  return 'must begin with https:// (http:// only for this machine itself)';
}

/** True for a URL rather than a path: a Windows drive (C:\\) has one letter and no slashes behind it. */
export function isUrl(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location);
}

/** True for the names of this machine itself, as they stand in a parsed URL. */
export function isLoopbackHost(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
