import { LlmBudgetExceededError, LlmUnavailableError } from '../llm.errors';
import { retryTimeOf } from './retry-time';

const NOW = new Date('2026-11-24T09:00:00.250Z');

it.each([
  ['nothing', null, null],
  ['what says 10 seconds', new LlmUnavailableError('busy', { retryAfterMs: 10_000 }), '2026-11-24T09:00:11.000Z'],
  ['what does not say', new Error('?'), '2026-11-24T09:01:01.000Z'],
  ['the budget of a day', new LlmBudgetExceededError(5, 54_000_000), '2026-11-24T09:10:01.000Z'],
])('after %s', (_what, interruption, time) => {
  expect(retryTimeOf(interruption, NOW)?.toISOString() ?? null).toBe(time);
});
