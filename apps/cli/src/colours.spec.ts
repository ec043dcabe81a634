import { takesColours } from './colours';

const TERMINAL = { isTTY: true };
const PIPE = {};

it.each([
  ['a terminal', TERMINAL, {}, true],
  ['a pipe', PIPE, {}, false],
  ['a terminal that knows none', TERMINAL, { TERM: 'dumb' }, false],
  ['a terminal with NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
  ['a terminal with an empty NO_COLOR, which says nothing', TERMINAL, { NO_COLOR: '' }, true],
  ['a pipe with FORCE_COLOR', PIPE, { FORCE_COLOR: '1' }, true],
  ['a pipe with an empty FORCE_COLOR', PIPE, { FORCE_COLOR: '' }, true],
  ['a terminal with FORCE_COLOR=0', TERMINAL, { FORCE_COLOR: '0' }, false],
  ['a pipe with both, as in Node', PIPE, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('colours for %s', (_where, stream, environment, expected) => {
  expect(takesColours(stream, environment)).toBe(expected);
});
