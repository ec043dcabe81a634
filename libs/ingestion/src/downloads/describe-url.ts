/** Its addresses are the same for everybody and hold nothing secret. */
const OFFICIAL_SITE = 'https://www.onetcenter.org';
/** As O*NET names its archives. */
const RELEASE_FILE = /^db_\d{1,3}_\d{1,2}_[a-z]{1,10}\.zip$/i;

/**
 * A URL for people, for logs and for records: tokens travel in the query, in the fragment and in folders of the path, so
 * that of another site only the server is told, and the name of the file where it is O*NET's own.
 */
export function describeUrl(url: URL): string {
  const { origin, pathname } = url;
  if (origin === OFFICIAL_SITE || pathname === '/') return origin + pathname;
  const file = releaseFileOf(url);
  const hasFolders = pathname.indexOf('/', 1) > 0;
  if (file === null) return `${origin}/…`;
  return hasFolders ? `${origin}/…/${file}` : `${origin}/${file}`;
}

/** The name of the file that a URL leads to; null where it is not O*NET's own and might be a token. */
export function releaseFileOf({ pathname }: URL): string | null {
  const file = pathname.slice(pathname.lastIndexOf('/') + 1);
  return RELEASE_FILE.test(file) ? file : null;
}
