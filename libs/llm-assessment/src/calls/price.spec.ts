import { costOf, highestCostOf } from './price';

const PRICE = { inputUsd: 0.3, outputUsd: 2.5 };

it('costs what the tokens cost, in dollars for a million', () => {
  expect(costOf({ promptTokens: 1_000_000, outputTokens: 0 }, PRICE)).toBe(0.3);
  expect(costOf({ promptTokens: 0, outputTokens: 1_000_000 }, PRICE)).toBe(2.5);
  // 4,000 × 0.3 + 3,000 × 2.5 = 1,200 + 7,500 millionths
  expect(costOf({ promptTokens: 4_000, outputTokens: 3_000 }, PRICE)).toBe(0.0087);
});

it('never costs less than the exact price', () => {
  expect(costOf({ promptTokens: 1, outputTokens: 0 }, PRICE)).toBe(0.000001);
  expect(costOf({ promptTokens: 0, outputTokens: 0 }, PRICE)).toBe(0);
});

it('reserves for the whole prompt and all output that is allowed', () => {
  const prompt = {
    version: 'x-1',
    system: 's'.repeat(500),
    user: 'u'.repeat(484),
    // With the quotes and the word type, 17 characters.
    schema: { type: 'string' },
    maxOutputTokens: 1_000,
  } as const;
  // 1,001 characters are at most 401 tokens: 120.3 + 2,500 millionths.
  expect(highestCostOf(prompt, PRICE)).toBe(0.002621);
});
