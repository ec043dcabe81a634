import { accessBy, type Permission } from './access';

const reader: NonNullable<Permission['key']> = { name: 'desk', scopes: ['read'], expires_at: null };

describe('access to the data', () => {
  it('is open with a key that may read', () => {
    expect(accessBy({ public_read: false, key: reader })).toEqual({ state: 'open', keyName: 'desk' });
  });

  it('is open to everybody where the service reads in public', () => {
    expect(accessBy({ public_read: true, key: null })).toEqual({ state: 'open', keyName: null });
  });

  it('is closed without a key', () => {
    expect(accessBy({ public_read: false, key: null })).toEqual({ state: 'closed', refusal: null });
  });

  it('is closed to an admin key, also where it may read and where the service reads in public', () => {
    const key: Permission['key'] = { ...reader, scopes: ['admin', 'read'] };
    expect(accessBy({ public_read: true, key })).toEqual({ state: 'closed', refusal: 'admin' });
  });

  it('is closed to a key that may not read', () => {
    expect(accessBy({ public_read: false, key: { ...reader, scopes: ['llm'] } })).toEqual({
      state: 'closed',
      refusal: 'no_read',
    });
  });
});
