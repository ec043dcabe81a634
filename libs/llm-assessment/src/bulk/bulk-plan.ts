import type { OnetSocCode } from '@app/onet';
import type { CallTokens } from '../usage/usage.service';

/** What assessing many occupations will take. */
export interface BulkPlan {
  /** Those that are asked for. */
  readonly occupations: number;
  /** Of them, those that are assessed already and cost nothing any more. */
  readonly assessed: number;
  readonly codes: readonly OnetSocCode[];
  readonly estimate: BulkEstimate;
}

/** As `AssessmentPlanDto` documents it. */
export interface PlanAnswer {
  readonly occupations: number;
  readonly assessed: number;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly based_on_calls: number;
  readonly budget_left_usd: number;
}

/** Calls, tokens and dollars that are to be expected. Asking again for what is missing comes on top. */
export interface BulkEstimate {
  readonly calls: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** Calls of the past whose tokens this is made from; 0: from the length of the prompts. */
  readonly basedOnCalls: number;
  /** What is left of today's budget. */
  readonly budgetLeftUsd: number;
}

/** The plan as programs get it. */
export function toPlanAnswer({ occupations, assessed, estimate }: BulkPlan): PlanAnswer {
  return {
    occupations,
    assessed,
    calls: estimate.calls,
    prompt_tokens: estimate.promptTokens,
    output_tokens: estimate.outputTokens,
    cost_usd: estimate.costUsd,
    based_on_calls: estimate.basedOnCalls,
    budget_left_usd: estimate.budgetLeftUsd,
  };
}

const CHARACTERS_A_TOKEN = 4;
/** Two short texts, an id, a name and a level. */
const OUTPUT_TOKENS_A_SKILL = 90;

/** Where nothing has been measured yet. */
export function guessTokens(promptCharacters: number, skills: number): CallTokens {
  return {
    promptTokens: Math.ceil(promptCharacters / CHARACTERS_A_TOKEN),
    outputTokens: skills * OUTPUT_TOKENS_A_SKILL,
  };
}
