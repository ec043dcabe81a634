import { Injectable } from '@nestjs/common';
import { OccupationsService } from '@app/occupations';
import type { Domain, OnetSocCode, ReleaseName } from '@app/onet';
import { PartNotInReleaseError, PinnedReleases, type ReleaseView } from '@app/releases';
import { sideIn, type Side } from '@app/skill-gap';
import { PROFILES, ProfilesService } from '@app/skills';

/** The occupations that a question names, in the order in which it does, in one view. */
export interface NamedSides<Sides extends readonly Side[]> {
  readonly view: ReleaseView;
  readonly sides: Sides;
}

type SidesOf<Codes extends readonly OnetSocCode[]> = { readonly [I in keyof Codes]: Side };

/** What is asked of which release. */
export interface TransitionScope {
  /** Null for the one that is served. */
  readonly release: ReleaseName | null;
  /** Whether ratings may be estimated where O*NET has none. */
  readonly estimates: boolean;
}

/** Similarity is about both. */
const NEEDED: readonly Domain[] = ['skills', 'knowledge'];

/** Finds the occupations that transitions are asked for. */
@Injectable()
export class TransitionSides {
  constructor(
    private readonly occupations: OccupationsService,
    private readonly profiles: ProfilesService,
    private readonly releases: PinnedReleases,
  ) {}

  /** @throws NoReleasePublishedError, ReleaseNotFoundError, PartNotInReleaseError for one without skills or knowledge */
  async view({ release }: TransitionScope): Promise<ReleaseView> {
    const view = await this.releases.choose(release);
    requireDomains(view);
    return view;
  }

  /**
   * Completed on demand where the release is the current one.
   * @throws NoReleasePublishedError, ReleaseNotFoundError, PartNotInReleaseError for one without skills or knowledge,
   *   OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError
   */
  async of<const Codes extends readonly [OnetSocCode, ...OnetSocCode[]]>(
    codes: Codes,
    scope: TransitionScope,
  ): Promise<NamedSides<SidesOf<Codes>>> {
    const chosen = await this.releases.choose(scope.release);
    for (const code of codes) await this.occupations.getIn(chosen, code);
    // What was completed for one of them is in the view of the others only now.
    const { view } = await this.occupations.getIn(chosen, codes[0]);
    requireDomains(view);
    const sides = codes.map((code) => sideIn(view, code, scope.estimates));
    const unrated = codes.filter((_, i) => sides[i] === null);
    if (unrated.length === 0) return { view, sides: sides as unknown as SidesOf<Codes> };
    // It says why there are no ratings, or has got them meanwhile.
    await this.profiles.ratedIn(view, ...unrated);
    return this.of(codes, scope);
  }
}

function requireDomains(view: ReleaseView): void {
  const index = view.get(PROFILES);
  const missing = NEEDED.find((domain) => index.elements(domain).length === 0);
  if (missing) throw new PartNotInReleaseError(missing, view.release.name);
}
