import { parse } from 'csv-parse/sync';
import { csv } from './csv';

it('quotes what would break a row, and doubles quotes', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['x, y', 'say "yes"'],
        ['two\nlines', ''],
        ['plain', null],
      ],
    ),
  ).toBe('a,b\r\n"x, y","say ""yes"""\r\n"two\nlines",\r\nplain,\r\n');
});

it('is read by others as it was meant', () => {
  const rows = [
    ['“curly”, "straight"', '1.5', ''],
    ['a\r\nb', '-2', 'é職'],
  ];
  const read: unknown = parse(
    csv(
      ['x', 'y', 'z'],
      rows.map(([x = '', y = '', z = '']) => [x, Number(y), z]),
    ),
  );
  expect(read).toEqual([['x', 'y', 'z'], ...rows]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('keeps a spreadsheet from computing the text %j', (text) => {
  expect(csv(['a'], [[text]])).toBe(`a\r\n'${text}\r\n`);
});

it('leaves numbers alone', () => {
  expect(csv(['a', 'b'], [[-0.5, 0]])).toBe('a,b\r\n-0.5,0\r\n');
});
