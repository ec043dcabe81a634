import { Injectable } from '@nestjs/common';
import { OccupationsService, type OccupationEntry } from '@app/occupations';
import { PinnedReleases, requiredPart, type ReleaseView } from '@app/releases';
import { TECHNOLOGY } from '@app/requirements';
import type { GapInRelease } from '../plain/gap-request';
import { compareWorkIn, technologyGapIn } from './requirement-gaps';
import type { TechnologyGapDto } from './requirement-gaps.dto';
import type { WorkComparisonDto } from './work-gap.dto';

/** Two occupations of one release, rated or not. */
export interface OccupationPair {
  readonly view: ReleaseView;
  readonly from: OccupationEntry;
  readonly to: OccupationEntry;
}

/** What two occupations require beside ratings, compared. */
@Injectable()
export class RequirementGapsService {
  constructor(
    private readonly releases: PinnedReleases,
    private readonly occupations: OccupationsService,
  ) {}

  /** @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationNotFoundError, OnetUnavailableError */
  async pair({ from, to, release }: GapInRelease): Promise<OccupationPair> {
    const chosen = await this.releases.choose(release);
    await Promise.all([this.occupations.getIn(chosen, from), this.occupations.getIn(chosen, to)]);
    // What was completed for the one is in the view of the other only now.
    const [source, target] = [await this.occupations.getIn(chosen, from), await this.occupations.getIn(chosen, to)];
    return { view: target.view, from: source.occupation, to: target.occupation };
  }

  /** @throws PartNotInReleaseError */
  work({ view, from, to }: OccupationPair): WorkComparisonDto {
    return compareWorkIn(view, from.code, to.code);
  }

  /**
   * Null where O*NET has no list of one of the two.
   * @throws PartNotInReleaseError
   */
  technology({ view, from, to }: OccupationPair): TechnologyGapDto | null {
    requiredPart(view, TECHNOLOGY, 'technology');
    return technologyGapIn(view, from.code, to.code);
  }
}
