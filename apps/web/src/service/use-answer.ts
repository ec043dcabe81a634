import { ServiceProblem } from '@app/client';
import { useEffect, useState } from 'preact/hooks';
import { failureOf, type Failure } from './failure';
import { KeptAnswers } from './kept-answers';
import { session } from './session';

export type Answered<Answer> =
  | { readonly state: 'none' | 'loading' }
  | { readonly state: 'done'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly failure: Failure; readonly again: () => void };

interface Outcome<Answer> {
  readonly name: string;
  readonly attempt: number;
  readonly came: { readonly answer: Answer } | { readonly failure: Failure };
}

const kept = new KeptAnswers();

/** For when another key, or none, is used from now on, and when somebody wants to be forgotten. */
export function forgetAnswers(): void {
  kept.clear();
}

/**
 * The answer to the question of this name. Only what belongs to the present question is ever given: when the name
 * changes, the old answer is gone in the same moment, and a late one is dropped.
 */
export function useAnswer<Answer>(
  name: string | null,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Answered<Answer> {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<Answer> | null>(null);
  useEffect(() => {
    if (name === null || kept.get(name) !== undefined) return;
    const stop = new AbortController();
    const settle = (came: Outcome<Answer>['came']) => {
      if (!stop.signal.aborted) setOutcome({ name, attempt, came });
    };
    ask(stop.signal).then(
      (answer) => {
        kept.keep(name, answer);
        settle({ answer });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof ServiceProblem && error.status === 401) session.whenKeyRefused();
        settle({ failure: failureOf(error) });
      },
    );
    return () => stop.abort();
  }, [name, attempt]);

  if (name === null) return { state: 'none' };
  const answer = kept.get(name) as Answer | undefined;
  if (answer !== undefined) return { state: 'done', answer };
  if (outcome?.name !== name || outcome.attempt !== attempt) return { state: 'loading' };
  if ('answer' in outcome.came) return { state: 'done', answer: outcome.came.answer };
  return { state: 'failed', failure: outcome.came.failure, again: () => setAttempt(attempt + 1) };
}
