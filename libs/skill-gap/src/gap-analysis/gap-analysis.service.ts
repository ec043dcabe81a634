import { Injectable } from '@nestjs/common';
import { OccupationsService } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { PROFILES, ProfilesService, type ProfileIndex } from '@app/skills';
import { AnalysisText } from './analysis-text';
import { analyse, type AnalysedPair, type AnalysisScope } from './gap-analysis';
import { sideIn } from './side';

@Injectable()
export class GapAnalysisService {
  private readonly texts = new WeakMap<ProfileIndex, AnalysisText>();

  constructor(
    private readonly occupations: OccupationsService,
    private readonly profiles: ProfilesService,
  ) {}

  /**
   * Both occupations, completed on demand.
   * @param mayEstimate false to take ratings of O*NET alone
   * @throws NoReleasePublishedError, OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError
   */
  async pair(fromCode: OnetSocCode, toCode: OnetSocCode, mayEstimate: boolean): Promise<AnalysedPair> {
    const [{ view }] = await Promise.all([
      this.occupations.getCompleted(fromCode),
      this.occupations.getCompleted(toCode),
    ]);
    const [from, to] = [sideIn(view, fromCode, mayEstimate), sideIn(view, toCode, mayEstimate)];
    if (from && to) return { view, index: view.get(PROFILES), from, to };
    // It says why there are no ratings, or has got them meanwhile.
    await this.profiles.rated(...[from ? [] : fromCode, to ? [] : toCode].flat());
    return this.pair(fromCode, toCode, mayEstimate);
  }

  /**
   * The analysis as JSON, a `GapAnalysisDto`.
   * @throws PartNotInReleaseError for a domain that the release does not have
   */
  write(pair: AnalysedPair, scope: AnalysisScope): string {
    const text = this.texts.get(pair.index) ?? new AnalysisText(pair.index);
    this.texts.set(pair.index, text);
    return text.write(analyse(pair, scope), scope);
  }
}
