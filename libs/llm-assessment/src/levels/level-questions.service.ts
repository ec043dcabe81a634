import { Injectable } from '@nestjs/common';
import type { ElementId, OnetSocCode } from '@app/onet';
import type { Assessor, ProfileIndex } from '@app/skills';
import { askInRounds, fillInRounds, type Collected } from '../calls/ask-in-rounds';
import { ModelCaller } from '../calls/model-caller';
import type { Patience } from '../calls/retry-policy';
import { LEVEL_PROMPT_VERSION, levelPrompt } from '../prompts/level-prompt';
import { PromptFactsService } from '../prompt-facts.service';
import type { LevelFacts, Prompt } from '../prompts/llm-request';
import { parseLevels } from '../replies/parse-levels';
import type { AssessedLevel } from '../replies/parsed-reply';
import { onHalfSteps } from './half-steps';

/** How to ask. */
export interface Asking {
  readonly patience?: Patience;
  /** Once it is aborted, nothing is tried again. */
  readonly signal?: AbortSignal;
}

/** The occupation whose levels are asked for. */
export interface LevelSubject {
  readonly index: ProfileIndex;
  readonly code: OnetSocCode;
  /** The occupation that a person comes from, if the explanations are to say what carries over. */
  readonly source: OnetSocCode | null;
}

/** Puts the questions about levels to the language model. */
@Injectable()
export class LevelQuestionsService {
  constructor(
    private readonly facts: PromptFactsService,
    private readonly caller: ModelCaller,
  ) {}

  /** The provider, the model and the prompt that assess now. */
  get assessor(): Assessor {
    return { ...this.caller.author, promptVersion: LEVEL_PROMPT_VERSION };
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
  promptOf({ index, code, source }: LevelSubject): Prompt {
    return levelPrompt(this.facts.ofLevels(index, code, source));
  }

  /**
   * The levels of all rated skills.
   * @throws LlmUnavailableError, LlmBudgetExceededError, LlmReplyRejectedError if there is not one level in the end
   */
  async askForAll(subject: LevelSubject, asking: Asking): Promise<Collected<AssessedLevel>> {
    const { index, code, source } = subject;
    const facts = this.facts.ofLevels(index, code, source);
    const asked = facts.skills.map(({ elementId }) => elementId);
    return askInRounds(asked, code, (missing, round) => this.ask({ subject, facts, missing, round }, asking));
  }

  /** The levels of some skills, as far as they are to be had. */
  async askFor(ids: readonly ElementId[], subject: LevelSubject, asking: Asking): Promise<Collected<AssessedLevel>> {
    const { index, code, source } = subject;
    const facts = this.facts.ofLevels(index, code, source);
    return fillInRounds(ids, (missing, round) => this.ask({ subject, facts, missing, round }, asking));
  }

  private ask({ subject, facts, missing, round }: LevelQuestion, { patience = 'brief', signal }: Asking) {
    const { index, code, source } = subject;
    const skills = facts.skills.filter(({ elementId }) => missing.includes(elementId));
    const missingFacts = { ...facts, skills };
    return this.caller.ask({
      subject: { purpose: 'levels', release: index.release, code, fromCode: source ?? '' },
      request: { prompt: levelPrompt(missingFacts), facts: missingFacts },
      parse: (reply) => onHalfSteps(parseLevels(reply, { code, skills })),
      ...{ asked: missing, round, patience, signal },
    });
  }
}

interface LevelQuestion {
  readonly subject: LevelSubject;
  readonly facts: LevelFacts;
  readonly missing: readonly ElementId[];
  readonly round: number;
}
