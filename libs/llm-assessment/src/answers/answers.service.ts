import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { compareAssessed } from '@app/skill-gap';
import { Clock } from '@app/outside';
import { within } from '@app/outside';
import { ServedRelease } from '@app/releases';
import { ASSESSED_LEVELS, PROFILES, type AssessedProfile, type ProfileIndex } from '@app/skills';
import { LRUCache } from 'lru-cache';
import { GapDescriptionsService, type AssessedGap } from '../gaps/gap-descriptions.service';
import { AssessmentStore } from '../levels/assessment-store';
import { isDue } from '../levels/holes';
import { LevelAssessmentsService } from '../levels/level-assessments.service';
import { LlmUnavailableError } from '../llm.errors';
import type { OccupationAssessmentDto } from './occupation-assessment.dto';
import { toAssessment, toSkillGap } from './write-answers';

/** Load balancers cut connections after a minute; the work goes on, and a client that asks again finds it done. */
const WAIT_MS = 55_000;
const ASK_AGAIN_MS = 10_000;
const ATTEMPTS = 3;
/** Characters: some two thousand answers. A whole answer never changes, so the oldest only make room. */
const REMEMBERED = 16_000_000;

/** A gap with its answer as JSON. */
export interface AnsweredGap extends AssessedGap {
  readonly text: string;
  /** Gaps with a text. */
  readonly described: number;
}

/** Answers from stored replies of the model, and has the model asked where nobody has asked it yet. */
@Injectable()
export class AnswersService {
  private readonly texts = new LRUCache<string, string>({
    maxSize: REMEMBERED,
    sizeCalculation: ({ length }) => length,
  });

  constructor(
    private readonly served: ServedRelease,
    private readonly levels: LevelAssessmentsService,
    private readonly descriptions: GapDescriptionsService,
    private readonly store: AssessmentStore,
    private readonly clock: Clock,
  ) {}

  /**
   * The gap by levels of the model, each gap described as far as the model can be had.
   * @throws OccupationNotFoundError, OccupationNotRatedError, LlmUnavailableError, LlmBudgetExceededError,
   *   LlmReplyRejectedError
   */
  async skillGap(from: OnetSocCode, to: OnetSocCode): Promise<AnsweredGap> {
    return withinTime(this.answerGap(from, to));
  }

  /** The model's answer for each skill of an occupation; throws as above. */
  async assessment(code: OnetSocCode, source: OnetSocCode | null): Promise<OccupationAssessmentDto> {
    const assessment = await withinTime(this.levels.assess(code, { source }));
    const skills = await this.store.skills(assessment.id);
    return toAssessment(this.served.current.get(PROFILES), assessment, skills);
  }

  private async answerGap(fromCode: OnetSocCode, toCode: OnetSocCode): Promise<AnsweredGap> {
    const { index, from, to } = await this.assessBoth(fromCode, toCode);
    const gap = { index, from, to, gaps: compareAssessed(from.levels, to.levels) };
    const key = [index.release.id, index.release.revision, revisionOf(from), revisionOf(to)].join(':');
    const remembered = this.texts.get(key);
    if (remembered !== undefined) return { ...gap, text: remembered, described: gap.gaps.length };
    const answer = toSkillGap(gap, await this.descriptions.describe(gap));
    const text = JSON.stringify(answer);
    const described = answer.skill_gaps.filter((one) => one.llm_gap_description !== null).length;
    // Missing texts may come later, and from any process.
    if (described === gap.gaps.length) this.texts.set(key, text);
    return { ...gap, text, described };
  }

  /** Both from one release; a release that is published meanwhile is assessed in turn. */
  private async assessBoth(fromCode: OnetSocCode, toCode: OnetSocCode) {
    for (let attempt = 0; ; attempt++) {
      const known = this.known(fromCode, toCode);
      // The model is asked once for open levels: the answer does not wait for levels that cannot be had.
      if (known && (attempt > 0 || !this.isDue(known))) return known;
      if (attempt === ATTEMPTS) break;
      await Promise.all([this.levels.assess(fromCode), this.levels.assess(toCode)]);
    }
    throw new LlmUnavailableError('another release is being published', { retryAfterMs: ASK_AGAIN_MS });
  }

  private isDue({ from, to }: AssessedLevelsOfPair): boolean {
    const now = this.clock.now();
    return isDue(from.retryAt, now) || isDue(to.retryAt, now);
  }

  /** The assessments of both as they are in memory; null where one is missing. */
  private known(fromCode: OnetSocCode, toCode: OnetSocCode): AssessedLevelsOfPair | null {
    const { current: view } = this.served;
    const assessed = view.get(ASSESSED_LEVELS);
    const from = assessed.find(fromCode, this.levels.assessor);
    const to = assessed.find(toCode, this.levels.assessor);
    return from && to ? { index: view.get(PROFILES), from, to } : null;
  }
}

/** Two occupations of one release, as one model assessed them. */
interface AssessedLevelsOfPair {
  readonly index: ProfileIndex;
  readonly from: AssessedProfile;
  readonly to: AssessedProfile;
}

/** Ends the waiting, not the work. */
async function withinTime<T>(work: Promise<T>): Promise<T> {
  const reason = `it has not answered within ${WAIT_MS / 1_000} s, and goes on working`;
  return within(work, WAIT_MS, () => {
    throw new LlmUnavailableError(reason, { retryAfterMs: ASK_AGAIN_MS, nextStep: 'Ask again.' });
  });
}

/** Names an assessment with the levels that it has now. */
export function revisionOf({ id, revision }: AssessedProfile): string {
  return `${id}.${revision}`;
}
