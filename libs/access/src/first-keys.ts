import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeysUnusableError } from './access.errors';

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
  return {
    apiKey: given.apiKey ? null : kept.apiKey,
    adminApiKey: given.adminApiKey ? null : kept.adminApiKey,
  };
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
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new KeysUnusableError(file, `it cannot be read (${codeOf(error)})`);
  }
  const keys = parse(text);
  if (typeof keys?.apiKey === 'string' && typeof keys.adminApiKey === 'string' && keys.apiKey && keys.adminApiKey) {
    return { apiKey: keys.apiKey, adminApiKey: keys.adminApiKey };
  }
  throw new KeysUnusableError(file, 'it is damaged; restore it, or delete it to have new keys made');
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
