import { loadDataText } from './load-data-text';

it('writes one line a row and one tab between fields', () => {
  expect(
    loadDataText([
      ['a', 1.5],
      ['b', -2],
    ]).toString(),
  ).toBe('a\t1.5\nb\t-2\n');
});

it('escapes what would end a field or a row, and the escape itself', () => {
  expect(loadDataText([['tab\there', 'line\nend\r', 'back\\slash', 'nul\0']]).toString()).toBe(
    'tab\\there\tline\\nend\\r\tback\\\\slash\tnul\\0\n',
  );
});

it('tells null from the text N and from an empty text', () => {
  expect(loadDataText([[null, 'N', '', '\\N']]).toString()).toBe('\\N\tN\t\t\\\\N\n');
});

it('writes booleans as the numbers that MySQL stores', () => {
  expect(loadDataText([[true, false]]).toString()).toBe('1\t0\n');
});
