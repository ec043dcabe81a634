import { columnsOf, type Cell } from '../tables/export-table';
import { ndjsonRows } from './ndjson';

it('writes each row as an object in a line, with the names of the columns', () => {
  const { head, line } = ndjsonRows(columnsOf('text', 'code', 'a "name"', 'share'));
  const rows: Cell[][] = [
    ['11-1011.00', '=1\nline, "quoted"', -0.24],
    ['é職\u2028', null, 0.000001],
    ['', true, 3],
  ];
  const lines = (head + rows.map(line).join('')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((text) => JSON.parse(text) as unknown)).toEqual(
    rows.map(([code, name, share]) => ({ code, 'a "name"': name, share })),
  );
});
