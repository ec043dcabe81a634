import { isOneEditAway } from './one-edit';

it.each([
  ['a letter left out', 'sofware', 'software', true],
  ['a letter left out at the end', 'nurs', 'nurse', true],
  ['a letter left out at the beginning', 'urse', 'nurse', true],
  ['a letter too many', 'nurrse', 'nurse', true],
  ['another letter', 'nurze', 'nurse', true],
  ['another last letter', 'nursa', 'nurse', true],
  ['neighbours swapped', 'nures', 'nurse', true],
  ['neighbours swapped at the beginning', 'unrse', 'nurse', true],
  ['the same word', 'nurse', 'nurse', false],
  ['two letters left out', 'nrs', 'nurse', false],
  ['two other letters', 'nutze', 'nurse', false],
  ['letters swapped that are no neighbours', 'runse', 'nurse', false],
  ['a swap and another letter', 'nuret', 'nurse', false],
])('%s: %s, %s', (_what, a, b, expected) => {
  expect(isOneEditAway(a, b)).toBe(expected);
  expect(isOneEditAway(b, a)).toBe(expected);
});
