import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

const [READ, ADMIN] = ['r'.repeat(16), 'a'.repeat(16)];

it.each([
  ['a short key', { apiKey: 'short', adminApiKey: ADMIN }, /apiKey in it must have at least 16 characters/],
  ['a key with a blank', { apiKey: READ, adminApiKey: `${ADMIN} x` }, /adminApiKey in it must be printable ASCII/],
  ['one key twice', { apiKey: READ, adminApiKey: READ }, /the two keys must differ, or every reader/],
])('refuses a file with %s as the environment would be', (_what, keys, message) => {
  load();
  writeFileSync(file, JSON.stringify(keys));
  expect(load).toThrow(message);
});

it('refuses a key of the environment that is the other one of the file', () => {
  load();
  writeFileSync(file, JSON.stringify({ apiKey: READ, adminApiKey: ADMIN }));
  expect(load({ apiKey: READ, adminApiKey: null })).toEqual({ apiKey: null, adminApiKey: ADMIN });
  expect(() => load({ apiKey: ADMIN, adminApiKey: null })).toThrow(/must differ/);
});

it.each<[string, () => void]>([
  ['a folder', () => mkdirSync(file)],
  ['a pipe', () => execFileSync('mkfifo', [file])],
  ['a link to a device', () => symlinkSync('/dev/zero', file)],
])('refuses %s in its place at once', (_what, make) => {
  load();
  rmSync(file);
  make();
  expect(load).toThrow(/it is no regular file/);
});

it('refuses a file that is far too large', () => {
  load();
  writeFileSync(file, Buffer.alloc(20_000, 0x20));
  expect(load).toThrow(/it has 20000 bytes, far more than two keys/);
});

it('takes a link to the file', () => {
  const keys = load();
  renameSync(file, `${file}.kept`);
  symlinkSync(`${file}.kept`, file);
  expect(load()).toEqual(keys);
});
