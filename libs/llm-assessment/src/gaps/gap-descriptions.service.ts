import { Injectable } from '@nestjs/common';
import type { LevelGap } from '@app/skill-gap';
import type { AssessedProfile, ProfileIndex } from '@app/skills';
import { askInRounds } from '../calls/ask-in-rounds';
import { ModelCaller } from '../calls/model-caller';
import { GAP_PROMPT_VERSION, gapPrompt } from '../prompts/gap-prompt';
import { PromptFactsService } from '../prompt-facts.service';
import { parseGapTexts } from '../replies/parse-gap-texts';
import { ClaimsService } from '../store/claims.service';
import type { LlmGapDescription } from '../store/llm-gap-description.entity';
import { GapStore } from './gap-store';

/** A gap between two assessments, as it was computed. */
export interface AssessedGap {
  readonly index: ProfileIndex;
  readonly from: AssessedProfile;
  readonly to: AssessedProfile;
  readonly gaps: readonly LevelGap[];
}

/** Has the gaps described that were computed: the model writes texts, it never says what is a gap. */
@Injectable()
export class GapDescriptionsService {
  constructor(
    private readonly facts: PromptFactsService,
    private readonly claims: ClaimsService,
    private readonly caller: ModelCaller,
    private readonly store: GapStore,
  ) {}

  /**
   * One description for each gap, written now if there are none; nobody is asked about no gap.
   * @throws LlmUnavailableError, LlmBudgetExceededError, LlmReplyRejectedError
   */
  async describe(gap: AssessedGap): Promise<readonly LlmGapDescription[]> {
    if (gap.gaps.length === 0) return [];
    const { from, to } = gap;
    const key = { fromAssessmentId: from.id, toAssessmentId: to.id, promptVersion: GAP_PROMPT_VERSION };
    return this.claims.once({
      key: ['gap', from.id, to.id, GAP_PROMPT_VERSION].join(':'),
      subject: `the gap from ${from.code} to ${to.code}`,
      find: () => this.store.find(key),
      get: async () => this.store.save(key, await this.collect(gap)),
    });
  }

  private collect({ index, from, to, gaps: computed }: AssessedGap) {
    const [fromCode, code] = [from.code, to.code];
    const facts = this.facts.ofGap(index, fromCode, code, computed);
    const subject = { purpose: 'gap', release: index.release, code, fromCode } as const;
    const asked = facts.gaps.map(({ elementId }) => elementId);
    return askInRounds(asked, `the gap from ${fromCode} to ${code}`, (missing, round) => {
      const gaps = facts.gaps.filter(({ elementId }) => missing.includes(elementId));
      const missingFacts = { ...facts, gaps };
      return this.caller.ask({
        request: { prompt: gapPrompt(missingFacts), facts: missingFacts },
        parse: (reply) => parseGapTexts(reply, { fromCode, toCode: code, gaps }),
        ...{ subject, asked: missing, round, patience: 'brief' },
      });
    });
  }
}
