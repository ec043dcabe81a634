import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readAddress, writeAddress, type Asked } from './asked';

export type Go = (change: Partial<Asked>, how?: 'push' | 'replace') => void;

/** The state of the page is its address: what changes it becomes an entry of the history, and going back restores it. */
export function useAddress(): [Asked, Go] {
  const [asked, setAsked] = useState(() => readAddress(location.search));
  const current = useRef(asked);
  const take = (next: Asked) => {
    current.current = next;
    setAsked(next);
  };
  useEffect(() => {
    const follow = () => take(readAddress(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = useCallback<Go>((change, how = 'push') => {
    const next = { ...current.current, ...change };
    const address = location.pathname + writeAddress(next);
    if (address !== location.pathname + location.search) {
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    }
    take(next);
  }, []);
  return [asked, go];
}
