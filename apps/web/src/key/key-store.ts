const nameInSession = 'skill-gap-key';
const inFragment = /^#key=([^&]+)$/;

/**
 * The key of this browser tab. It lives in the session storage, which ends with the tab, and goes nowhere but into the
 * header of requests to the service itself.
 */
export const keyStore = {
  read(): string | null {
    try {
      return sessionStorage.getItem(nameInSession);
    } catch {
      // Storage may be forbidden; then the key lasts as long as the page.
      return null;
    }
  },
  keep(key: string): void {
    try {
      sessionStorage.setItem(nameInSession, key);
    } catch {
      // As above.
    }
  },
  forget(): void {
    try {
      sessionStorage.removeItem(nameInSession);
    } catch {
      // As above.
    }
  },
};

/** Takes the key out of `/#key=…` and out of the address at once, so that neither the history nor a bookmark holds it. */
export function takeKeyFromAddress(): string | null {
  const key = keyIn(location.hash);
  if (key !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return key;
}

export function keyIn(fragment: string): string | null {
  const found = inFragment.exec(fragment)?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}
