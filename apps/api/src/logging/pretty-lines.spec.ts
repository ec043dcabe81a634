import { terminalText } from '@app/onet';
import { prettyLines } from './pretty-lines';

const HOSTILE = 'exe\u202egpj\u001b[2J\u009b31m\rgone\u007f\b';
const LINE = `${JSON.stringify({
  level: 'warn',
  time: '2026-11-24T09:30:00.000Z',
  context: HOSTILE,
  [HOSTILE]: { deep: HOSTILE },
  err: { type: 'Error', message: HOSTILE, stack: `Error: ${HOSTILE}\n    at somewhere` },
  msg: `It has "quotes", C:\\u001b and ${HOSTILE}`,
})}\n`;

it('shows what a terminal would obey as what it is, wherever it stands in a line', () => {
  const shown = prettyLines(false)(LINE);
  expect(terminalText(shown)).toBe(shown);
  expect(shown).toContain(String.raw`It has "quotes", C:\u001b and exe\u202egpj\u001b[2J\u009b31m\rgone\u007f\b`);
});

it('adds colours of its own alone', () => {
  const shown = prettyLines(true)(LINE);
  const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  expect(colours.test(shown)).toBe(true);
  const plain = shown.replace(colours, '');
  expect(terminalText(plain)).toBe(plain);
});

it('shows several lines as it shows each, and none where there is none', () => {
  const shown = prettyLines(false);
  expect(shown(LINE + LINE)).toBe(shown(LINE) + shown(LINE));
  expect(shown('')).toBe('');
});
