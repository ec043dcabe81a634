import { normaliseOnetSocCode, type OnetSocCode } from '@app/onet';
import { isOtherCode } from '../taxonomy/other-codes';

/** What a client names an occupation by. */
export type Asked =
  | { readonly by: 'code'; readonly code: OnetSocCode }
  /** A code of ESCO or ISCO-08. */
  | { readonly by: 'other code'; readonly text: string }
  | { readonly by: 'title'; readonly text: string };

/** A code in any spelling; null for what is none. */
export function askedByCode(text: string): Asked | null {
  const code = normaliseOnetSocCode(text);
  if (code !== null) return { by: 'code', code };
  return isOtherCode(text) ? { by: 'other code', text: text.trim() } : null;
}

/** A code, or else a title: what people type where both are taken. */
export function askedByAny(text: string): Asked {
  return askedByCode(text) ?? { by: 'title', text };
}
