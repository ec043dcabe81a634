import { csv } from './csv';

describe('CSV of what is seen', () => {
  it('quotes what holds commas, quotes or breaks, and leaves the rest', () => {
    expect(
      csv([
        ['a', 'b,c', 'say "x"', 'two\nlines'],
        [1.5, null, -2, 'end'],
      ]),
    ).toBe('a,"b,c","say ""x""","two\nlines"\r\n1.5,,-2,end\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('keeps a spreadsheet from running %j', (text) => {
    expect(
      csv([[text]])
        .replaceAll('"', '')
        .startsWith("'"),
    ).toBe(true);
  });

  it('leaves negative numbers numbers', () => {
    expect(csv([[-0.5]])).toBe('-0.5\r\n');
  });
});
