import { Injectable } from '@nestjs/common';
import { KeptAnswers, type ReplacedCodes } from '@app/http';
import { OccupationsService } from '@app/occupations';
import { PinnedReleases } from '@app/releases';
import { PROFILES, ProfilesService, type ProfileIndex } from '@app/skills';
import { tellReplacedIn } from '../asked/tell-replaced';
import type { GapInRelease } from '../plain/gap-request';
import { AnalysisText } from './analysis-text';
import { analyse, type AnalysedPair, type AnalysisScope } from './gap-analysis';
import { sideIn, type Side } from '../sides/side';

/** Some sixty answers: a page that is reloaded, a link that is shared, an occupation that everybody asks for. */
const KEPT_BYTES = 4 * 2 ** 20;

@Injectable()
export class GapAnalysisService {
  private readonly answers = new KeptAnswers(KEPT_BYTES);
  private readonly texts = new WeakMap<ProfileIndex, AnalysisText>();

  constructor(
    private readonly occupations: OccupationsService,
    private readonly profiles: ProfilesService,
    private readonly releases: PinnedReleases,
  ) {}

  /**
   * Both occupations, completed on demand where the release is the current one.
   * @param mayEstimate false to take ratings of O*NET alone
   * @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationNotFoundError, OccupationNotRatedError,
   *   OnetUnavailableError
   */
  async pair(asked: Omit<GapInRelease, 'replaced'>, mayEstimate: boolean): Promise<AnalysedPair<Side>> {
    const chosen = await this.releases.choose(asked.release);
    const [{ view }] = await Promise.all([
      this.occupations.getIn(chosen, asked.from),
      this.occupations.getIn(chosen, asked.to),
    ]);
    const [from, to] = [sideIn(view, asked.from, mayEstimate), sideIn(view, asked.to, mayEstimate)];
    if (from && to) return { view, index: view.get(PROFILES), from, to };
    // It says why there are no ratings, or has got them meanwhile.
    await this.profiles.ratedIn(view, ...[from ? [] : asked.from, to ? [] : asked.to].flat());
    return this.pair(asked, mayEstimate);
  }

  /**
   * The analysis as it is sent: made, or kept from a while ago.
   * @param etag names the answer: release, codes and scope
   * @throws as `write`
   */
  answer(
    etag: string,
    asked: { pair: AnalysedPair; replaced: ReplacedCodes },
    scope: AnalysisScope,
  ): Buffer | Promise<Buffer> {
    // Bytes, as Fastify would have a text looked through for what is not ASCII.
    return this.answers.answer(etag, () =>
      Buffer.from(tellReplacedIn(this.write(asked.pair, scope), asked.replaced), 'latin1'),
    );
  }

  /**
   * The analysis as JSON, a `GapAnalysisDto`, in ASCII.
   * @throws PartNotInReleaseError for a domain that the release does not have
   */
  write(pair: AnalysedPair, scope: AnalysisScope): string {
    const text = this.texts.get(pair.index) ?? new AnalysisText(pair.index);
    this.texts.set(pair.index, text);
    return text.write(analyse(pair, scope), scope);
  }
}
