import type { LlmThinking } from '@app/config';
import type { Prompt } from './llm-request';

/** More than this no model takes. */
const MAX_OUTPUT_TOKENS = 65_536;

/** Thinking counts for the limit of the output. By level it is a guess, on top of the slack that each prompt has. */
const ROOM: Readonly<Record<Exclude<LlmThinking, number>, number>> = {
  minimal: 0,
  low: 1_000,
  medium: 4_000,
  high: 8_000,
};

/** The same question with room for thinking as it is configured; null: as the model does by itself. */
export function withRoomToThink(prompt: Prompt, thinking: LlmThinking | null): Prompt {
  if (thinking === null) return prompt;
  return withLimit(prompt, prompt.maxOutputTokens + (typeof thinking === 'number' ? thinking : ROOM[thinking]));
}

/** The same question with twice the room. */
export function withMoreRoom(prompt: Prompt): Prompt {
  return withLimit(prompt, 2 * prompt.maxOutputTokens);
}

function withLimit(prompt: Prompt, tokens: number): Prompt {
  return { ...prompt, maxOutputTokens: Math.min(tokens, MAX_OUTPUT_TOKENS) };
}
