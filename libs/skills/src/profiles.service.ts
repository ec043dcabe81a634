import { Injectable } from '@nestjs/common';
import {
  DIRECTORY,
  OccupationNotRatedError,
  OccupationsService,
  OLDER_RELEASE,
  type Shortfall,
} from '@app/occupations';
import { DOMAINS, type OnetSocCode } from '@app/onet';
import { ServedRelease, type ReleaseView } from '@app/releases';
import { ESTIMATES } from './estimates/estimates-part';
import type { OccupationProfile, ProfileIndex } from './profiles/profile-index';
import { PROFILES } from './profiles/profiles-part';

/** Occupations that are rated on skills in one release, in the order in which they were asked for. */
export interface RatedOccupations<Codes extends readonly OnetSocCode[]> {
  readonly view: ReleaseView;
  readonly index: ProfileIndex;
  readonly profiles: { readonly [I in keyof Codes]: OccupationProfile };
}

/** The profiles of the release that is served. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly served: ServedRelease,
    private readonly occupations: OccupationsService,
  ) {}

  /** @throws NoReleasePublishedError */
  get current(): ProfileIndex {
    return this.served.current.get(PROFILES);
  }

  /**
   * The levels of occupations, completed on demand, in one release, which a caller takes for a whole answer.
   * @throws OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError for the first one that has none
   */
  async rated<Codes extends readonly OnetSocCode[]>(...codes: Codes): Promise<RatedOccupations<Codes>> {
    if (!codes.every((code) => this.current.profile(code))) await this.complete(codes);
    return this.find(this.served.current, codes, null);
  }

  /**
   * The same in a release that may be an older one: nothing is completed there.
   * @throws as rated
   */
  async ratedIn<Codes extends readonly OnetSocCode[]>(
    view: ReleaseView,
    ...codes: Codes
  ): Promise<RatedOccupations<Codes>> {
    return this.served.serves(view) ? this.rated(...codes) : this.find(view, codes, OLDER_RELEASE);
  }

  /**
   * An occupation that is rated in any domain, completed on demand.
   * @throws OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError
   */
  async ratedAnywhere(code: OnetSocCode): Promise<{ index: ProfileIndex; profile: OccupationProfile }> {
    const index = this.current;
    const domain = DOMAINS.find((domain) => index.profile(code, domain) !== undefined);
    const profile = domain && index.profile(code, domain);
    if (profile) return { index, profile };
    const { profiles, ...completed } = await this.rated(code);
    return { index: completed.index, profile: profiles[0] };
  }

  /** All at the same time; the first one that has no ratings in the end decides what is thrown. */
  private async complete(codes: readonly OnetSocCode[]): Promise<void> {
    const unrated = codes.filter((code) => !this.current.profile(code));
    const completions = await Promise.allSettled(unrated.map((code) => this.occupations.complete(code)));
    for (const [i, code] of unrated.entries()) {
      const completion = completions[i];
      if (completion?.status === 'rejected') throw completion.reason;
      const { current } = this.served;
      if (completion?.value || !this.occupations.current.find(code))
        this.refuse(current, code, completion?.value ?? null);
    }
  }

  private find<Codes extends readonly OnetSocCode[]>(
    view: ReleaseView,
    codes: Codes,
    shortfall: Shortfall | null,
  ): RatedOccupations<Codes> {
    const index = view.get(PROFILES);
    const profiles = codes.map((code) => index.profile(code) ?? this.refuse(view, code, shortfall));
    return { view, index, profiles: profiles as unknown as RatedOccupations<Codes>['profiles'] };
  }

  /**
   * Says why an occupation has no ratings in a release, where nobody is to be asked for them.
   * @throws OccupationNotFoundError, OccupationNotRatedError
   */
  refuseUnrated(view: ReleaseView, code: OnetSocCode): never {
    return this.refuse(view, code, null);
  }

  private refuse(view: ReleaseView, code: OnetSocCode, shortfall: Shortfall | null): never {
    const { occupation, release } = this.occupations.get(code, shortfall, view);
    throw new OccupationNotRatedError(occupation, release, {
      relatives: view.get(DIRECTORY).ratedRelatives(code),
      shortfall,
      canEstimate: view.get(ESTIMATES).of(code) !== undefined,
    });
  }
}
