import type { Comparison } from './compare-releases';
import { findDefects, findDoubts, type ReleaseFigures } from './check-release';

const sound: ReleaseFigures = {
  rowsRead: 10_000,
  rowsWritten: 9_990,
  rowsRejected: 10,
  rowsRejectedInTurn: 0,
  occupations: 100,
  skillRatings: 7_000,
  elements: 35,
};
const same: Comparison = {
  served: '29.3',
  isOlder: false,
  occupations: { gone: 0, of: 100 },
  ratings: [{ domain: 'skills', gone: 0, of: 7_000 }],
};

it('finds nothing wrong with a sound release', () => {
  expect(findDefects(sound)).toEqual([]);
  expect(findDoubts(sound, same)).toEqual([]);
  expect(findDoubts(sound, null)).toEqual([]);
});

it('finds counts that do not add up', () => {
  expect(findDefects({ ...sound, rowsWritten: 9_989 })).toEqual([
    'the counts do not add up: 10000 rows read, 9989 written and 10 rejected',
  ]);
});

it('finds a release without occupations or ratings', () => {
  expect(findDefects({ ...sound, occupations: 0, skillRatings: 0 })).toEqual([
    'it has no occupation',
    'it has no rating of a skill',
  ]);
});

it('tolerates 0.1 % rejected rows and doubts one more', () => {
  expect(findDoubts({ ...sound, rowsWritten: 9_989, rowsRejected: 11 }, null)).toEqual([
    '11 of 10000 rows were rejected (0.11 %, at most 0.1 % are tolerated)',
  ]);
});

it('counts what is wrong for itself, not the rows that refer to it', () => {
  const oneOccupation = { ...sound, rowsWritten: 9_845, rowsRejected: 155, rowsRejectedInTurn: 145 };
  expect(findDoubts(oneOccupation, null)).toEqual([]);
  expect(findDoubts({ ...oneOccupation, rowsRejected: 156 }, null)).toEqual([
    '11 of 10000 rows were rejected for themselves, and 145 because of them (0.11 %, at most 0.1 % are tolerated)',
  ]);
});

it('doubts a release of which more than 5 % are lost to a few rows', () => {
  const tenOccupations = { ...sound, rowsWritten: 9_500, rowsRejected: 500, rowsRejectedInTurn: 490 };
  expect(findDoubts(tenOccupations, null)).toEqual([]);
  expect(findDoubts({ ...tenOccupations, rowsRejected: 501, rowsRejectedInTurn: 491 }, null)).toEqual([
    '501 of 10000 rows were rejected, 491 of them because of others (5.01 %, at most 5 % are tolerated)',
  ]);
});

it.each([
  ['occupations', { occupations: { gone: 6, of: 100 } }, '6 of the 100 occupations'],
  ['ratings', { ratings: [{ domain: 'skills', gone: 351, of: 7_000 } as const] }, '351 of the 7000 ratings'],
])(
  'doubts a release without more than 5 %% of the %s that are served, however many others it has',
  (_kind, lost, what) => {
    expect(findDoubts({ ...sound, occupations: 110 }, { ...same, ...lost })).toEqual([
      `it lacks ${what} of release 29.3, which is served: more than 5 %`,
    ]);
  },
);

it('doubts a release that lost one domain, however little it is of all ratings', () => {
  const skills = { domain: 'skills', gone: 0, of: 90_000 } as const;
  const knowledge = { domain: 'knowledge', gone: 1_000, of: 1_000 } as const;
  expect(findDoubts(sound, { ...same, ratings: [skills, knowledge] })).toEqual([
    'it lacks 1000 of the 1000 knowledge ratings of release 29.3, which is served: more than 5 %',
  ]);
});

it('names each domain that lost too much where several are served', () => {
  const skills = { domain: 'skills', gone: 351, of: 7_000 } as const;
  const abilities = { domain: 'abilities', gone: 500, of: 10_000 } as const;
  const activities = { domain: 'work_activities', gone: 51, of: 1_000 } as const;
  expect(findDoubts(sound, { ...same, ratings: [skills, abilities, activities] })).toEqual([
    'it lacks 351 of the 7000 skill ratings of release 29.3, which is served: more than 5 %',
    'it lacks 51 of the 1000 work activity ratings of release 29.3, which is served: more than 5 %',
  ]);
});

it('tolerates a loss of exactly 5 %', () => {
  const lost = { occupations: { gone: 5, of: 100 }, ratings: [{ domain: 'skills', gone: 350, of: 7_000 } as const] };
  expect(findDoubts(sound, { ...same, ...lost })).toEqual([]);
});

it('doubts a release that is older than the one that is served', () => {
  expect(findDoubts(sound, { ...same, isOlder: true })).toEqual(['it is older than release 29.3, which is served']);
});

it('finds a release that rates occupations on more elements than memory has room for', () => {
  expect(findDefects({ ...sound, elements: 201 })).toEqual(['it has ratings on 201 elements, more than 200']);
});
