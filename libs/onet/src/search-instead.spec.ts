import { searchInstead } from './search-instead';

it.each([
  ['nurse', 'nurse'],
  [' \u201cRegistered  Nurses\u201d, ', 'registered nurses'],
  ['C++ developer', 'c++ developer'],
  ['RN', 'rn'],
  ['15-1252.00 Software Developers', '15 1252 00 software developers'],
  ['15-125', '15-125'],
  ['Koch/Köchin', 'koch kochin'],
  ["nurse'; $(reboot) `x`", 'nurse reboot x'],
])('has %j searched as %j', (given, text) => {
  expect(searchInstead(given)).toBe(text);
});

it.each(['', 'x', '1234567890', '---', '\u0000\u001b[31m', '\ud800', 'x'.repeat(101)])(
  'has nothing searched for %j',
  (given) => {
    expect(searchInstead(given)).toBeNull();
  },
);
