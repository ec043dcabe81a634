import { DIRECTORY } from '@app/occupations';
import type { Domain, OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { ESTIMATES, PROFILES, type ComparableRatings, type EstimatedProfile } from '@app/skills';

/** Where the ratings of an occupation come from. */
export type Basis = 'rated' | 'estimated';

/** An occupation as one side of an analysis. */
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

/** A person as the source of an analysis: by what they have done, and by what they say of themselves. */
export interface PersonSide {
  readonly basis: 'person';
  /** Each once, by code. */
  readonly past: readonly (Side & { readonly replaces: OnetSocCode | null })[];
  /** The past occupation whose preparation counts as the person's: that of the highest job zone. */
  readonly preparedBy: Side | null;
  readonly jobZone: number | null;
  /** How many elements the person has said a level of. */
  readonly selfRatings: number;
  /** Whether these are too few to be much better than the occupations alone. */
  readonly isRough: boolean;
  /** Their positions in a domain. */
  readonly selfRated: (domain: Domain) => ReadonlySet<number>;
  /** Undefined for a domain of which nothing is known. */
  readonly ratings: (domain: Domain) => ComparableRatings | undefined;
}

/** Where somebody comes from. */
export type Source = Side | PersonSide;

/** The occupation, or all that a person has been in. */
export function occupationsOf(source: Source): readonly Side[] {
  return source.basis === 'person' ? source.past : [source];
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
