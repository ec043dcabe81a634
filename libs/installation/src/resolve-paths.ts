import { resolve } from 'node:path';

const NAMES_NO_PATH = /^(latest|api|sample)$|^[a-z][a-z0-9+.-]*:\/\//i;
const SQLITE = /^sqlite:(?!:memory:$)/;

/** The variables that hold paths, with how to make one absolute. */
const PATHS: Readonly<Record<string, (value: string, folder: string) => string>> = {
  DATA_DIR: (path, folder) => resolve(folder, path),
  GOOGLE_APPLICATION_CREDENTIALS: (path, folder) => resolve(folder, path),
  ONET_CROSSWALKS: (path, folder) => resolve(folder, path),
  ONET_SOURCE: (place, folder) => (NAMES_NO_PATH.test(place) ? place : resolve(folder, place)),
  DATABASE_URL: (url, folder) => {
    const file = url.replace(SQLITE, '');
    return file === url || file === '' ? url : `sqlite:${resolve(folder, file)}`;
  },
};

/**
 * Makes relative paths those of a folder: what a file of variables says must not depend on where the program is started.
 */
export function resolvePaths(variables: NodeJS.Dict<string>, folder: string): NodeJS.Dict<string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value ? (PATHS[name]?.(value, folder) ?? value) : value]),
  );
}
