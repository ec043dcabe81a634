import { ServiceProblem, type Problem } from '@app/client';

/** Why there is no answer, as far as the page treats it differently. */
export type Failure =
  | { readonly kind: 'offline' }
  | { readonly kind: 'key' }
  | { readonly kind: 'too_many' | 'unavailable'; readonly wait: number | null; readonly detail: string }
  | { readonly kind: 'choices' | 'unrated' | 'other'; readonly problem: Problem; readonly choices: readonly Choice[] }
  | { readonly kind: 'fault'; readonly detail: string };

/** An occupation that may be meant instead. */
export interface Choice {
  readonly code: string;
  readonly title: string;
  /** Whether the release that was asked has it; if not, its title is not known, and the code stands for it. */
  readonly inRelease: boolean;
  readonly rated: boolean;
  readonly coverage: { readonly lowest: number; readonly highest: number } | null;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof ServiceProblem)) {
    // fetch() rejects with a TypeError when nothing answers, and only then.
    return error instanceof TypeError ? { kind: 'offline' } : { kind: 'fault', detail: String(error) };
  }
  if (error.status === 401 || error.status === 403) return { kind: 'key' };
  if (error.status === 429) return { kind: 'too_many', wait: error.retryAfter, detail: error.message };
  // Proxies say so in these ways when the service behind them does not answer.
  if ([502, 503, 504].includes(error.status)) {
    return { kind: 'unavailable', wait: error.retryAfter, detail: error.message };
  }
  if (error.problem === null || error.status >= 500) return { kind: 'fault', detail: error.message };
  return { kind: kindOf(error.problem), problem: error.problem, choices: choicesOf(error.problem) };
}

/** The side on which one of the choices of a failure would stand. */
export function failedSide(failure: Failure, from: string | null, to: string | null): 'from' | 'to' | null {
  return 'problem' in failure ? sideOf(failure.problem, from, to) : null;
}

/** The side that a problem is about, where it says so. */
export function sideOf(problem: Problem, from: string | null, to: string | null): 'from' | 'to' | null {
  const parameter = problem.parameter ?? problem.errors?.[0]?.parameter;
  if (parameter?.startsWith('from')) return 'from';
  if (parameter?.startsWith('to')) return 'to';
  const code = problem.onet_soc_code;
  if (code === undefined) return null;
  if (from !== null && code.startsWith(from)) return 'from';
  return to !== null && code.startsWith(to) ? 'to' : null;
}

function kindOf(problem: Problem): 'choices' | 'unrated' | 'other' {
  if (problem.code === 'OCCUPATION_NOT_RATED') return 'unrated';
  const offersChoices = ['TITLE_AMBIGUOUS', 'TITLE_NOT_FOUND', 'OCCUPATION_RETIRED', 'OCCUPATION_NOT_FOUND'];
  return offersChoices.includes(problem.code) ? 'choices' : 'other';
}

function choicesOf(problem: Problem): Choice[] {
  const candidates = problem.candidates?.map((each) => ({ ...each, coverage: each.coverage ?? null }));
  const successors = problem.successors?.map((each) => ({ ...each, coverage: null }));
  const members = problem.members?.map((each) => ({ ...each, coverage: null }));
  const relatives = problem.rated_relatives?.map((each) => ({ ...each, rated: true, coverage: null }));
  const found = candidates ?? successors ?? members ?? relatives ?? [];
  return found.map(({ code, title, rated, coverage }) => {
    return { code, title: title ?? code, inRelease: title !== null, rated, coverage };
  });
}
