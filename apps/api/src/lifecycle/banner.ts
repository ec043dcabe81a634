import type { LlmConfig } from '@app/config';
import { SAMPLE_RELEASE } from '@app/onet';

export interface BannerFacts {
  /** Such as `http://localhost:3000`. */
  readonly address: string;
  readonly release: string;
  readonly llm: Pick<LlmConfig, 'provider' | 'model' | 'dailyBudgetUsd'>;
  /** Keys that the service made itself; null for those that the environment gave, which are never printed. */
  readonly apiKey: string | null;
  readonly adminApiKey: string | null;
  readonly publicRead: boolean;
  /** A pair of rated occupations to try. */
  readonly from: string;
  readonly to: string;
}

/** The facts that an operator who just started the service needs. What follows the # stays in the browser that opens it. */
export function banner({ address, release, llm, apiKey, adminApiKey, publicRead, from, to }: BannerFacts): string {
  const label = release === SAMPLE_RELEASE ? `${release} (illustrative, not O*NET data)` : release;
  return [
    '',
    'The O*NET skill-gap service is ready.',
    '',
    `  Address        ${address}`,
    `  Explorer       ${address}/${apiKey === null || publicRead ? '' : `#key=${encodeURIComponent(apiKey)}`}`,
    `  Documentation  ${address}/docs`,
    `  Release        ${label}`,
    `  Language model ${describeModel(llm)}`,
    `  API key        ${apiKey ?? 'as set in API_KEY'}${publicRead ? ' (reading needs none: PUBLIC_READ=on)' : ''}`,
    `  Admin API key  ${adminApiKey ?? 'as set in ADMIN_API_KEY'}`,
    '',
    'Try it:',
    '',
    `  curl -H "X-API-Key: ${apiKey ?? '$API_KEY'}" "${address}/api/v1/skill-gap?from=${from}&to=${to}"`,
    '',
  ].join('\n');
}

function describeModel({ provider, model, dailyBudgetUsd }: BannerFacts['llm']): string {
  switch (provider) {
    case 'none':
      return 'none (docs/llm.md)';
    case 'offline':
      return 'none: LLM_PROVIDER=offline writes from the release itself';
    case 'vertexai':
      return `${model} on Vertex AI, at most $${dailyBudgetUsd} a day`;
  }
}
