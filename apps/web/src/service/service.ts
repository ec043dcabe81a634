import { createClient } from '@app/client';

let currentKey: string | null = null;

/** The service that serves the page; it sends the key of the session with every request. */
export const service = createClient({ baseUrl: location.origin, key: () => currentKey });

export function takeKey(key: string | null): void {
  currentKey = key;
}

export function keyInUse(): string | null {
  return currentKey;
}
