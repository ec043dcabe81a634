import { useEffect, useState } from 'preact/hooks';
import { useSaid } from '../frame/said';

/** Says what is being waited for; at once to readers, and to the eye only when it takes long enough to be noticed. */
export function Loading({ what }: { readonly what: string }) {
  useSaid(what);
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="loading">
      <p class={noticed ? '' : 'for-readers'}>{what}</p>
      {noticed && (
        <div class="skeleton" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      )}
    </div>
  );
}
