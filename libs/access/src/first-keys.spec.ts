import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateKeys } from './first-keys';

const NONE_GIVEN = { apiKey: null, adminApiKey: null };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-keys-'));
  file = join(folder, 'data', 'api-keys.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function load(given = NONE_GIVEN as Parameters<typeof loadOrCreateKeys>[1]) {
  return loadOrCreateKeys(join(folder, 'data'), given);
}

it('makes two different keys at the first start and keeps them', () => {
  const keys = load();
  expect(keys.apiKey).toMatch(/^read_[\w-]{32}$/);
  expect(keys.adminApiKey).toMatch(/^admin_[\w-]{32}$/);
  expect(load()).toEqual(keys);
});

it('keeps the file from other accounts', () => {
  load();
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('makes only the key that is not given', () => {
  const keys = load({ apiKey: 'given-by-the-environment', adminApiKey: null });
  expect(keys.apiKey).toBeNull();
  expect(keys.adminApiKey).not.toBeNull();
  expect(readFileSync(file, 'utf8')).not.toContain('given-by-the-environment');
});

it.each(['', '{', '{}', '{"apiKey":"x"}', 'null', '{"apiKey":1,"adminApiKey":2}'])(
  'refuses a damaged file with the content %j instead of locking out who has the old keys',
  (content) => {
    load();
    writeFileSync(file, content);
    expect(load).toThrow(/is damaged; restore it, or delete it/);
  },
);
