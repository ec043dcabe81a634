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
  readonly profiles: ProfilesOf<Codes>;
}

type ProfilesOf<Codes extends readonly OnetSocCode[]> = { readonly [I in keyof Codes]: OccupationProfile };

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
   * The levels of occupations, completed on demand, in one release, which a caller takes for a whole answer. Those that have
   * them are there at once.
   * @throws OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError for the first one that has none
   */
  rated<Codes extends readonly OnetSocCode[]>(
    ...codes: Codes
  ): RatedOccupations<Codes> | Promise<RatedOccupations<Codes>> {
    return this.known(this.served.current, codes) ?? this.completed(codes);
  }

  /**
   * The same in a release that may be an older one: nothing is completed there.
   * @throws as rated
   */
  ratedIn<Codes extends readonly OnetSocCode[]>(
    view: ReleaseView,
    ...codes: Codes
  ): RatedOccupations<Codes> | Promise<RatedOccupations<Codes>> {
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

  private async completed<Codes extends readonly OnetSocCode[]>(codes: Codes): Promise<RatedOccupations<Codes>> {
    await this.complete(codes);
    return this.find(this.served.current, codes, null);
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

  /** Null unless all of them are rated. */
  private known<Codes extends readonly OnetSocCode[]>(view: ReleaseView, codes: Codes): RatedOccupations<Codes> | null {
    const index = view.get(PROFILES);
    const profiles = codes.map((code) => index.profile(code));
    return profiles.includes(undefined) ? null : { view, index, profiles: profiles as unknown as ProfilesOf<Codes> };
  }

  private find<Codes extends readonly OnetSocCode[]>(
    view: ReleaseView,
    codes: Codes,
    shortfall: Shortfall | null,
  ): RatedOccupations<Codes> {
    const index = view.get(PROFILES);
    const profiles = codes.map((code) => index.profile(code) ?? this.refuse(view, code, shortfall));
    return { view, index, profiles: profiles as unknown as ProfilesOf<Codes> };
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
