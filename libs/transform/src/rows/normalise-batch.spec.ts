import type { LandedRow } from '@app/ingestion';
import { KnownKeys } from './known-keys';
import { normaliseBatch } from './normalise-batch';

function occupation(line: number, onetSocCode: string, title: string): LandedRow<'occupation'> {
  return { fileName: 'Occupation Data.txt', line, onetSocCode, title, description: 'Made up.' };
}

function element(line: number, elementId: string, elementName: string): LandedRow<'element'> {
  return { fileName: 'Content Model Reference.txt', line, elementId, elementName, description: 'n/a' };
}

function title(line: number, alternateTitle: string, shortTitle: string): LandedRow<'title'> {
  const place = { fileName: 'Alternate Titles.txt', line };
  return { ...place, onetSocCode: '11-1011.00', alternateTitle, shortTitle, sources: 'n/a' };
}

it('accepts what is right and says of the rest where it stands and what is wrong', () => {
  const rows = [
    occupation(2, '11-1011.00', 'Bosses'),
    occupation(3, '11-1021', 'Managers'),
    occupation(4, '11-1031.00', 'n/a'),
    occupation(5, '11-1021.00', 'Managers'),
  ];
  const { accepted, rejected } = normaliseBatch('occupation', rows, new KnownKeys(), new Set());
  expect(accepted.map(({ onetSocCode }) => onetSocCode)).toEqual(['11-1011.00', '11-1021.00']);
  expect(rejected).toEqual([
    {
      fileName: 'Occupation Data.txt',
      line: 3,
      column: 'O*NET-SOC Code',
      value: '11-1021',
      reason: 'is not an O*NET-SOC code such as 15-1252.00',
    },
    { fileName: 'Occupation Data.txt', line: 4, column: 'Title', value: 'n/a', reason: 'is missing' },
  ]);
});

it('rejects a row whole for its first unusable field', () => {
  const { rejected } = normaliseBatch('occupation', [occupation(2, 'x', 'n/a')], new KnownKeys(), new Set());
  expect(rejected).toMatchObject([{ column: 'O*NET-SOC Code' }]);
});

it('takes the first of two rows with the same key and rejects the second', () => {
  const rows = [occupation(2, '11-1011.00', 'Bosses'), occupation(3, '11-1011.00', 'Chiefs')];
  const { accepted, rejected } = normaliseBatch('occupation', rows, new KnownKeys(), new Set());
  expect(accepted).toMatchObject([{ title: 'Bosses' }]);
  expect(rejected).toEqual([
    {
      fileName: 'Occupation Data.txt',
      line: 3,
      column: 'O*NET-SOC Code',
      value: '11-1011.00',
      reason: 'is there already: duplicate key',
    },
  ]);
});

it('finds a key again that an earlier batch or file had', () => {
  const seen = new Set<string>();
  const known = new KnownKeys();
  normaliseBatch('occupation', [occupation(2, '11-1011.00', 'Bosses')], known, seen);
  const { rejected } = normaliseBatch('occupation', [occupation(2, '11-1011.00', 'Bosses')], known, seen);
  expect(rejected).toMatchObject([{ reason: 'is there already: duplicate key' }]);
});

it('does not count the key of a rejected row', () => {
  const rows = [occupation(2, '11-1011.00', 'n/a'), occupation(3, '11-1011.00', 'Bosses')];
  const { accepted } = normaliseBatch('occupation', rows, new KnownKeys(), new Set());
  expect(accepted).toMatchObject([{ title: 'Bosses' }]);
});

it('tells apart keys that differ in case or in one part', () => {
  const known = new KnownKeys();
  known.occupations.add('11-1011.00');
  const rows = [title(2, 'Boss', 'n/a'), title(3, 'boss', 'n/a'), title(4, 'Boss', 'B'), title(5, 'Boss', '')];
  const { accepted, rejected } = normaliseBatch('title', rows, known, new Set());
  expect(accepted.map(({ alternateTitle, shortTitle }) => [alternateTitle, shortTitle])).toEqual([
    ['Boss', ''],
    ['boss', ''],
    ['Boss', 'B'],
  ]);
  expect(rejected).toEqual([
    {
      fileName: 'Alternate Titles.txt',
      line: 5,
      column: 'O*NET-SOC Code, Alternate Title, Short Title',
      value: '11-1011.00, Boss, ',
      reason: 'is there already: duplicate key',
    },
  ]);
});

it('names a skill by the element that was accepted, not by a duplicate that was rejected', () => {
  const known = new KnownKeys();
  normaliseBatch('element', [element(2, '2.A.1.a', 'Listening'), element(3, '2.A.1.a', 'Hearing')], known, new Set());
  expect(known.elements?.get('2.A.1.a')?.name).toBe('Listening');
});

it('lets an error that is no rejection pass', () => {
  const unreadable = Object.assign(occupation(2, '11-1011.00', 'Bosses'), { title: undefined as unknown as string });
  expect(() => normaliseBatch('occupation', [unreadable], new KnownKeys(), new Set())).toThrow(TypeError);
});

it('takes a Content Model Reference without a usable row for one that knows no element', () => {
  const known = new KnownKeys();
  normaliseBatch('element', [element(2, 'no id', 'Negotiation')], known, new Set());
  expect(() => known.element('2.B.1.d')).toThrow('is not in Content Model Reference');
});
