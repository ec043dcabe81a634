import type { LlmConfig } from '@app/config';
import type { Prompt } from '../prompts/llm-request';
import type { TokenUsage } from '../provider/llm-provider';

type Price = LlmConfig['price'];

const MILLION = 1_000_000;

/** English has four to five characters a token, ids and digits fewer: this many are surely no less than a call takes. */
const FEWEST_CHARACTERS_A_TOKEN = 2.5;

/** The cost of tokens, in dollars, rounded up to a millionth. */
export function costOf({ promptTokens, outputTokens }: TokenUsage, { inputUsd, outputUsd }: Price): number {
  const exact = promptTokens * inputUsd + outputTokens * outputUsd;
  // Digits of binary fractions that lie far behind the last one of the prices.
  return Math.ceil(Number(exact.toFixed(6))) / MILLION;
}

/** The most that one call with this prompt can cost. */
export function highestCostOf(prompt: Prompt, price: Price): number {
  const promptTokens = Math.ceil(charactersOf(prompt) / FEWEST_CHARACTERS_A_TOKEN);
  return costOf({ promptTokens, outputTokens: prompt.maxOutputTokens }, price);
}

/** All that is sent: the schema counts as well. */
export function charactersOf({ system, user, schema }: Prompt): number {
  return system.length + user.length + JSON.stringify(schema).length;
}
