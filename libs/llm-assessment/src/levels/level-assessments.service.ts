import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { ProfilesService, type Assessor, type ProfileIndex } from '@app/skills';
import { askInRounds } from '../calls/ask-in-rounds';
import { ModelCaller } from '../calls/model-caller';
import type { Patience } from '../calls/retry-policy';
import { LEVEL_PROMPT_VERSION, levelPrompt } from '../prompts/level-prompt';
import { PromptFactsService } from '../prompt-facts.service';
import type { LevelFacts, Prompt } from '../prompts/llm-request';
import { parseLevels } from '../replies/parse-levels';
import { ClaimsService } from '../store/claims.service';
import { AssessmentStore, type AssessmentKey } from './assessment-store';
import { onHalfSteps } from './half-steps';
import type { LlmAssessment } from '../store/llm-assessment.entity';

interface AssessmentOptions {
  /** Where a person comes from, for explanations that say what carries over; gaps are never computed from these. */
  readonly source?: OnetSocCode | null;
  readonly patience?: Patience;
  /** Once it is aborted, nothing is tried again. */
  readonly signal?: AbortSignal;
}

/** Gets the levels that an occupation needs from the language model, once for a release, a model and a wording. */
@Injectable()
export class LevelAssessmentsService {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly facts: PromptFactsService,
    private readonly claims: ClaimsService,
    private readonly caller: ModelCaller,
    private readonly store: AssessmentStore,
  ) {}

  /** Who assesses now. */
  get assessor(): Assessor {
    return { ...this.caller.author, promptVersion: LEVEL_PROMPT_VERSION };
  }

  /**
   * The assessment of an occupation, made now if there is none.
   * @throws OccupationNotFoundError, OccupationNotRatedError, LlmUnavailableError, LlmBudgetExceededError,
   *   LlmReplyRejectedError
   */
  async assess(code: OnetSocCode, { source = null, ...asking }: AssessmentOptions = {}): Promise<LlmAssessment> {
    this.assertConfigured();
    const { index } = await (source === null ? this.profiles.rated(code) : this.profiles.rated(code, source));
    const key = this.keyOf(index, code, source);
    const assessment = await this.claims.once({
      key: claimKeyOf(key),
      subject: code,
      find: () => this.store.find(key),
      get: async () => {
        const collected = await this.collect(this.facts.ofLevels(index, code, source), index, asking);
        return this.store.save(key, index.release, collected);
      },
    });
    await this.store.show(assessment);
    return assessment;
  }

  /** @throws LlmUnavailableError */
  assertConfigured(): void {
    this.caller.assertConfigured();
  }

  /** Nobody bills it. */
  get isFree(): boolean {
    return this.caller.isFree;
  }

  /** The first question about an occupation. */
  promptOf(index: ProfileIndex, code: OnetSocCode): Prompt {
    return levelPrompt(this.facts.ofLevels(index, code, null));
  }

  /** Codes of the release that is served which this assessor has assessed. */
  async assessedCodes(index: ProfileIndex): Promise<ReadonlySet<OnetSocCode>> {
    return this.store.assessedCodes(this.keyOf(index, '', null));
  }

  private keyOf(index: ProfileIndex, onetSocCode: OnetSocCode, source: OnetSocCode | null): AssessmentKey {
    const { checksum: releaseChecksum } = index.release;
    return { releaseChecksum, onetSocCode, sourceOnetSocCode: source ?? '', ...this.assessor };
  }

  private collect(
    facts: LevelFacts,
    { release }: ProfileIndex,
    { patience = 'brief', signal }: Omit<AssessmentOptions, 'source'>,
  ) {
    const { code } = facts.occupation;
    const subject = { purpose: 'levels', release, code, fromCode: facts.source?.code ?? '' } as const;
    const asked = facts.skills.map(({ elementId }) => elementId);
    return askInRounds(asked, code, (missing, round) => {
      const skills = facts.skills.filter(({ elementId }) => missing.includes(elementId));
      const missingFacts = { ...facts, skills };
      return this.caller.ask({
        request: { prompt: levelPrompt(missingFacts), facts: missingFacts },
        parse: (reply) => onHalfSteps(parseLevels(reply, { code, skills })),
        ...{ subject, asked: missing, round, patience, signal },
      });
    });
  }
}

function claimKeyOf({ releaseChecksum, onetSocCode, sourceOnetSocCode, ...assessor }: AssessmentKey): string {
  const { provider, model, promptVersion } = assessor;
  return ['levels', releaseChecksum.slice(0, 16), onetSocCode, sourceOnetSocCode, provider, model, promptVersion].join(
    ':',
  );
}
