import { Injectable } from '@nestjs/common';
import { InvalidParametersError, type RefusedParameter } from '@app/http';
import { AskedOccupations, OccupationsService, type Asked } from '@app/occupations';
import { DomainError, domainOf, type Domain } from '@app/onet';
import { PinnedReleases, type ReleaseView } from '@app/releases';
import { PROFILES, ProfilesService, type ProfileIndex } from '@app/skills';
import type { AnalysedPair } from '../gap-analysis/gap-analysis';
import { sideIn, type PersonSide } from '../sides/side';
import type { PersonRequest } from './person-body';
import { personSide, type PastSide, type SelfRatingsByDomain } from './person-side';
import { SeveralProblemsError } from './person.errors';

/** What a request says of a person, and which release it is held against. */
export type PersonAsked = Pick<PersonRequest, 'from' | 'estimates' | 'release'>;

export type PersonInRelease = Pick<AnalysedPair<PersonSide>, 'view' | 'index' | 'from'>;

/** An occupation of a request, and the field that names it. */
interface Named {
  readonly asked: Asked;
  readonly name: string;
}

/** Finds what is known of persons. What they say is kept nowhere, and nobody else is asked because of it. */
@Injectable()
export class PersonsService {
  constructor(
    private readonly asked: AskedOccupations,
    private readonly occupations: OccupationsService,
    private readonly profiles: ProfilesService,
    private readonly releases: PinnedReleases,
  ) {}

  /**
   * A person and the occupation that they want to go to, from the release as it is: nothing is completed on demand.
   * @throws NoReleasePublishedError, ReleaseNotFoundError; for occupations OccupationNotFoundError, OccupationNotRatedError,
   *   OccupationRetiredError, TitleAmbiguousError, TitleNotFoundError, or SeveralProblemsError for several of these;
   *   InvalidParametersError for elements that the release does not rate
   */
  async pair(request: PersonRequest): Promise<AnalysedPair<PersonSide>> {
    const target: Named = request.to
      ? { asked: request.to, name: 'to' }
      : { asked: { by: 'title', text: request.to_title ?? '' }, name: 'to_title' };
    const { sides, ...person } = await this.find(request, [target]);
    const [to] = sides;
    if (!to) throw new Error('the schema of the body lets a request through without a target');
    return { ...person, to };
  }

  /**
   * A person alone.
   * @throws as pair
   */
  async person(request: PersonAsked): Promise<PersonInRelease> {
    const { view, index, from } = await this.find(request, []);
    return { view, index, from };
  }

  private async find(
    request: PersonAsked,
    others: readonly Named[],
  ): Promise<PersonInRelease & { readonly sides: readonly PastSide[] }> {
    const { occupations, ratings } = request.from;
    const view = await this.releases.choose(request.release);
    const index = view.get(PROFILES);
    const said = selfRatings(index, ratings);
    const past = occupations.map((asked, i): Named => ({ asked, name: `from.occupations.${i}` }));
    const mayEstimate = request.estimates === 'on';
    const found = collect([...others, ...past].map((named) => () => this.side(view, named, mayEstimate)));
    const from = personSide(index, found.slice(others.length), said);
    return { view, index, from, sides: found.slice(0, others.length) };
  }

  private side(view: ReleaseView, { asked, name }: Named, mayEstimate: boolean): PastSide {
    const { code, replaces } = this.asked.meant(asked, view, name);
    this.occupations.get(code, null, view);
    const side = sideIn(view, code, mayEstimate) ?? this.profiles.refuseUnrated(view, code);
    return { ...side, replaces };
  }
}

/** All that can be found, or all that is wrong. */
function collect(finds: readonly (() => PastSide)[]): PastSide[] {
  const [found, errors]: [PastSide[], DomainError[]] = [[], []];
  for (const find of finds) {
    try {
      found.push(find());
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      errors.push(error);
    }
  }
  const [first, ...others] = errors;
  if (first) throw others.length > 0 ? new SeveralProblemsError([first, ...others]) : first;
  return found;
}

/** By position of the element in its domain. */
function selfRatings(index: ProfileIndex, ratings: PersonRequest['from']['ratings']): SelfRatingsByDomain {
  const said = new Map<Domain, Map<number, number>>();
  const problems: RefusedParameter[] = [];
  for (const [i, { element_id: id, level }] of ratings.entries()) {
    const domain = domainOf(id);
    const element = domain === null ? -1 : index.elements(domain).findIndex(({ elementId }) => elementId === id);
    if (domain === null || element < 0) {
      const detail = `is no element that occupations are rated on in release ${index.release.name}; /api/v1/elements lists them`;
      problems.push({ code: 'INVALID_PARAMETER', parameter: `from.ratings.${i}.element_id`, detail });
      continue;
    }
    said.set(domain, (said.get(domain) ?? new Map<number, number>()).set(element, Math.round(level * 100)));
  }
  const [first, ...others] = problems;
  if (first) throw new InvalidParametersError([first, ...others]);
  return said;
}
