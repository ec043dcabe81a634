import { useState } from 'preact/hooks';
import { forgetAnswers } from '../service/use-answer';
import { emptyProfile, readProfile, type Profile } from './profile';

const nameInStorage = 'skill-gap-profile';

export interface ProfileControl {
  readonly profile: Profile;
  readonly change: (profile: Profile) => void;
  /** Whether the browser keeps it beyond this page; only when asked to. */
  readonly kept: boolean;
  readonly keep: (kept: boolean) => void;
  readonly forget: () => void;
}

/** The profile lives in memory. It is stored in this browser only on request, and sent in bodies of requests only. */
export function useProfile(): ProfileControl {
  const [stored] = useState(() => readProfile(stores((storage) => storage.getItem(nameInStorage))));
  const [profile, setProfile] = useState(stored ?? emptyProfile);
  const [kept, setKept] = useState(stored !== null);
  const write = (next: Profile) => stores((storage) => storage.setItem(nameInStorage, JSON.stringify(next)));
  const erase = () => stores((storage) => storage.removeItem(nameInStorage));
  return {
    profile,
    kept,
    change(next) {
      setProfile(next);
      if (kept) write(next);
    },
    keep(wanted) {
      setKept(wanted);
      if (wanted) write(profile);
      else erase();
    },
    forget() {
      erase();
      forgetAnswers();
      setKept(false);
      setProfile(emptyProfile);
    },
  };
}

// Storage may be forbidden or full; then the profile lasts as long as the page.
function stores<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
