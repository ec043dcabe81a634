import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { installation } from './installation';
import { resolvePaths } from './resolve-paths';

/**
 * Adds to the environment what the file `.env` of the installation says, or the file that ENV_FILE names; what the
 * environment has wins, also where it is empty. Doing it twice changes nothing.
 * @returns why the file cannot be read; null where all is well, also without a file that nobody has named
 */
export function takeVariablesFromFile(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.ENV_FILE?.trim();
  const file = named ? resolve(named) : join(installation.folder, '.env');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' && !named ? null : `${named ? 'ENV_FILE' : '.env'} cannot be read (${code}): ${file}`;
  }
  // Editors of Windows put a mark in front, which would become part of the first name.
  const variables = resolvePaths(parseEnv(text.replace(/^\uFEFF/, '')), dirname(file));
  for (const [name, value] of Object.entries(variables)) environment[name] ??= value;
  return null;
}
