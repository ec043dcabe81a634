import { table, asksForJson } from './output';

const HEAD = ['Code', 'Title', 'Matched title', 'Rated'];
const ROWS = [
  ['15-1252.00', 'Software Developers', 'Software Engineer', 'yes'],
  ['11-9199.00', 'Managers, All Other, of whatever a rather long title has to say', '', 'no'],
];

/** The text of a column, its lines joined. */
function column(drawn: string, index: number): string {
  const cells = drawn.split('\n').flatMap((line) => (line.startsWith('│') ? [line.split('│')[index + 1]!.trim()] : []));
  return cells.filter((cell) => cell !== '').join(' ');
}

function widest(drawn: string): number {
  return Math.max(...drawn.split('\n').map((line) => line.length));
}

describe('a table', () => {
  it('takes the room that it needs where there is enough, and where nobody says how much there is', () => {
    expect(table(HEAD, ROWS, 300)).toBe(table(HEAD, ROWS, 0));
    expect(table(HEAD, ROWS, 0).split('\n')).toHaveLength(6);
  });

  it('shows in its cells what a terminal would obey, with room for it', () => {
    const drawn = table(['Title'], [['exe\u202egpj\u001b[2J'], ['plain']], 0);
    expect(drawn).toContain(String.raw`│ exe\u202egpj\u001b[2J │`);
    expect(new Set(drawn.split('\n').map((line) => line.length)).size).toBe(1);
  });

  it.each([110, 80, 60, 54])('fits a terminal of %d places, without losing a word', (width) => {
    const drawn = table(HEAD, ROWS, width);
    expect(widest(drawn)).toBeLessThanOrEqual(width);
    expect(column(drawn, 0)).toBe('Code 15-1252.00 11-9199.00');
    expect(column(drawn, 1)).toBe(`Title ${ROWS[0]![1]} ${ROWS[1]![1]}`);
    expect(column(drawn, 2)).toBe('Matched title Software Engineer');
  });

  it('breaks words that are too long for a column, such as paths', () => {
    const path = `/srv/${'onet/'.repeat(30)}db_30_0_text.zip`;
    const drawn = table(['Release', 'Source'], [['30.0', path]], 60);
    expect(widest(drawn)).toBe(60);
    expect(column(drawn, 1).replaceAll(' ', '')).toBe(`Source${path}`);
  });

  it('has room for characters that are two places wide', () => {
    const drawn = table(['Release', 'Source'], [['30.0', '職'.repeat(60)]], 60);
    expect(widest(drawn.replace(/職/g, '  '))).toBeLessThanOrEqual(60);
    expect(drawn.match(/職/g)).toHaveLength(60);
  });

  it('becomes a list where a terminal is too narrow for it', () => {
    expect(table(HEAD, ROWS, 30)).toBe(
      'Code: 15-1252.00\nTitle: Software Developers\nMatched title: Software Engineer\nRated: yes\n\n' +
        `Code: 11-9199.00\nTitle: ${ROWS[1]![1]}\nRated: no`,
    );
  });

  it.each([0, 80, 60])('has room for notes below rows, across all columns (%d places)', (width) => {
    const words = 'they look after whatever needs looking after, until somebody else does so in their place';
    const drawn = table(HEAD, ROWS, width, new Map([[0, words]]));
    const plain = table(HEAD, ROWS, width);
    expect(widest(drawn)).toBe(widest(plain));
    const added = drawn.split('\n').filter((line) => line.startsWith('│   '));
    expect(added.join(' ').replace(/[│ ]+/g, ' ')).toContain(words);
  });

  it('has colours nowhere', () => {
    expect(table(HEAD, ROWS, 60)).not.toContain('\u001b');
  });
});

it('knows whether JSON is wanted, also from a command line that makes no sense', () => {
  expect(asksForJson(['bogus', '--json'])).toBe(true);
  expect(asksForJson(['occupations', '--', '--json'])).toBe(false);
  expect(asksForJson(['releases'])).toBe(false);
  expect(asksForJson(['gap', '--format', 'json'])).toBe(true);
  expect(asksForJson(['gap', '--format=json'])).toBe(true);
  expect(asksForJson(['gap', '--format', 'csv', 'json'])).toBe(false);
});
