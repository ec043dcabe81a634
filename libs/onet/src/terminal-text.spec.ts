import { terminalJson, terminalText } from './terminal-text';

const HOSTILE = [
  ['an escape sequence', '\u001b]0;owned\u0007\u001b[2J', '\\u001b]0;owned\\u0007\\u001b[2J'],
  ['a carriage return', 'No gap.\rroot', 'No gap.\\u000droot'],
  ['backspaces', 'a\b\b', 'a\\u0008\\u0008'],
  ['a control sequence of one character', '\u009b31m', '\\u009b31m'],
  ['DEL and NUL', '\u007f\u0000', '\\u007f\\u0000'],
  ['an override of the direction', 'exe\u202egpj', 'exe\\u202egpj'],
  ['isolates and marks', '\u2066\u2069\u200f\u061c', '\\u2066\\u2069\\u200f\\u061c'],
  ['other ends of lines', '\u2028\u2029\u0085', '\\u2028\\u2029\\u0085'],
] as const;

describe.each(HOSTILE)('%s', (_what, text, shown) => {
  it('is shown as what it is', () => {
    expect(terminalText(text)).toBe(shown);
  });

  it('leaves JSON the same JSON, without the character', () => {
    const json = terminalText(JSON.stringify({ [text]: text }));
    expect(JSON.parse(json)).toEqual({ [text]: text });
    expect(terminalText(json)).toBe(json);
  });

  it('is no longer in the strings of JSON that will be shown', () => {
    const shownObject = JSON.parse(terminalJson(JSON.stringify({ [text]: text }))) as Record<string, string>;
    for (const string of Object.entries(shownObject).flat()) expect(terminalText(string)).toBe(string);
  });
});

it.each(['Lines\nand\ttabs', 'Köchin, 護理師, ممرضة, אחות, 👩‍⚕️', '"quotes" and \\ backslash'])(
  'leaves %j alone',
  (text) => {
    expect(terminalText(text)).toBe(text);
    expect(JSON.parse(terminalJson(JSON.stringify(text)))).toBe(text);
  },
);

it('takes no backslash of a text for the beginning of an escape', () => {
  const text = String.raw`C:\u001b\\u001b`;
  expect(JSON.parse(terminalJson(JSON.stringify(text)))).toBe(text);
});
