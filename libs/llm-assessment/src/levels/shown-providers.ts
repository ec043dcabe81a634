import type { AppConfig } from '@app/config';

/**
 * The providers whose levels are compared and stand beside O*NET's: language models. Templates are for trying things
 * out: their levels are shown only where templates are configured, or where nothing is configured and the service
 * is not in production (`NODE_ENV=production`).
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
