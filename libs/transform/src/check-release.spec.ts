import { findDefects, findDoubts, type ReleaseFigures } from './check-release';

const sound: ReleaseFigures = {
  rowsRead: 10_000,
  rowsWritten: 9_990,
  rowsRejected: 10,
  occupations: 100,
  ratings: 7_000,
};

it('finds nothing wrong with a sound release', () => {
  expect(findDefects(sound)).toEqual([]);
  expect(findDoubts(sound, { occupations: 100, ratings: 7_000 })).toEqual([]);
  expect(findDoubts(sound, null)).toEqual([]);
});

it('finds counts that do not add up', () => {
  expect(findDefects({ ...sound, rowsWritten: 9_989 })).toEqual([
    'the counts do not add up: 10000 rows read, 9989 written and 10 rejected',
  ]);
});

it('finds a release without occupations or ratings', () => {
  expect(findDefects({ ...sound, occupations: 0, ratings: 0 })).toEqual(['it has no occupation', 'it has no rating']);
});

it('tolerates 0.1 % rejected rows and doubts one more', () => {
  expect(findDoubts({ ...sound, rowsWritten: 9_989, rowsRejected: 11 }, null)).toEqual([
    '11 of 10000 rows were rejected (0.11 %, at most 0.1 % are tolerated)',
  ]);
});

it.each([
  ['occupations', { occupations: 106, ratings: 7_000 }],
  ['ratings', { occupations: 100, ratings: 7_369 }],
])('doubts a release with more than 5 %% fewer %s than the current one', (kind, current) => {
  expect(findDoubts(sound, current)).toEqual([expect.stringContaining(`${kind} where the current release has`)]);
});

it('tolerates a loss of exactly 5 %', () => {
  expect(findDoubts({ ...sound, occupations: 95 }, { occupations: 100, ratings: 7_000 })).toEqual([]);
});
