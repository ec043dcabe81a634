import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { givenKeyProblems } from '@app/config';
import { KeysUnusableError } from './access.errors';

/** A file with two keys has about a hundred. */
const MOST_BYTES = 16_384;

/** The two first keys; null where the environment gives one. */
export interface FirstKeys {
  readonly apiKey: string | null;
  readonly adminApiKey: string | null;
}

type Given = FirstKeys;

/** The keys that the environment does not give: read from the data folder, or made and kept there for the next start. */
export function loadOrCreateKeys(dataDir: string, given: Given): FirstKeys {
  const file = join(dataDir, 'api-keys.json');
  const kept = readKept(file) ?? create(dataDir, file);
  const used = {
    apiKey: given.apiKey ? null : kept.apiKey,
    adminApiKey: given.adminApiKey ? null : kept.adminApiKey,
  };
  check(file, used);
  if ((given.apiKey ?? used.apiKey) === (given.adminApiKey ?? used.adminApiKey)) {
    throw new KeysUnusableError(file, 'the two keys must differ, or every reader is an administrator');
  }
  return used;
}

/** Somebody may have written the file: what holds for keys of the environment holds for these. */
function check(file: string, keys: FirstKeys): void {
  for (const [name, key] of Object.entries(keys) as [string, string | null][]) {
    const [problem] = key === null ? [] : givenKeyProblems(key);
    if (problem) throw new KeysUnusableError(file, `${name} in it ${problem}`);
  }
}

type KeptKeys = Readonly<Record<keyof FirstKeys, string>>;

function create(dataDir: string, file: string): KeptKeys {
  const keys: KeptKeys = { apiKey: newKey('read'), adminApiKey: newKey('admin') };
  try {
    mkdirSync(dataDir, { recursive: true });
    // Readable for the owner only; never over a file that another process made in the same moment.
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return keys;
  } catch (error) {
    const kept = codeOf(error) === 'EEXIST' ? readKept(file) : null;
    if (kept) return kept;
    throw new KeysUnusableError(file, `it cannot be written (${codeOf(error)})`);
  }
}

/** @throws KeysUnusableError also for a file without keys: new ones would silently lock out who has the old ones */
function readKept(file: string): KeptKeys | null {
  let text: string;
  try {
    text = readRegular(file);
  } catch (error) {
    if (error instanceof KeysUnusableError) throw error;
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeysUnusableError(file, `it cannot be read (${codeOf(error)})`);
  }
  const keys = parse(text);
  if (typeof keys?.apiKey === 'string' && typeof keys.adminApiKey === 'string' && keys.apiKey && keys.adminApiKey) {
    return { apiKey: keys.apiKey, adminApiKey: keys.adminApiKey };
  }
  throw new KeysUnusableError(file, 'it is damaged; restore it, or delete it to have new keys made');
}

/** A pipe or a device there would hold the start for as long as it likes; links to a file are fine. */
function readRegular(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new KeysUnusableError(file, 'it is no regular file');
    if (stats.size > MOST_BYTES)
      throw new KeysUnusableError(file, `it has ${stats.size} bytes, far more than two keys`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function parse(text: string): Partial<Record<keyof FirstKeys, unknown>> | null {
  try {
    return JSON.parse(text) as Partial<Record<keyof FirstKeys, unknown>> | null;
  } catch {
    return null;
  }
}

function newKey(kind: string): string {
  return `${kind}_${randomBytes(24).toString('base64url')}`;
}
