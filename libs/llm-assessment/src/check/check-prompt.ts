import type { LevelFacts, Prompt } from '../prompts/llm-request';
import { levelPrompt } from '../prompts/level-prompt';

/** Stored with the calls of checks. */
export const CHECK_PROMPT_VERSION = 'check-1';

/** Enough for the first items of an answer: a check does not ask whether more would follow. */
const MAX_OUTPUT_TOKENS = 600;

/** As many as O*NET has skills: a service that refuses a schema does so for its size. */
const SKILL_IDS = [
  ...['2.A.1.a', '2.A.1.b', '2.A.1.c', '2.A.1.d', '2.A.1.e', '2.A.1.f', '2.A.2.a', '2.A.2.b', '2.A.2.c', '2.A.2.d'],
  ...['2.B.1.a', '2.B.1.b', '2.B.1.c', '2.B.1.d', '2.B.1.e', '2.B.1.f', '2.B.2.i', '2.B.3.a', '2.B.3.b', '2.B.3.c'],
  ...['2.B.3.d', '2.B.3.e', '2.B.3.g', '2.B.3.h', '2.B.3.j', '2.B.3.k', '2.B.3.l', '2.B.3.m', '2.B.4.e', '2.B.4.g'],
  ...['2.B.4.h', '2.B.5.a', '2.B.5.b', '2.B.5.c', '2.B.5.d'],
];

/** Made up, so that a check needs no release. */
export const CHECK_FACTS: LevelFacts = {
  purpose: 'levels',
  occupation: { code: '41-2011.00', title: 'Cashiers', description: 'Receive and disburse money.' },
  source: null,
  skills: SKILL_IDS.map((elementId) => ({ elementId, name: `Skill ${elementId}`, description: null, anchors: [] })),
};

/** A question with the schema of a real one and a short answer. */
export function checkPrompt(): Prompt {
  return { ...levelPrompt(CHECK_FACTS), version: CHECK_PROMPT_VERSION, maxOutputTokens: MAX_OUTPUT_TOKENS };
}
