import { parse } from 'csv-parse/sync';
import { array, assert, constantFrom, double, oneof, property, string, type Arbitrary } from 'fast-check';
import { columnsOf, type Cell } from '../tables/export-table';
import { csvRows } from './csv';

const FORMULA = /^[=+\-@\t\r]/;
const COLUMNS = columnsOf('text', 'a', 'b, or "c"', 'd');

function write(...rows: Cell[][]): string {
  const { head, line } = csvRows(COLUMNS);
  return head + rows.map(line).join('');
}

it('begins with a byte order mark and the names of the columns', () => {
  expect(write()).toBe('\ufeffa,"b, or ""c""",d\r\n');
});

it('writes texts in quotes where they need them, numbers and flags as they are, and nothing for what is not there', () => {
  const rows = write(['x, y', 'say "yes"', 'two\nlines'], ['plain', -0.24, null], [true, 3.5, 'é職']);
  expect(rows.split('\r\n').slice(1)).toEqual([
    ...['"x, y","say ""yes""","two\nlines"', 'plain,-0.24,', 'true,3.5,é職', ''],
  ]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=1,2'])(
  'keeps a spreadsheet from computing the text %j',
  (text) => {
    const read: string[][] = parse(write([text, null, null]), { bom: true });
    expect(read[1]?.[0]).toBe(`'${text}`);
  },
);

it('is read by others as it was meant, whatever texts and numbers there are', () => {
  const text = oneof(
    string(),
    string({ unit: 'binary' }),
    odd(),
    odd().map((each) => `${each} and more`),
  );
  const cell: Arbitrary<Cell> = oneof(text, double({ noNaN: true, noDefaultInfinity: true }), constantFrom(null, true));
  assert(
    property(array(array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
      const read: unknown = parse(write(...rows), { bom: true, record_delimiter: '\r\n' });
      expect(read).toEqual([COLUMNS.map(({ name }) => name), ...rows.map((row) => row.map(shown))]);
    }),
  );
});

/** What has a meaning in such files, or to those who open them. */
function odd(): Arbitrary<string> {
  return array(constantFrom('"', ',', '\r', '\n', '\t', "'", '=', '-', '\ufeff', ' '), { maxLength: 6 }).map((all) =>
    all.join(''),
  );
}

function shown(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
