import { useEffect, useState } from 'preact/hooks';

// Readers are told what changes in a region that was there before, not what a region holds that comes with it.
let tell: ((text: string) => void) | null = null;

/** Tells readers a text, when it is shown and whenever it changes; to be called beside what shows it to the eye. */
export function useSaid(text: string): void {
  useEffect(() => tell?.(text), [text]);
}

/** Where they are told; once a page, from its beginning. */
export function Said() {
  const [text, setText] = useState('');
  useEffect(() => {
    tell = setText;
  }, []);
  return (
    <p class="for-readers" role="status">
      {text}
    </p>
  );
}
