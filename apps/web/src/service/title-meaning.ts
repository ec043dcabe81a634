import type { Schemas } from '@app/client';
import type { Choice, Failure } from './failure';

type Meaning = Schemas['TitleMeaningDto'];

/** The one occupation that a title means; null where it means several, or none. */
export function onlyMeaning({
  kind,
  candidates,
  retired,
}: Meaning): { readonly code: string; readonly title: string } | null {
  if (kind === 'code' || kind === 'title' || kind === 'alternate') return candidates[0] ?? null;
  const successors = retired?.successors ?? [];
  return successors.length === 1 ? (successors[0] ?? null) : null;
}

/** What is in the way of a title that means several occupations, or none. */
export function failureOfTitle({ kind, candidates, retired, release }: Meaning): Failure {
  const successors = retired?.successors ?? [];
  const offered: readonly Omit<Choice, 'coverage' | 'inRelease'>[] = successors.length > 0 ? successors : candidates;
  const choices = offered.map(({ code, title, rated }) => ({ code, title, rated, inRelease: true, coverage: null }));
  const code =
    successors.length > 0 ? 'OCCUPATION_RETIRED' : kind === 'ambiguous' ? 'TITLE_AMBIGUOUS' : 'TITLE_NOT_FOUND';
  const problem = { type: 'about:blank', title: '', status: 422, code, detail: `Release ${release}` } as const;
  return { kind: 'choices', problem: { ...problem, candidates: [], ...(retired && about(retired)) }, choices };
}

function about({ code, title }: NonNullable<Meaning['retired']>) {
  return { onet_soc_code: code, occupation_title: title };
}
