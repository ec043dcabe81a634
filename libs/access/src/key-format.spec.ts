import { hashOf, isSameHash, makeKey, publicIdOf } from './key-format';

it('makes keys that fit a header, each with a secret of its own', () => {
  const keys = Array.from({ length: 50 }, () => makeKey());
  for (const { text, publicId, keyHash } of keys) {
    expect(text).toMatch(/^skg_[0-9a-f]{16}_[A-Za-z0-9_-]{32}$/);
    expect(text.split('_')[1]).toBe(publicId);
    expect(keyHash).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(new Set(keys.map(({ text }) => text.slice(21))).size).toBe(keys.length);
  expect(new Set(keys.map(({ publicId }) => publicId)).size).toBe(keys.length);
});

it('finds the public id, also where the secret has underscores', () => {
  expect(publicIdOf(`skg_0123456789abcdef_${'_'.repeat(32)}`)).toBe('0123456789abcdef');
});

it.each(['', 'skg_', 'skg_0123456789abcdef', 'skg_0123456789abcde_x', 'read_0123456789abcdef_xxxxxxxxxx'])(
  'finds no public id in %j',
  (text) => {
    expect(publicIdOf(text)).toBeNull();
  },
);

it('tells hashes apart', () => {
  const [a, b] = ['a', 'b'].map((text) => Buffer.from(hashOf(text), 'hex')) as [Buffer, Buffer];
  expect(hashOf('a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  expect(isSameHash(a, Buffer.from(a))).toBe(true);
  expect(isSameHash(a, b)).toBe(false);
  expect(isSameHash(a, a.subarray(1))).toBe(false);
});
