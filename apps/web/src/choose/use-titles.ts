import { answerOf } from '@app/client';
import { useEffect, useState } from 'preact/hooks';
import type { Side } from '../address/asked';
import { service } from '../service/session';

export interface Titles {
  /** What stands in the field of a side. */
  readonly of: (side: Side) => string;
  readonly learn: (code: string, title: string) => void;
}

/** The titles of codes: learnt from what was chosen, else asked for; a code that has none stands for itself. */
export function useTitles(codes: readonly string[]): Titles {
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const learn = (code: string, title: string) => {
    setKnown((before) => (before.get(code) === title ? before : new Map(before).set(code, title)));
  };
  const unknown = codes.filter((code) => !known.has(code)).join(' ');
  useEffect(() => {
    if (unknown === '') return;
    const stop = new AbortController();
    for (const code of unknown.split(' ')) {
      const params = { path: { code } };
      answerOf(service.GET('/api/v1/occupations/{code}', { params, signal: stop.signal })).then(
        ({ title }) => learn(code, title),
        // Whether there is such an occupation, the answer itself says.
        () => undefined,
      );
    }
    return () => stop.abort();
  }, [unknown]);
  return {
    of: (side) => (side === null ? '' : 'title' in side ? side.title : (known.get(side.code) ?? side.code)),
    learn,
  };
}
