import { prepareTitle } from './prepared-title';

it.each([
  ['Chief Executives', 'chief executives'],
  ['  Café   Manager ', 'cafe manager'],
  ["Police and Sheriff's Patrol Officers", 'police and sheriff s patrol officers'],
  ['C++ Developer / C# Coder', 'c++ developer c# coder'],
  ['R.N.', 'rn'],
  ['C.E.O. of St. Mary', 'ceo of st mary'],
  ['\u201cnur\u200bse\u201d\ufeff', 'nurse'],
  ['\uff32\uff2e', 'rn'],
])('prepares %j as %j', (title, prepared) => {
  expect(prepareTitle(title)).toBe(prepared);
});
