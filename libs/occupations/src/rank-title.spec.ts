import { prepareTitle, rankTitle } from './rank-title';

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

it.each([
  ['software developers', 'software developers', 0],
  ['software developers', 'software dev', 1],
  ['computer systems software engineer', 'engineer soft', 2],
  ['bioengineers and biomedical engineers', 'medical', 3],
  ['software developers', 'nurse', null],
  ['software developers', 'software nurse', null],
  ['software developers', '', null],
])('ranks %j for %j as %j', (title, query, rank) => {
  expect(rankTitle(title, query)).toBe(rank);
});
