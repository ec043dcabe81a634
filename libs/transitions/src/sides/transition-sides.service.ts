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

/** An occupation, and the retired code that it has taken the place of, if that was asked for. */
export type NamedSide = Side & { readonly replaces: OnetSocCode | null };

type SidesOf<Codes extends readonly OnetSocCode[]> = { readonly [I in keyof Codes]: NamedSide };

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
   * Completed on demand where the release is the current one; retired codes are led on.
   * @throws NoReleasePublishedError, ReleaseNotFoundError, PartNotInReleaseError for one without skills or knowledge,
   *   OccupationNotFoundError, OccupationRetiredError, OccupationNotRatedError, OnetUnavailableError
   */
  async of<const Codes extends readonly [OnetSocCode, ...OnetSocCode[]]>(
    codes: Codes,
    scope: TransitionScope,
  ): Promise<NamedSides<SidesOf<Codes>>> {
    const chosen = await this.releases.choose(scope.release);
    const meant = codes.map((code) => this.occupations.meant(code, chosen));
    await Promise.all(meant.map(({ code }) => this.occupations.getIn(chosen, code)));
    // What was completed for one of them is in the view of the others only now.
    const { view } = await this.occupations.getIn(chosen, meant[0]?.code ?? codes[0]);
    requireDomains(view);
    const sides = meant.map(({ code, replaces }) => {
      const side = sideIn(view, code, scope.estimates);
      return side && { ...side, replaces };
    });
    const unrated = meant.flatMap(({ code }, i) => (sides[i] === null ? code : []));
    if (unrated.length === 0) return { view, sides: sides as unknown as SidesOf<Codes> };
    // It says why there are no ratings, or has got them meanwhile.
    await this.profiles.ratedIn(view, ...unrated);
    return this.of(codes, scope);
  }
}

/** @throws PartNotInReleaseError for a release without skills or knowledge, which similarity is about */
export function requireDomains(view: ReleaseView): void {
  const index = view.get(PROFILES);
  const missing = NEEDED.find((domain) => index.elements(domain).length === 0);
  if (missing) throw new PartNotInReleaseError(missing, view.release.name);
}
