import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this program lies and which version it is, from wherever it was started. */
export interface Installation {
  /** Absolute path of the folder with package.json. */
  readonly folder: string;
  readonly version: string;
}

/** Read from the sources, from dist/ and from a bundle alike: the folders between differ, package.json is above all of them. */
export const installation: Installation = findInstallation(__dirname);

function findInstallation(folder: string): Installation {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: string };
    // One without a version only says which kind of modules lie beside it.
    if (version !== undefined) return { folder, version };
  }
  const above = dirname(folder);
  if (above === folder) throw new Error(`No package.json lies above ${__dirname}; install this program again.`);
  return findInstallation(above);
}
