import { answerOf, createClient, ServiceProblem } from '@app/client';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { failureOf } from '../service/failure';
import { session } from '../service/session';
import { forgetAnswers } from '../service/use-answer';
import { accessBy, type Access, type Permission } from './access';
import { keyStore, takeKeyFromAddress } from './key-store';

export interface AccessControl {
  readonly access: Access;
  readonly enter: (key: string) => void;
  readonly forget: () => void;
  /** Checks once more what could not be checked. */
  readonly retry: () => void;
}

/** Checks every key with the service before the page uses it, and lets go of one that the service refuses later. */
export function useAccess(): AccessControl {
  const [access, setAccess] = useState<Access>({ state: 'checking' });

  const lastChecked = useRef<string | null>(null);

  const enter = useCallback((key: string | null) => {
    lastChecked.current = key;
    // The form stays where it is, with what was typed.
    setAccess((before) => (before.state === 'closed' ? { ...before, checking: true } : { state: 'checking' }));
    void check(key).then((found) => {
      if (lastChecked.current !== key) return;
      // One that could not be checked may still be good.
      if (found.state !== 'failed') holdOnTo(found.state === 'open' && found.keyName !== null ? key : null);
      setAccess(found);
    });
  }, []);

  useEffect(() => {
    enter(takeKeyFromAddress() ?? keyStore.read());
    session.whenKeyRefused = () => {
      holdOnTo(null);
      setAccess({ state: 'closed', refusal: 'ended' });
    };
    // Somebody may paste the printed address over the one of an open page: then only its fragment changes.
    const follow = () => {
      const key = takeKeyFromAddress();
      if (key !== null) enter(key);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  return { access, enter, forget: () => enter(null), retry: () => enter(lastChecked.current) };
}

function holdOnTo(key: string | null): void {
  session.key = key;
  forgetAnswers();
  if (key === null) keyStore.forget();
  else keyStore.keep(key);
}

async function check(key: string | null): Promise<Access> {
  try {
    return accessBy(await permissionOf(key));
  } catch (error) {
    if (error instanceof ServiceProblem && error.status === 401) return { state: 'closed', refusal: 'wrong' };
    return { state: 'failed', failure: failureOf(error) };
  }
}

// With the key that is to be checked, in the place of the one in use.
function permissionOf(key: string | null): Promise<Permission> {
  const asking = createClient({ baseUrl: location.origin, key: () => key });
  return answerOf(asking.GET('/api/v1/access', { cache: 'no-store' }));
}
