import { delimiterOf } from './delimiter';

it.each([
  ['a tab', 'O*NET-SOC Code\tTitle\tDescription', '\t'],
  ['a semicolon', 'O*NET-SOC Code;Title;Description', ';'],
  ['a comma', 'O*NET-SOC Code,Title,Description', ','],
  ['a comma, whatever stands in quotes', '"Code; short; long","Title"', ','],
  ['a semicolon, which is there more often', 'Code;Title, long;Description', ';'],
  ['a tab where there is none at all', 'O*NET-SOC Code', '\t'],
])('finds %s', (_what, header, delimiter) => {
  expect(delimiterOf(header)).toBe(delimiter);
});
