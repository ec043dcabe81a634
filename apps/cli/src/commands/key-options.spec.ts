import { InvalidArgumentError } from 'commander';
import { toExpiry, toName, toScopes } from './key-options';

it.each<[string, (text: string) => unknown, string, RegExp]>([
  ['a name with a blank', toName, 'h r', /1 to 60 letters, digits/],
  ['a name beyond ASCII', toName, 'schlüssel', /1 to 60 letters, digits/],
  ['a name that looks like an option', toName, '-hr', /begin with a letter or a digit/],
  ['a name that begins with a dot', toName, '.hr', /begin with a letter or a digit/],
  ['no name', toName, '', /1 to 60 letters, digits/],
  ['a name that is too long', toName, 'x'.repeat(61), /1 to 60 letters, digits/],
  ['an unknown scope', toScopes, 'read,write', /"write" is none of read, llm, admin/],
  ['no scope', toScopes, '', /"" is none of read, llm, admin/],
  ['an expiry in the past', toExpiry, '2020-01-31', /must lie in the future/],
  ['an expiry that is no time', toExpiry, 'soon', /such as 90d or 12h/],
])('refuses %s', (_what, take, text, message) => {
  expect(() => take(text)).toThrow(InvalidArgumentError);
  expect(() => take(text)).toThrow(message);
});

it('takes names that can be typed, up to 60 characters', () => {
  for (const name of ['hr', 'HR-2027_q1.test', 'x'.repeat(60)]) expect(toName(name)).toBe(name);
});

it('takes scopes in any order, each once', () => {
  expect(toScopes('llm, read,llm')).toEqual(['read', 'llm']);
  expect(toScopes('admin')).toEqual(['admin']);
});

it('takes a time from now on', () => {
  const inADay = Date.now() + 86_400_000;
  expect(Math.abs(toExpiry('1d').getTime() - inADay)).toBeLessThan(60_000);
});
