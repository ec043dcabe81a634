import { z } from 'zod';
import type { LlmConfig, LlmProviderName } from './app-config';
import { llmThinking, type LlmThinking } from './llm-thinking';
import { priceAt, vertexHostOf } from './vertex-location';
import { wholeNumber } from './whole-number';

const DEFAULT_MODEL = 'gemini-3.5-flash-lite';
/** Dollars for a million tokens of the default model, in November 2026. Other models need their prices given. */
const DEFAULT_PRICE = { inputUsd: 0.3, outputUsd: 2.5 };

const dollars = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'must be an amount of dollars such as 0.30')
  .transform(Number);

/** The variables about the language model. */
export const LLM_VARIABLES = {
  LLM_PROVIDER: z.enum(['none', 'vertexai', 'offline'], 'must be one of none, vertexai, offline').default('none'),
  LLM_MODEL: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/, `must be the name of a model such as ${DEFAULT_MODEL}`)
    .default(DEFAULT_MODEL),
  VERTEX_PROJECT: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.:-]{0,99}$/, 'must be the id of a Google Cloud project')
    .optional(),
  VERTEX_LOCATION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be a location such as global, us or eu')
    .default('global'),
  VERTEX_API_ENDPOINT: z
    .string()
    .regex(
      /^[A-Za-z0-9.-]+(:\d{1,5})?(\/[\w./-]*)?$/,
      'must be a host such as aiplatform.googleapis.com, without https://',
    )
    .optional(),
  LLM_THINKING: llmThinking.optional(),
  LLM_PRICE_INPUT_USD: dollars.optional(),
  LLM_PRICE_OUTPUT_USD: dollars.optional(),
  LLM_DAILY_BUDGET_USD: dollars.default(5),
  LLM_CONCURRENCY: wholeNumber(1, 64).default(4),
  LLM_TIMEOUT_SECONDS: wholeNumber(1, 600).default(60),
  LLM_ALLOW_IN_PRODUCTION: z.literal('offline', 'must be offline, or unset').optional(),
  NODE_ENV: z.string().optional(),
};

interface LlmEnvironment {
  readonly LLM_PROVIDER: LlmProviderName;
  readonly LLM_MODEL: string;
  readonly VERTEX_PROJECT?: string;
  readonly VERTEX_LOCATION: string;
  readonly VERTEX_API_ENDPOINT?: string;
  readonly LLM_THINKING?: LlmThinking;
  readonly LLM_PRICE_INPUT_USD?: number;
  readonly LLM_PRICE_OUTPUT_USD?: number;
  readonly LLM_DAILY_BUDGET_USD: number;
  readonly LLM_CONCURRENCY: number;
  readonly LLM_TIMEOUT_SECONDS: number;
  readonly LLM_ALLOW_IN_PRODUCTION?: string;
  readonly NODE_ENV?: string;
}

/** The fault of the variables taken together; null if there is none. */
export function llmProblem(env: LlmEnvironment): { path: string[]; message: string } | null {
  const { LLM_PROVIDER: provider } = env;
  if (provider === 'offline' && env.NODE_ENV === 'production' && env.LLM_ALLOW_IN_PRODUCTION !== 'offline') {
    const message =
      'is offline, which writes without a language model and is refused in production (NODE_ENV); ' +
      'LLM_ALLOW_IN_PRODUCTION=offline allows it all the same';
    return { path: ['LLM_PROVIDER'], message };
  }
  if (provider !== 'vertexai') return null;
  if (env.VERTEX_PROJECT === undefined) {
    return { path: ['LLM_PROVIDER'], message: 'is vertexai, which needs VERTEX_PROJECT' };
  }
  const priced = env.LLM_PRICE_INPUT_USD !== undefined && env.LLM_PRICE_OUTPUT_USD !== undefined;
  if (env.LLM_MODEL === DEFAULT_MODEL || priced) return null;
  const message =
    `is not ${DEFAULT_MODEL}, so its prices for a million tokens must be given in LLM_PRICE_INPUT_USD and ` +
    'LLM_PRICE_OUTPUT_USD; the daily budget is kept by them';
  return { path: ['LLM_MODEL'], message };
}

export function llmConfigOf(env: LlmEnvironment): LlmConfig {
  const { VERTEX_LOCATION: location } = env;
  return Object.freeze({
    provider: env.LLM_PROVIDER,
    model: env.LLM_MODEL,
    vertex: Object.freeze({
      project: env.VERTEX_PROJECT ?? '',
      location,
      apiEndpoint: env.VERTEX_API_ENDPOINT ?? vertexHostOf(location),
    }),
    thinking: env.LLM_THINKING ?? null,
    price: Object.freeze({
      inputUsd: priceAt(location, env.LLM_PRICE_INPUT_USD ?? DEFAULT_PRICE.inputUsd),
      outputUsd: priceAt(location, env.LLM_PRICE_OUTPUT_USD ?? DEFAULT_PRICE.outputUsd),
    }),
    dailyBudgetUsd: env.LLM_DAILY_BUDGET_USD,
    concurrency: env.LLM_CONCURRENCY,
    timeoutMs: env.LLM_TIMEOUT_SECONDS * 1_000,
  });
}
