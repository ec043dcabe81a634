import { withMoreRoom, withRoomToThink } from './room-to-think';

const PROMPT = {
  ...{ version: 'x-1', system: 's', user: 'u', maxOutputTokens: 6_600 },
  schema: { type: 'string' },
} as const;

it.each([
  [null, 6_600],
  ['minimal', 6_600],
  ['low', 7_600],
  ['medium', 10_600],
  ['high', 14_600],
  [0, 6_600],
  [2_000, 8_600],
] as const)('thinking of %p has the limit %d', (thinking, limit) => {
  expect(withRoomToThink(PROMPT, thinking)).toEqual({ ...PROMPT, maxOutputTokens: limit });
});

it('more room is twice the room, and never more than models take', () => {
  expect(withMoreRoom(PROMPT).maxOutputTokens).toBe(13_200);
  expect(withMoreRoom({ ...PROMPT, maxOutputTokens: 40_000 }).maxOutputTokens).toBe(65_536);
});
