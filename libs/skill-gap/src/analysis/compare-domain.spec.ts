import { TextNumbers } from '@app/releases';
import type { ComparableRatings } from '@app/skills';
import { compareDomain } from './compare-domain';

const NONE = -1;

/** Levels and importance in hundredths; all standard errors alike. */
function rated(level: number[], importance: number[], error = 2_550): ComparableRatings {
  return {
    level: Int16Array.from(level),
    importance: Int16Array.from(importance),
    levelError: Int32Array.from(level, () => error),
    suppressed: new Int8Array(level.length),
    notRelevant: new Int8Array(level.length),
    dateUpdated: new Uint16Array(level.length),
    words: new TextNumbers(),
  };
}

const FROM = rated([400, 200, 0], [300, 300, 300]);
const TO = rated([300, 400, 100], [500, 300, 100]);

it('weighs what is missing by the importance in the target', () => {
  const { summary, gaps } = compareDomain(FROM, TO, 'gaps');
  expect(summary).toMatchObject({
    compared: 3,
    coverage: 800_000,
    shortfall: 200_000,
    realShortfall: 200_000,
    surplus: 200_000,
    direction: 500_000,
    verdicts: { real: 2, within_noise: 0, low_precision: 0, unknown: 0, not_required: 0 },
    expectedByChance: 5,
  });
  expect(gaps.map(({ element, weight, contribution }) => [element, weight, contribution])).toEqual([
    [1, 200, 2_000],
    [2, 0, 0],
  ]);
});

it('lists what the source has enough of when asked for it, the largest surplus first', () => {
  expect(compareDomain(FROM, TO, 'gaps').others).toEqual([]);
  const { others } = compareDomain(FROM, TO, 'all');
  expect(others).toMatchObject([{ element: 0, verdict: 'met', surplus: 'real', difference: -100, contribution: 0 }]);
});

it('has no shares where the target needs nothing', () => {
  const { summary } = compareDomain(FROM, rated([0, 0, 0], [300, 300, 300]), 'gaps');
  expect(summary).toMatchObject({ coverage: null, coverageError: null, shortfall: null, surplus: null });
});

it('does not know the error of the coverage where that of a gap is not published', () => {
  expect(compareDomain(FROM, rated([300, 400, 100], [500, 300, 100], NONE), 'gaps').summary).toMatchObject({
    coverage: 800_000,
    coverageError: null,
    verdicts: { real: 0, unknown: 2 },
  });
});

it('takes an element that the source is not rated on for level 0', () => {
  const { summary, gaps } = compareDomain(rated([NONE], [NONE]), rated([200], [300]), 'gaps');
  expect(gaps).toMatchObject([{ fromLevel: 0, difference: 200, halfWidth: null, verdict: 'unknown' }]);
  expect(summary.compared).toBe(0);
});

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

function anyProfile(random: Generator<number, never>, width: number): ComparableRatings {
  const many = (make: (share: number) => number) => Array.from({ length: width }, () => make(random.next().value));
  const ratings = rated(
    many((share) => Math.floor(share * 701)),
    many((share) => 100 + Math.floor(share * 401)),
  );
  ratings.levelError.set(many((share) => (share < 0.1 ? NONE : Math.floor(share * 6_000))));
  ratings.suppressed.set(many((share) => Number(share < 0.1)));
  ratings.notRelevant.set(many((share) => Number(share < 0.1)));
  return ratings;
}

describe('of any two profiles', () => {
  const random = numbers(29);
  const pairs = Array.from({ length: 200 }, () => [anyProfile(random, 35), anyProfile(random, 35)] as const);

  it('an occupation lacks nothing for itself', () => {
    for (const [profile] of pairs) {
      const { summary, gaps } = compareDomain(profile, profile, 'all');
      expect(gaps).toEqual([]);
      expect(summary).toMatchObject({ coverage: 1_000_000, shortfall: 0, surplus: 0, direction: null });
    }
  });

  it('contributions add up to the shortfall', () => {
    for (const [from, to] of pairs) {
      const { summary, gaps } = compareDomain(from, to, 'gaps');
      const sum = gaps.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum * 100 - (summary.shortfall ?? 0))).toBeLessThanOrEqual(50);
    }
  });

  it('a higher level of the source never lowers the coverage', () => {
    for (const [i, [from, to]] of pairs.entries()) {
      const level = from.level.map((at, element) => (element === i % 35 ? Math.min(700, at + 100) : at));
      const before = compareDomain(from, to, 'gaps').summary.coverage ?? 0;
      expect(compareDomain({ ...from, level }, to, 'gaps').summary.coverage).toBeGreaterThanOrEqual(before);
    }
  });

  it('the verdict of an element does not depend on the others', () => {
    const only = (profile: ComparableRatings, element: number): ComparableRatings => ({
      ...profile,
      level: profile.level.slice(element, element + 1),
      importance: profile.importance.slice(element, element + 1),
      levelError: profile.levelError.slice(element, element + 1),
      suppressed: profile.suppressed.slice(element, element + 1),
      notRelevant: profile.notRelevant.slice(element, element + 1),
    });
    for (const [from, to] of pairs.slice(0, 20)) {
      for (const { element, verdict } of compareDomain(from, to, 'gaps').gaps) {
        const alone = compareDomain(only(from, element), only(to, element), 'gaps').gaps;
        expect(alone[0]?.verdict).toBe(verdict);
      }
    }
  });

  it('every listed gap is counted under one verdict', () => {
    for (const [from, to] of pairs) {
      const { summary, gaps } = compareDomain(from, to, 'gaps');
      const counted = Object.values(summary.verdicts).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(gaps.length);
    }
  });
});
