import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { DomainError, type ErrorCode, type OnetSocCode } from '@app/onet';
import { ProfilesService, type ProfileIndex } from '@app/skills';
import { BudgetService } from '../calls/budget.service';
import { charactersOf, costOf } from '../calls/price';
import { LevelAssessmentsService } from '../levels/level-assessments.service';
import { UsageService, type CallTokens } from '../usage/usage.service';
import {
  guessTokens,
  sortOut,
  type BulkChoice,
  type BulkEstimate,
  type BulkPlan,
  type LeftOccupation,
} from './bulk-plan';

/** Prompts of a release are about equally long: a few of them tell the length of all. */
const PROMPTS_MEASURED = 10;

/** They say something of one occupation; the others can be assessed all the same. */
const ABOUT_ONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['OCCUPATION_NOT_FOUND', 'OCCUPATION_NOT_RATED', 'ONET_UNAVAILABLE'] as const),
]);

/** Plans the assessment of many occupations and estimates its cost, before anybody pays for it. */
@Injectable()
export class BulkPlanner {
  constructor(
    private readonly config: AppConfig,
    private readonly profiles: ProfilesService,
    private readonly levels: LevelAssessmentsService,
    private readonly usage: UsageService,
    private readonly budget: BudgetService,
  ) {}

  /**
   * @param choice `holes`: nothing but the missing levels of occupations that are assessed
   * @param codes null: every rated occupation of the release
   * @throws OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError if none of them can be assessed;
   *   NoReleasePublishedError; LlmUnavailableError if there is nobody to ask
   */
  async plan(codes: readonly OnetSocCode[] | null, choice: BulkChoice = 'open'): Promise<BulkPlan> {
    this.levels.assertConfigured();
    const asked = [...new Set(codes)];
    const left = await this.whatIsLeft(asked);
    if (left[0] && left.length === asked.length) throw left[0].error;
    const index = this.profiles.current;
    const leftCodes = left.map(({ code }) => code);
    const wanted = codes ? asked.filter((code) => !leftCodes.includes(code)) : [...index.ratedCodes()].sort();
    const sorted = sortOut(wanted, await this.levels.states(index), choice);
    return { ...sorted, choice, left, estimate: await this.estimate(index, sorted.codes) };
  }

  /** Each by itself, so that one that has no ratings does not keep the others from being completed. */
  private async whatIsLeft(codes: readonly OnetSocCode[]): Promise<LeftOccupation[]> {
    const checked = await Promise.allSettled(codes.map(async (code) => this.profiles.rated(code)));
    return checked.flatMap((check, i): LeftOccupation[] => {
      const code = codes[i];
      if (check.status === 'fulfilled' || code === undefined) return [];
      const error: unknown = check.reason;
      if (!(error instanceof DomainError) || !ABOUT_ONE.has(error.code)) throw error;
      return [{ code, error }];
    });
  }

  private async estimate(index: ProfileIndex, codes: readonly OnetSocCode[]): Promise<BulkEstimate> {
    const measured = await this.usage.measuredTokens(this.levels.assessor);
    const { promptTokens, outputTokens } = measured ?? this.guess(index, codes);
    const total = { promptTokens: codes.length * promptTokens, outputTokens: codes.length * outputTokens };
    const { leftUsd: budgetLeftUsd } = await this.budget.state();
    return {
      calls: codes.length,
      ...total,
      costUsd: this.levels.isFree ? 0 : costOf(total, this.config.llm.price),
      basedOnCalls: measured?.calls ?? 0,
      budgetLeftUsd,
    };
  }

  private guess(index: ProfileIndex, codes: readonly OnetSocCode[]): CallTokens {
    const step = Math.max(1, Math.floor(codes.length / PROMPTS_MEASURED));
    const some = codes.filter((_code, i) => i % step === 0);
    const prompts = some.map((code) => this.levels.promptOf(index, code));
    const characters = prompts.reduce((sum, prompt) => sum + charactersOf(prompt), 0);
    return guessTokens(characters / Math.max(some.length, 1), index.skills.length);
  }
}
