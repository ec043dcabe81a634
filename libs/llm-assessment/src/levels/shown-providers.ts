import type { AppConfig } from '@app/config';

/**
 * Whose levels are compared, and stand beside O*NET's: those by language models. Those by templates are for trying things
 * out: only where they are what is configured, or where nothing is and nobody works with it (`NODE_ENV=production`).
 */
export function shownProviders({
  llm,
  isProduction,
}: {
  readonly llm: Pick<AppConfig['llm'], 'provider'>;
  readonly isProduction: boolean;
}): readonly string[] {
  const isTrial = llm.provider === 'offline' || (llm.provider === 'none' && !isProduction);
  return isTrial ? ['vertexai', 'offline'] : ['vertexai'];
}
