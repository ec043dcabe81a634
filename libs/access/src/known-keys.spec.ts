import type { ApiKey } from './api-key.entity';
import { makeKey } from './key-format';
import { KnownKeys } from './known-keys';

const KEY = makeKey();
const EXPIRES_AT = new Date('2027-01-31T23:59:59Z');
const GIVEN = { name: 'API_KEY', text: 'given-by-the-environment', scopes: ['read'] } as const;

function known(times: Partial<ApiKey> = {}): KnownKeys {
  const { publicId, keyHash } = KEY;
  const never = { expiresAt: null, revokedAt: null, lastUsedAt: null };
  const record = { ...never, id: 7, name: 'hr', foldedName: 'hr', publicId, keyHash, createdAt: new Date(0) };
  return new KnownKeys([GIVEN], [{ ...record, scopes: ['read'], ...times }]);
}

it('names whose key it is', () => {
  const never = { scopes: ['read'], expiresAt: null };
  expect(known().find(KEY.text, 0)).toEqual({ id: 7, caller: { name: 'hr', ...never } });
  expect(known().find(GIVEN.text, 0)).toEqual({ id: null, caller: { name: 'API_KEY', ...never } });
});

it('tells until when a key opens anything', () => {
  expect(known({ expiresAt: EXPIRES_AT }).find(KEY.text, 0)?.caller.expiresAt).toEqual(EXPIRES_AT);
});

it('takes a key until the moment at which it expires', () => {
  const keys = known({ expiresAt: EXPIRES_AT });
  expect(keys.find(KEY.text, EXPIRES_AT.getTime() - 1)).not.toBeNull();
  expect(keys.find(KEY.text, EXPIRES_AT.getTime())).toBeNull();
});

it('tells who shows the whole key that it has expired or was revoked, and nobody else', () => {
  expect(known({ expiresAt: EXPIRES_AT }).refusal(KEY.text).message).toBe(
    'The API key "hr" has expired at 2027-01-31T23:59:59.000Z. Ask whoever runs this service for a new one.',
  );
  const revoked = known({ expiresAt: EXPIRES_AT, revokedAt: new Date('2026-12-01T00:00:00Z') });
  expect(revoked.refusal(KEY.text).message).toContain('was revoked at 2026-12-01T00:00:00.000Z');
  expect(revoked.refusal(`${KEY.text.slice(0, -1)}!`).message).toContain('is not known here');
});

it('has no given key where the environment gave an empty one', () => {
  expect(new KnownKeys([{ ...GIVEN, text: '' }], []).find('', 0)).toBeNull();
});

it('finds a key that was shown before until it expires, and takes nothing else for it', () => {
  const keys = known({ expiresAt: EXPIRES_AT });
  const now = EXPIRES_AT.getTime() - 1;
  expect([keys.find(KEY.text, now), keys.find(KEY.text, now)].map((found) => found?.id)).toEqual([7, 7]);
  expect(keys.find(`${KEY.text}!`, now)).toBeNull();
  expect(keys.find(KEY.text, EXPIRES_AT.getTime())).toBeNull();
});
