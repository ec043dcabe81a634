import { Injectable, Logger } from '@nestjs/common';
import type { ElementId } from '@app/onet';
import type { LevelGap } from '@app/skill-gap';
import type { AssessedProfile, ProfileIndex } from '@app/skills';
import { askInRounds, fillInRounds } from '../calls/ask-in-rounds';
import { ModelCaller } from '../calls/model-caller';
import { fillWithin } from '../calls/fill-within';
import { LlmBudgetExceededError, LlmReplyRejectedError, LlmUnavailableError } from '../llm.errors';
import { GAP_PROMPT_VERSION, gapPrompt } from '../prompts/gap-prompt';
import { PromptFactsService } from '../prompt-facts.service';
import type { GapFacts } from '../prompts/llm-request';
import { parseGapTexts } from '../replies/parse-gap-texts';
import { ClaimsService, type Errand } from '../store/claims.service';
import type { LlmGapDescription } from '../store/llm-gap-description.entity';
import { GapStore, type GapKey } from './gap-store';

/** A gap between two assessments, as it was computed. */
export interface AssessedGap {
  readonly index: ProfileIndex;
  readonly from: AssessedProfile;
  readonly to: AssessedProfile;
  readonly gaps: readonly LevelGap[];
}

/** Has the computed gaps described: the model writes texts, it never decides which skills are gaps. */
@Injectable()
export class GapDescriptionsService {
  private readonly logger = new Logger('LanguageModel');

  constructor(
    private readonly facts: PromptFactsService,
    private readonly claims: ClaimsService,
    private readonly caller: ModelCaller,
    private readonly store: GapStore,
  ) {}

  /** The descriptions that are to be had: those that are missing are written now, if the model can be asked and writes. */
  async describe(gap: AssessedGap): Promise<readonly LlmGapDescription[]> {
    if (gap.gaps.length === 0) return [];
    const { from, to } = gap;
    const key = { fromAssessmentId: from.id, toAssessmentId: to.id, promptVersion: GAP_PROMPT_VERSION };
    const isBegun = (await this.store.find(key)).length > 0;
    const work = this.claims.once(this.errand(gap, key));
    try {
      return await (isBegun ? fillWithin(work) : work);
    } catch (error) {
      if (!isOfModel(error)) throw error;
      this.logger.warn(`The gap from ${from.code} to ${to.code} is answered without texts: ${error.message}`);
      return this.store.find(key);
    }
  }

  private errand(gap: AssessedGap, key: GapKey): Errand<readonly LlmGapDescription[]> {
    const { from, to } = gap;
    const subject = `the gap from ${from.code} to ${to.code}`;
    const facts = this.facts.ofGap(gap.index, from.code, to.code, gap.gaps);
    const ids = facts.gaps.map(({ elementId }) => elementId);
    return {
      // Levels that were added make more gaps.
      key: ['gap', `${from.id}.${from.revision}`, `${to.id}.${to.revision}`, GAP_PROMPT_VERSION].join(':'),
      subject,
      find: async () => {
        const stored = await this.store.find(key);
        return this.store.missing(ids, stored).length === 0 ? stored : null;
      },
      get: async () => {
        const stored = await this.store.find(key);
        const missing = this.store.missing(ids, stored);
        const ask = (some: readonly ElementId[], round: number) => this.ask(gap, facts, some, round);
        const asking = stored.length === 0 ? askInRounds(missing, subject, ask) : fillInRounds(missing, ask);
        const collected = await asking;
        await this.store.add(key, collected);
        if (collected.interruption) throw collected.interruption;
        return this.store.find(key);
      },
    };
  }

  private ask({ index, from, to }: AssessedGap, facts: GapFacts, missing: readonly ElementId[], round: number) {
    const gaps = facts.gaps.filter(({ elementId }) => missing.includes(elementId));
    const missingFacts = { ...facts, gaps };
    const [fromCode, code] = [from.code, to.code];
    return this.caller.ask({
      subject: { purpose: 'gap', release: index.release, code, fromCode },
      request: { prompt: gapPrompt(missingFacts), facts: missingFacts },
      parse: (reply) => parseGapTexts(reply, { fromCode, toCode: code, gaps }),
      ...{ asked: missing, round, patience: 'brief' },
    });
  }
}

/** True for an error that keeps the model from writing; the gap is computed without it. */
function isOfModel(error: unknown): error is Error {
  return [LlmUnavailableError, LlmBudgetExceededError, LlmReplyRejectedError].some((kind) => error instanceof kind);
}
