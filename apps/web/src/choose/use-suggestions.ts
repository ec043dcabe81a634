import { answerOf } from '@app/client';
import { useEffect, useState } from 'preact/hooks';
import { service } from '../service/session';
import { codeIn, suggestionsOf, type Suggestion } from './suggestions';

export interface Suggested {
  /** The text that these are the suggestions for; while it is behind what is typed, they are on their way. */
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly total: number;
  readonly failed: boolean;
}

const none: Suggested = { text: '', suggestions: [], total: 0, failed: false };
const pauseWhileTyping = 120;

/** Asks the service for occupations while somebody types; only what belongs to the last text is kept. */
export function useSuggestions(text: string, wanted: boolean, aboutPerson: boolean): Suggested {
  const [suggested, setSuggested] = useState(none);
  const asked = text.trim();
  useEffect(() => {
    if (!wanted || asked === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetchSuggestions(asked, aboutPerson, stop.signal).then(
        (found) => setSuggested(found),
        () => {
          if (!stop.signal.aborted) setSuggested({ ...none, text: asked, failed: true });
        },
      );
    }, pauseWhileTyping);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, wanted, aboutPerson]);
  return asked === '' ? none : suggested;
}

async function fetchSuggestions(text: string, aboutPerson: boolean, signal: AbortSignal): Promise<Suggested> {
  const query = { search: codeIn(text) ?? text, limit: 12 };
  // Addresses are kept on the way; what says something of a person goes into the body.
  const found = await answerOf(
    aboutPerson
      ? service.POST('/api/v1/occupations/search', { body: query, signal })
      : service.GET('/api/v1/occupations', { params: { query }, signal }),
  );
  return { text, suggestions: suggestionsOf(found.occupations), total: found.total, failed: false };
}
