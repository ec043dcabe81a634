import { DIRECTORY } from '@app/occupations';
import type { Domain, OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { ESTIMATES, PROFILES, type ComparableRatings, type EstimatedProfile } from '@app/skills';

/** Where the ratings of a side come from. */
export type Basis = 'rated' | 'estimated';

/** One side of an analysis. */
export interface Side {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly jobZone: number | null;
  readonly basis: Basis;
  /** What the ratings are estimated from; null where O*NET has rated the occupation. */
  readonly estimate: EstimatedProfile | null;
  /** Undefined for a domain in which it has no ratings. */
  readonly ratings: (domain: Domain) => ComparableRatings | undefined;
}

/**
 * An occupation by its ratings, or by estimated ones where O*NET has not rated it on skills.
 * @param mayEstimate false to leave estimates out
 * @returns null for one that is unknown, or has neither
 */
export function sideIn(view: ReleaseView, code: OnetSocCode, mayEstimate: boolean): Side | null {
  const occupation = view.get(DIRECTORY).find(code);
  if (!occupation) return null;
  const { title, jobZone } = occupation;
  const index = view.get(PROFILES);
  if (index.profile(code)) {
    const ratings = (domain: Domain) => index.comparableRatings(code, domain);
    return { code, title, jobZone, basis: 'rated', estimate: null, ratings };
  }
  const estimate = mayEstimate ? view.get(ESTIMATES).of(code) : undefined;
  if (!estimate) return null;
  return { code, title, jobZone, basis: 'estimated', estimate, ratings: (domain) => estimate.ratings[domain] };
}
