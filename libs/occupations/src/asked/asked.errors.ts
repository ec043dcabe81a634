import { DomainError, type ReleaseName } from '@app/onet';
import type { TitleCandidate } from '../titles/title-index';

/** An occupation that may be meant, and what else is known of it. */
export type NamedCandidate = TitleCandidate & { readonly rated: boolean };

/** Candidates that a message names at most, as other errors do; the answer has all of them. */
const MOST_NAMED = 10;

/** A text names several occupations, or an answer would have to pick one of them. */
export class TitleAmbiguousError extends DomainError {
  /**
   * @param parameter by which it was given
   * @param more what else is known of the candidates, in their order, and of all of them
   */
  constructor(
    readonly parameter: string,
    readonly candidates: readonly NamedCandidate[],
    readonly release: ReleaseName,
    more: { readonly ofEach: readonly object[]; readonly ofAll: object; readonly text: string } | null = null,
  ) {
    super(
      'TITLE_AMBIGUOUS',
      `${parameter} means ${candidates.length} occupations in release ${release}: ${listed(candidates)}.` +
        `${more?.text ?? ''} Ask with the code of the one that is meant.`,
      {
        parameter,
        candidates: candidates.map((candidate, i) => ({ ...toJson(candidate), ...more?.ofEach[i] })),
        ...more?.ofAll,
      },
    );
  }
}

/** No occupation has such a title. */
export class TitleNotFoundError extends DomainError {
  /** @param nearest occupations whose titles are most like it */
  constructor(parameter: string, nearest: readonly NamedCandidate[], release: ReleaseName) {
    super(
      'TITLE_NOT_FOUND',
      `${parameter} is no title of an occupation in release ${release}.` +
        (nearest.length > 0
          ? ` The nearest: ${listed(nearest)}. Ask with the code of the one that is meant.`
          : ' No title is like it either.'),
      { parameter, candidates: nearest.map(toJson) },
      nearest.length > 0 ? {} : { nextStep: { action: 'search', texts: [] } },
    );
  }
}

/** A code of ESCO or ISCO-08 that the crosswalk does not lead on. */
export class OtherCodeNotFoundError extends DomainError {
  constructor(parameter: string, code: string) {
    super(
      'OCCUPATION_NOT_FOUND',
      `${parameter} has the form of a code of ESCO or ISCO-08, but the crosswalk leads ${code} to no occupation.`,
      { parameter, code_asked: code },
      { nextStep: { action: 'search', texts: [] } },
    );
  }
}

function toJson({ code, title, matchedTitle, score, likely, rated }: NamedCandidate) {
  return { code, title, matched_title: matchedTitle, score, likely, rated };
}

function listed(candidates: readonly NamedCandidate[]): string {
  const named = candidates.slice(0, MOST_NAMED).map(({ code, title }) => `${code} ${title}`);
  const more = candidates.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
