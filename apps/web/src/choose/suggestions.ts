import type { Schemas } from '@app/client';

type Found = Schemas['OccupationSummaryDto'];

/** One line of the list under a field. */
export interface Suggestion {
  readonly code: string;
  readonly title: string;
  /** The everyday title that was found, where it is another one. */
  readonly matched: string | null;
  readonly rated: boolean;
  readonly jobZone: number | null;
}

const wholeCode = /^\s*(\d{2})-?(\d{4})(?:\.?(\d{2}))?\s*$/;

export function suggestionsOf(found: readonly Found[]): Suggestion[] {
  return found.map((each) => ({
    code: each.code,
    title: each.title,
    matched: each.matched_title === each.title ? null : each.matched_title,
    rated: each.rated,
    jobZone: each.job_zone,
  }));
}

/** A whole code as O*NET spells it, also one that today's list lacks: it may be of an earlier one. */
export function codeIn(text: string): string | null {
  const parts = wholeCode.exec(text);
  return parts ? `${parts[1] ?? ''}-${parts[2] ?? ''}.${parts[3] ?? '00'}` : null;
}
