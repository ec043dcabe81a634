import type { LlmThinking } from '@app/config';

/** The two forms that Vertex AI takes; it refuses a request with both. */
export type ThinkingConfig = { readonly thinkingLevel: string } | { readonly thinkingBudget: number };

/** Such as `{ thinkingLevel: 'LOW' }` for `low`, and `{ thinkingBudget: 0 }` for no token at all. */
export function toThinkingConfig(thinking: LlmThinking): ThinkingConfig {
  return typeof thinking === 'number' ? { thinkingBudget: thinking } : { thinkingLevel: thinking.toUpperCase() };
}
