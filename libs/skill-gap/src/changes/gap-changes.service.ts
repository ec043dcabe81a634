import { Injectable } from '@nestjs/common';
import type { TwoReleases } from '@app/http';
import type { OnetSocCode } from '@app/onet';
import { SkillGapService } from '../plain/skill-gap.service';
import type { PairInReleases } from './gap-changes';

/** Two occupations, and the releases to compare them in. */
export interface ChangesAsked {
  readonly from: OnetSocCode;
  readonly to: OnetSocCode;
  readonly between: TwoReleases;
}

@Injectable()
export class GapChangesService {
  constructor(private readonly skillGaps: SkillGapService) {}

  /**
   * Both occupations in both releases, completed on demand where one of these is the current one.
   * @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationNotFoundError, OccupationNotRatedError,
   *   OnetUnavailableError
   */
  async pair({ from, to, between }: ChangesAsked): Promise<PairInReleases> {
    const before = await this.skillGaps.pair(from, to, between.before);
    return { before, after: await this.skillGaps.pair(from, to, between.after) };
  }
}
