import { useCallback, useEffect, useState } from 'preact/hooks';
import { readAddress, writeAddress, type Asked } from './asked';

export type Go = (change: Partial<Asked>, how?: 'push' | 'replace') => void;

/** The state of the page is its address: what changes it becomes an entry of the history, and going back restores it. */
export function useAddress(): [Asked, Go] {
  const [asked, setAsked] = useState(() => readAddress(location.search));
  useEffect(() => {
    const follow = () => setAsked(readAddress(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = useCallback<Go>((change, how = 'push') => {
    setAsked((before) => {
      const next = { ...before, ...change };
      const address = location.pathname + writeAddress(next);
      if (address !== location.pathname + location.search) {
        if (how === 'push') history.pushState(null, '', address);
        else history.replaceState(null, '', address);
      }
      return next;
    });
  }, []);
  return [asked, go];
}
