import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { ProfilesService, type Assessor, type ProfileIndex } from '@app/skills';
import { fillWithin } from '../calls/fill-within';
import type { Prompt } from '../prompts/llm-request';
import { ClaimsService, type Errand } from '../store/claims.service';
import type { LlmAssessment } from '../store/llm-assessment.entity';
import type { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';
import { AssessedLevelsPart } from './assessed-levels-part';
import { AssessmentStore, type AssessmentKey, type AssessmentState } from './assessment-store';
import type { WantedHoles } from './holes';
import { LevelQuestionsService, type Asking, type LevelSubject } from './level-questions.service';

interface AssessmentOptions extends Asking {
  /** The occupation a person comes from, for explanations of what carries over; gaps are never computed from these. */
  readonly source?: OnetSocCode | null;
  /** Which levels that are missing are asked for again. */
  readonly holes?: WantedHoles;
}

/**
 * Gets the levels that an occupation needs from the language model, once for a release, a model and a wording. Levels
 * that an error left open are asked for later, alone, and added.
 */
@Injectable()
export class LevelAssessmentsService {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly questions: LevelQuestionsService,
    private readonly claims: ClaimsService,
    private readonly store: AssessmentStore,
    private readonly assessedLevels: AssessedLevelsPart,
  ) {}

  /** The provider, the model and the prompt that assess now. */
  get assessor(): Assessor {
    return this.questions.assessor;
  }

  /**
   * The assessment of an occupation, made now if there is none. A caller that waits for it gets it with holes where
   * something is missing and cannot be had now; a patient run gets the error.
   * @throws OccupationNotFoundError, OccupationNotRatedError, LlmUnavailableError, LlmBudgetExceededError,
   *   LlmReplyRejectedError
   */
  async assess(
    code: OnetSocCode,
    { source = null, holes = 'due', ...asking }: AssessmentOptions = {},
  ): Promise<LlmAssessment> {
    this.assertConfigured();
    const { index } = await (source === null ? this.profiles.rated(code) : this.profiles.rated(code, source));
    const errand = this.errand({ index, code, source }, holes, asking);
    const assessment = await (asking.patience === 'patient' ? this.claims.once(errand) : this.getNow(errand));
    if (source === null) await this.assessedLevels.takeUp(assessment);
    return assessment;
  }

  /** @throws LlmUnavailableError */
  assertConfigured(): void {
    this.questions.assertConfigured();
  }

  /** Nobody bills it. */
  get isFree(): boolean {
    return this.questions.isFree;
  }

  /** The first question about an occupation. */
  promptOf(index: ProfileIndex, code: OnetSocCode): Prompt {
    return this.questions.promptOf({ index, code, source: null });
  }

  /** How far this assessor is with the occupations of the release that is served. */
  async states(index: ProfileIndex): Promise<ReadonlyMap<OnetSocCode, AssessmentState>> {
    return this.store.states(this.keyOf({ index, code: '', source: null }));
  }

  /** The skills of an occupation of the served release that this assessor gave no level; none if it is not assessed. */
  async holesOf(code: OnetSocCode): Promise<{ readonly asked: number; readonly holes: readonly LlmSkillAssessment[] }> {
    const assessment = await this.store.find(this.keyOf({ index: this.profiles.current, code, source: null }));
    return { asked: assessment?.asked ?? 0, holes: assessment ? await this.store.holes(assessment.id) : [] };
  }

  /** A stored assessment is an answer, where the rest is not to be had or takes long. */
  private async getNow(errand: AssessmentErrand): Promise<LlmAssessment> {
    const isStored = (await this.store.find(errand.of)) !== null;
    const work = this.claims.once(errand);
    try {
      return await (isStored ? fillWithin(work) : work);
    } catch (error) {
      const stored = await this.store.find(errand.of);
      if (!stored) throw error;
      return stored;
    }
  }

  private errand(subject: LevelSubject, holes: WantedHoles, asking: Asking): AssessmentErrand {
    const key = this.keyOf(subject);
    return {
      of: key,
      key: claimKeyOf(key),
      subject: subject.code,
      find: async () => {
        const stored = await this.store.find(key);
        return stored && !this.store.isWanted(stored, holes) ? stored : null;
      },
      get: async () => {
        const stored = await this.store.find(key);
        return stored ? this.fill(stored, subject, asking) : this.begin(key, subject, asking);
      },
    };
  }

  private async begin(key: AssessmentKey, subject: LevelSubject, asking: Asking): Promise<LlmAssessment> {
    const collected = await this.questions.askForAll(subject, asking);
    const assessment = await this.store.save(key, subject.index.release, collected);
    if (collected.interruption) throw collected.interruption;
    return assessment;
  }

  private async fill(stored: LlmAssessment, subject: LevelSubject, asking: Asking): Promise<LlmAssessment> {
    const holes = await this.store.holes(stored.id);
    const missing = holes.map(({ elementId }) => elementId);
    const collected = await this.questions.askFor(missing, subject, asking);
    const assessment = await this.store.add(stored, collected);
    if (collected.interruption) throw collected.interruption;
    return assessment;
  }

  private keyOf({ index, code: onetSocCode, source }: LevelSubject): AssessmentKey {
    const { checksum: releaseChecksum } = index.release;
    return { releaseChecksum, onetSocCode, sourceOnetSocCode: source ?? '', ...this.assessor };
  }
}

interface AssessmentErrand extends Errand<LlmAssessment> {
  readonly of: AssessmentKey;
}

function claimKeyOf({ releaseChecksum, onetSocCode, sourceOnetSocCode, ...assessor }: AssessmentKey): string {
  const { provider, model, promptVersion } = assessor;
  return ['levels', releaseChecksum.slice(0, 16), onetSocCode, sourceOnetSocCode, provider, model, promptVersion].join(
    ':',
  );
}
