import { Injectable } from '@nestjs/common';
import { OccupationsService, type OccupationEntry } from '@app/occupations';
import { PinnedReleases, requiredPart, type ReleaseView } from '@app/releases';
import { ACTIVITIES, TECHNOLOGY } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';
import type { GapInRelease } from '../plain/gap-request';
import { technologyJson } from './technology-text';
import { workMembers } from './work-text';

/** Two occupations of one release, rated or not. */
export interface OccupationPair {
  readonly view: ReleaseView;
  readonly from: OccupationEntry;
  readonly to: OccupationEntry;
}

/** What is compared of two occupations. */
export type Comparison = 'work' | 'technology';

/** What two occupations require beside ratings, compared. */
@Injectable()
export class RequirementGapsService {
  constructor(
    private readonly releases: PinnedReleases,
    private readonly occupations: OccupationsService,
  ) {}

  /**
   * Both occupations, in a release that has what is compared: one that lacks it must not get the tag of an answer.
   * @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationNotFoundError, OnetUnavailableError,
   *   PartNotInReleaseError
   */
  async pair(comparison: Comparison, { from, to, release }: Omit<GapInRelease, 'replaced'>): Promise<OccupationPair> {
    const chosen = await this.releases.choose(release);
    await Promise.all([this.occupations.getIn(chosen, from), this.occupations.getIn(chosen, to)]);
    // What was completed for the one is in the view of the other only now.
    const [source, target] = [await this.occupations.getIn(chosen, from), await this.occupations.getIn(chosen, to)];
    requirePart(comparison, target.view);
    return { view: target.view, from: source.occupation, to: target.occupation };
  }

  /**
   * A `WorkGapDto` in ASCII.
   * @throws PartNotInReleaseError
   */
  work({ view, from, to }: OccupationPair): string {
    return `${this.begin(view, from, to)},${workMembers(view, [from.code], to.code)}}`;
  }

  /** A `TechnologyGapAnswerDto` in ASCII. */
  technology({ view, from, to }: OccupationPair): string {
    return `${this.begin(view, from, to)},"technology":${technologyJson(view, [from.code], to.code)}}`;
  }

  private begin({ release }: ReleaseView, ...sides: [OccupationEntry, OccupationEntry]): string {
    const [from, to] = sides.map(({ code, title }) => ({ code, title }));
    return asciiJson({ release: release.name, from, to }).slice(0, -1);
  }
}

function requirePart(comparison: Comparison, view: ReleaseView): void {
  switch (comparison) {
    case 'work':
      requiredPart(view, ACTIVITIES, 'activities');
      return;
    case 'technology':
      requiredPart(view, TECHNOLOGY, 'technology');
  }
}
