import { accessSync, constants, mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseUnreachableError } from './database.errors';

export const IN_MEMORY = ':memory:';

/**
 * Makes the folder of an SQLite file, and looks at what is there: SQLite itself says of everything that it "cannot be
 * opened", and would wait for somebody to write into a pipe.
 * @throws DatabaseUnreachableError for what can be no database file
 */
export function ensureFile(file: string): void {
  if (file === IN_MEMORY) return;
  makeFolder(file);
  const stats = attempt(file, () => statSync(file, { throwIfNoEntry: false }));
  if (stats) checkKind(file, stats);
  attempt(stats ? file : dirname(file), () =>
    accessSync(stats ? file : dirname(file), stats ? constants.R_OK : constants.W_OK),
  );
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    const reason = `its folder cannot be created (${codeOf(cause)})`;
    throw new DatabaseUnreachableError(file, reason, 'Choose another file in DATABASE_URL or another DATA_DIR.', cause);
  }
}

function checkKind(file: string, stats: Stats): void {
  if (stats.isDirectory()) {
    const nextStep = `Name a file in DATABASE_URL, such as sqlite:${join(file, 'skill-gap.sqlite')}`;
    throw new DatabaseUnreachableError(file, 'it is a folder', nextStep);
  }
  if (stats.isFile()) return;
  throw new DatabaseUnreachableError(file, 'it is no regular file', 'Name another file in DATABASE_URL.');
}

function attempt<T>(file: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    throw new DatabaseUnreachableError(
      file,
      `this account may not use ${file} (${codeOf(cause)})`,
      'Give it the right to read and write the file and its folder, or name another file in DATABASE_URL.',
      cause,
    );
  }
}

function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause);
}

/** The file that is open, as the operating system tells files apart. */
export class OpenFile {
  private readonly identity: bigint | null;

  constructor(private readonly file: string) {
    this.identity = file === IN_MEMORY ? null : (identityOf(file) ?? null);
  }

  /**
   * SQLite goes on with a file that was deleted or replaced, and all that it writes is gone with the process. So
   * nothing is read or written until the file is back.
   * @throws DatabaseUnreachableError if another file, or none, has the name now
   */
  check(): void {
    if (this.identity === null) return;
    const now = identityOf(this.file);
    if (now === this.identity) return;
    throw now === undefined
      ? new DatabaseUnreachableError(
          this.file,
          'the file was deleted or moved while it was in use',
          'Put it back; or restart the service, which makes a new one: without a backup, data is loaded anew, and API ' +
            'keys and what a language model said are lost.',
        )
      : new DatabaseUnreachableError(
          this.file,
          'another file was put in its place while it was in use',
          'Restart the service to use the new one, or put the old one back.',
        );
  }
}

/** By the number of the file alone, as SQLite does itself; undefined if there is none, or none that can be looked at. */
function identityOf(file: string): bigint | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
  } catch {
    return undefined;
  }
}
