import { rankTitle } from './rank-title';

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
