import { z } from 'zod';
import { wholeNumber } from './whole-number';

const LEVELS = ['minimal', 'low', 'medium', 'high'] as const;
const MAX_TOKENS = 32_768;

/** How much a model thinks before it writes: a level, or tokens at most, of which 0 is none. */
export type LlmThinking = (typeof LEVELS)[number] | number;

const budget = wholeNumber(0, MAX_TOKENS);

/** `off`, a level as models since Gemini 3 know it, or a number of tokens as older ones do. */
export const llmThinking = z.string().transform((text, context): LlmThinking => {
  const level = LEVELS.find((each) => each === text);
  if (level !== undefined) return level;
  const tokens = budget.safeParse(text === 'off' ? '0' : text);
  if (tokens.success) return tokens.data;
  const message = `must be off, ${LEVELS.join(', ')}, or a number of tokens from 0 to ${MAX_TOKENS}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
