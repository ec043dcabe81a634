import type { Schemas } from '@app/client';
import type { Failure } from '../service/failure';

/** What `GET /api/v1/access` says about whoever asks. */
export type Permission = Schemas['AccessDto'];

export type Refusal = 'wrong' | 'admin' | 'no_read' | 'ended';

export type Access =
  | { readonly state: 'checking' }
  | { readonly state: 'open'; readonly keyName: string | null }
  | { readonly state: 'closed'; readonly refusal: Refusal | null; readonly checking?: boolean }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Whether a key may be used on a page. One that may administrate must not lie about in browsers. */
export function refusalOf(permission: Permission): Refusal | null {
  const scopes = permission.key?.scopes ?? [];
  if (scopes.includes('admin')) return 'admin';
  if (permission.key !== null && !scopes.includes('read')) return 'no_read';
  return null;
}

/** What follows from the answer about a key, or about none. */
export function accessBy(permission: Permission): Access {
  const refusal = refusalOf(permission);
  if (refusal !== null) return { state: 'closed', refusal };
  if (permission.key !== null) return { state: 'open', keyName: permission.key.name };
  return permission.public_read ? { state: 'open', keyName: null } : { state: 'closed', refusal: null };
}
