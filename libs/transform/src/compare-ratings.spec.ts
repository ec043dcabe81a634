import { lossesByDomain, occupationsAQuery } from './compare-ratings';

it('sums up what is gone by the domain of the elements', () => {
  const counts = [
    { elementId: '2.C.1.a', served: 10, kept: 0 },
    { elementId: '2.A.1.a', served: 20, kept: 20 },
    { elementId: '2.B.1.a', served: 20, kept: 19 },
    { elementId: '4.C.1.a', served: 5, kept: 4 },
  ];
  expect(lossesByDomain(counts)).toEqual([
    { domain: 'skills', gone: 1, of: 40 },
    { domain: 'knowledge', gone: 10, of: 10 },
    { domain: null, gone: 1, of: 5 },
  ]);
});

it.each([
  [35, 50],
  [161, 10],
  [10_000, 1],
])('asks for fewer occupations at a time where each is rated on %d elements', (elements, occupations) => {
  const ratedOccupationCount = 894;
  expect(occupationsAQuery({ ratedOccupationCount, ratingCount: ratedOccupationCount * elements * 2 })).toBe(
    occupations,
  );
});

it('asks for many occupations at a time where none is rated', () => {
  expect(occupationsAQuery({ ratedOccupationCount: 0, ratingCount: 0 })).toBe(3_500);
});
