import type { DomainError, OnetSocCode } from '@app/onet';
import type { CallTokens } from '../usage/usage.service';

/** An occupation that cannot be assessed, and why. */
export interface LeftOccupation {
  readonly code: OnetSocCode;
  readonly error: DomainError;
}

/** The levels that a run asks for: those that nobody was asked for or that were left open, or every hole there is. */
export type BulkChoice = 'open' | 'holes';

/** The codes to ask about, and how far the others are. */
export function sortOut(
  wanted: readonly OnetSocCode[],
  states: ReadonlyMap<OnetSocCode, Holes>,
  choice: BulkChoice,
): Pick<BulkPlan, 'occupations' | 'assessed' | 'withHoles' | 'codes'> {
  const hasHoles = (code: OnetSocCode): boolean => {
    const state = states.get(code);
    return state !== undefined && state.assessed < state.asked;
  };
  const isOpen = (code: OnetSocCode): boolean => states.get(code)?.retryAt !== null;
  const assessed = wanted.filter((code) => !isOpen(code));
  return {
    occupations: wanted.length,
    assessed: assessed.length,
    withHoles: assessed.filter(hasHoles).length,
    codes: wanted.filter(choice === 'holes' ? hasHoles : isOpen),
  };
}

interface Holes {
  readonly asked: number;
  readonly assessed: number;
  readonly retryAt: Date | null;
}

/** The plan of a run that assesses many occupations. */
export interface BulkPlan {
  /** Those that are asked for and can be assessed. */
  readonly occupations: number;
  /** Of them, those that are assessed already and cost nothing any more. */
  readonly assessed: number;
  /** Of those that are assessed, those where the model left out levels; only a run for holes asks for these again. */
  readonly withHoles: number;
  /** Those that are asked about. */
  readonly codes: readonly OnetSocCode[];
  /** Those that were asked for and are left out. */
  readonly left: readonly LeftOccupation[];
  readonly choice: BulkChoice;
  readonly estimate: BulkEstimate;
}

/** As `LeftOccupationDto` documents it. */
export interface LeftAnswer {
  readonly onet_soc_code: OnetSocCode;
  readonly code: string;
  readonly detail: string;
}

/** As `AssessmentPlanDto` documents it. */
export interface PlanAnswer {
  readonly occupations: number;
  readonly assessed: number;
  readonly holes: number;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly based_on_calls: number;
  readonly budget_left_usd: number;
  readonly left: readonly LeftAnswer[];
}

/** Calls, tokens and dollars that are to be expected. Asking again for missing levels comes on top. */
export interface BulkEstimate {
  readonly calls: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** Calls of the past whose tokens this is made from; 0: from the length of the prompts. */
  readonly basedOnCalls: number;
  /** The rest of today's budget. */
  readonly budgetLeftUsd: number;
}

/** The plan as programs get it. */
export function toPlanAnswer({ occupations, assessed, withHoles, estimate, left }: BulkPlan): PlanAnswer {
  return {
    occupations,
    assessed,
    holes: withHoles,
    calls: estimate.calls,
    prompt_tokens: estimate.promptTokens,
    output_tokens: estimate.outputTokens,
    cost_usd: estimate.costUsd,
    based_on_calls: estimate.basedOnCalls,
    budget_left_usd: estimate.budgetLeftUsd,
    left: left.map(toLeftAnswer),
  };
}

/** An occupation that is left out, as programs get it. */
export function toLeftAnswer({ code, error }: LeftOccupation): LeftAnswer {
  return { onet_soc_code: code, code: error.code, detail: error.message };
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
