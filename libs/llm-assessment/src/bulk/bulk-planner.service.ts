import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { OnetSocCode } from '@app/onet';
import { ProfilesService, type ProfileIndex } from '@app/skills';
import { BudgetService } from '../calls/budget.service';
import { charactersOf, costOf } from '../calls/price';
import { LevelAssessmentsService } from '../levels/level-assessments.service';
import { UsageService, type CallTokens } from '../usage/usage.service';
import { guessTokens, type BulkEstimate, type BulkPlan } from './bulk-plan';

/** Prompts of a release are about equally long: a few of them tell the length of all. */
const PROMPTS_MEASURED = 10;

/** Says what assessing many occupations will take, before anybody pays for it. */
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
   * @param codes null: every rated occupation of the release
   * @throws OccupationNotFoundError, OccupationNotRatedError, NoReleasePublishedError, LlmUnavailableError if there is
   *   nobody to ask
   */
  async plan(codes: readonly OnetSocCode[] | null): Promise<BulkPlan> {
    this.levels.assertConfigured();
    if (codes) await this.profiles.rated(...codes);
    const index = this.profiles.current;
    const wanted = codes ? [...new Set(codes)] : [...index.ratedCodes].sort();
    const assessed = await this.levels.assessedCodes(index);
    const left = wanted.filter((code) => !assessed.has(code));
    return {
      occupations: wanted.length,
      assessed: wanted.length - left.length,
      codes: left,
      estimate: await this.estimate(index, left),
    };
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
