/** The name of an O*NET release, such as `29.0`, or `sample` for the bundled illustrative data. */
export type ReleaseName = string;

/** The name under which the bundled illustrative data is published, so that nobody takes it for O*NET data. */
export const SAMPLE_RELEASE: ReleaseName = 'sample';

const RELEASE_NAME = /^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$/;

/** They mean sources; a release of that name would be taken for what it is not. In any case of letters, as people read them. */
const NAMES_OF_SOURCES: readonly string[] = [SAMPLE_RELEASE, 'latest', 'api'];

/** The fault of a name that somebody gives to a release, as the end of a sentence; null if it can be stored and shown. */
export function releaseNameProblem(text: string): string | null {
  if (NAMES_OF_SOURCES.includes(text.toLowerCase())) return `must not be "${text}", which is the name of a source`;
  return RELEASE_NAME.test(text) ? null : 'must be a release name such as 29.0 (1 to 20 letters, digits, . _ -)';
}

/** Whether a release can have this name, or is the sample. */
export function isReleaseName(text: string): boolean {
  return RELEASE_NAME.test(text);
}

/** The release that O*NET's `Read Me.txt` names in its first line (`O*NET 29.0 Database`); null if it names none. */
export function releaseNameFromReadMe(text: string): ReleaseName | null {
  const firstLine = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  return /^O\*NET\D{0,3}\s+(\d{1,3}\.\d{1,2})\s+Database/i.exec(firstLine)?.[1] ?? null;
}

/** The release that the official folder and file names carry (`db_29_0_text`, `db_31_0_csv.zip`); null if none. */
export function releaseNameFromPath(path: string): ReleaseName | null {
  const match = /(?:^|[\\/])db_(\d{1,3})_(\d{1,2})(?:_[a-z]+)?(?:\.zip)?[\\/]?$/i.exec(path);
  return match ? `${match[1]}.${match[2]}` : null;
}

/** An official release is numbered: `31.0` follows `30.3`, or `30.4` does. */
export interface ReleaseNumber {
  readonly major: number;
  readonly minor: number;
}

/** The number of an official release; null for other names, such as `sample`. */
export function toReleaseNumber(name: ReleaseName): ReleaseNumber | null {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,2})$/.exec(name) ?? [];
  return major && minor ? { major: Number(major), minor: Number(minor) } : null;
}

/** Positive if `a` is the newer release. */
export function compareReleaseNumbers(a: ReleaseNumber, b: ReleaseNumber): number {
  return a.major - b.major || a.minor - b.minor;
}
