import type { Domain, OnetSocCode } from '@app/onet';
import type { ComparableRatings } from '../ratings/comparable-ratings';
import type { EstimateErrors } from './estimate-errors';
import type { EstimateBasis } from './neighbours';

/** Ratings of an occupation that O*NET has not rated, estimated from those of occupations that it calls related. */
export interface EstimatedProfile {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly basis: EstimateBasis;
  /** How many links to rated occupations; mutual ones count twice. */
  readonly links: number;
  /** How many rated occupations these lead to. */
  readonly occupations: number;
  readonly ratings: Readonly<Record<Domain, ComparableRatings>>;
}

/** The errors of estimates in one domain, from estimating the rated occupations in the same way. */
export interface DomainErrors {
  readonly level: EstimateErrors;
  readonly importance: EstimateErrors;
}

/** The estimated profiles of a release. */
export class Estimates {
  constructor(
    private readonly profiles: ReadonlyMap<OnetSocCode, EstimatedProfile>,
    private readonly errors: Readonly<Record<Domain, DomainErrors>> | null,
  ) {}

  /** Undefined for an occupation that is rated, and for one that has no related occupations. */
  of(code: OnetSocCode): EstimatedProfile | undefined {
    return this.profiles.get(code);
  }

  get codes(): OnetSocCode[] {
    return [...this.profiles.keys()];
  }

  /** Null where nothing could be estimated. */
  errorsIn(domain: Domain): DomainErrors | null {
    return this.errors?.[domain] ?? null;
  }
}
