import { compareAssessed, compareProfiles, countComparable, missingSkills } from './compare-profiles';

const NOT_RATED = NaN;

it('reports a gap where the target level is above the source level', () => {
  expect(compareProfiles([0.25], [1.88])).toEqual([{ skill: 0, fromLevel: 0.25, toLevel: 1.88 }]);
});

it('reports no gap where the source level exceeds or equals the target level', () => {
  expect(compareProfiles([3, 2.5], [2.99, 2.5])).toEqual([]);
});

it('compares without tolerance', () => {
  expect(compareProfiles([2.12], [2.13])).toHaveLength(1);
});

it('counts a skill that the source is not rated on as level 0', () => {
  expect(compareProfiles([NOT_RATED], [0.12])).toEqual([{ skill: 0, fromLevel: 0, toLevel: 0.12 }]);
});

it('reports no gap where the target does not need the skill', () => {
  expect(compareProfiles([0, NOT_RATED, 0, NOT_RATED], [0, 0, NOT_RATED, NOT_RATED])).toEqual([]);
});

it('finds no gap of an occupation to itself', () => {
  const levels = [4.12, 0, NOT_RATED, 2.5];
  expect(compareProfiles(levels, levels)).toEqual([]);
});

it('takes as missing only skills that the source has nothing of', () => {
  const gaps = compareProfiles([0, 0.12, NOT_RATED], [0.12, 0.25, 1]);
  expect(missingSkills(gaps).map(({ skill }) => skill)).toEqual([0, 2]);
});

it('leaves out a skill whose assessed level is a hole on either side', () => {
  const hole = NaN;
  expect(compareAssessed([hole, 1, 1, 0], [3, hole, 2, 0.5])).toEqual([
    { skill: 2, fromLevel: 1, toLevel: 2 },
    { skill: 3, fromLevel: 0, toLevel: 0.5 },
  ]);
  expect(countComparable([hole, 1, 1, 0], [3, hole, 2, 0.5])).toBe(2);
});

it('counts as compared only skills that are rated on both sides', () => {
  expect(countComparable([NOT_RATED, 0, 3], [1, NOT_RATED, 0])).toBe(1);
  expect(countComparable([NOT_RATED, 1], [1, NOT_RATED])).toBe(0);
});

// Chief Executives to Facilities Managers, with the levels that release 29.0 gives for 2.B.3.c, d, e, g, h, j, k, l, m.
it('agrees with the worked example', () => {
  const from = [0.25, 0, 1, 1.5, 1.38, 0, 0.5, 0, 1.12];
  const to = [1.88, 0.12, 1.12, 2.5, 2.25, 2.25, 2.25, 1.88, 2.88];
  const gaps = compareProfiles(from, to);
  expect(gaps.map(({ fromLevel, toLevel }) => [fromLevel, toLevel])).toEqual(from.map((level, i) => [level, to[i]]));
  expect(missingSkills(gaps).map(({ skill }) => skill)).toEqual([1, 5, 7]);
});
