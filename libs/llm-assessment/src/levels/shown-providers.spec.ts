import { shownProviders } from './shown-providers';

it.each([
  ['offline', false, ['vertexai', 'offline']],
  // Refused at the start, unless LLM_ALLOW_IN_PRODUCTION names it.
  ['offline', true, ['vertexai', 'offline']],
  ['none', false, ['vertexai', 'offline']],
  ['none', true, ['vertexai']],
  ['vertexai', false, ['vertexai']],
  ['vertexai', true, ['vertexai']],
] as const)('with the provider %s (in production: %s) shows levels by %j', (provider, isProduction, shown) => {
  expect(shownProviders({ llm: { provider }, isProduction })).toEqual(shown);
});
