import { evaluateLevels } from './evaluate-levels';

const HOLE = NaN;

const chiefExecutives = { code: '11-1011.00', onet: [4, 2, 0, 1], assessed: [4.5, 2, 1, 3] };
const nurses = { code: '29-1141.00', onet: [3, 2, 1, HOLE], assessed: [4, 2, 1, 2] };
const drivers = { code: '53-3032.00', onet: [1, 3, 2, 1], assessed: [1, 2.5, HOLE, 1] };

describe('scores of single levels', () => {
  // Differences: 0.5, 0, 1, 2 | 1, 0, 0 | 0, -0.5, 0. Eleven ratings of O*NET's, one of them not assessed.
  it('agrees with the worked example', () => {
    const scores = evaluateLevels({ occupations: [chiefExecutives, nurses, drivers] });
    expect(scores).toMatchObject({ compared: 10, coverage: 10 / 11, mae: 0.5, bias: 0.4 });
    expect(scores).toMatchObject({ withinHalf: 0.7, withinOne: 0.9 });
  });

  // Chief Executives: ranks 4 3 1 2 and 4 2 1 3, 1 - 6 * 2 / (4 * 15) = 0.8. Nurses: the same order, 1.
  it('averages the rank correlation over the occupations', () => {
    expect(evaluateLevels({ occupations: [chiefExecutives, nurses] }).spearman).toBeCloseTo(0.9, 12);
  });

  it('leaves an occupation without a rank correlation out of the average', () => {
    const flat = { code: '41-2011.00', onet: [1, 2, 3, 4], assessed: [3, 3, 3, 3] };
    expect(evaluateLevels({ occupations: [nurses, flat] }).spearman).toBe(1);
    expect(evaluateLevels({ occupations: [flat] }).spearman).toBeNull();
  });

  it('counts a difference of exactly 0.5 or 1 as within', () => {
    expect(1.12 - 0.62).toBeGreaterThan(0.5);
    expect(2.14 - 1.14).toBeGreaterThan(1);
    const occupation = {
      code: '11-1011.00',
      onet: [0.62, 1.12, 0.62, 1.14, 1.14],
      assessed: [1.12, 0.62, 1.13, 2.14, 2.15],
    };
    expect(evaluateLevels({ occupations: [occupation] })).toMatchObject({ withinHalf: 0.4, withinOne: 0.8 });
  });

  it('takes a skill beyond the end of the assessed levels as a hole', () => {
    const scores = evaluateLevels({ occupations: [{ code: '11-1011.00', onet: [1, 2], assessed: [1] }] });
    expect(scores).toMatchObject({ compared: 1, coverage: 0.5 });
  });
});

describe('scores of gaps', () => {
  // Skill 0: O*NET 4 > 3 > 1, assessed 4.5 > 4 > 1: the same three gaps.
  // Skill 1: O*NET 2 = 2 < 3, assessed 2 = 2 < 2.5: the same two gaps.
  // Skill 2, not assessed for the drivers: O*NET 0 < 1, assessed 1 = 1: one missed.
  // Skill 3, not rated for the nurses: O*NET 1 = 1, assessed 3 > 1: one phantom.
  // Six gaps each, six ordered pairs.
  it('agrees with the worked example', () => {
    expect(evaluateLevels({ occupations: [chiefExecutives, nurses, drivers] })).toMatchObject({
      phantomGapsPerPair: 1 / 6,
      phantomShare: 1 / 6,
      missedShare: 1 / 6,
    });
  });

  it('counts a gap in the opposite direction as one phantom and one missed gap', () => {
    const lower = { code: '11-1011.00', onet: [1], assessed: [2] };
    const higher = { code: '29-1141.00', onet: [2], assessed: [1] };
    expect(evaluateLevels({ occupations: [lower, higher] })).toMatchObject({
      phantomGapsPerPair: 0.5,
      phantomShare: 1,
      missedShare: 1,
    });
  });

  it('finds no phantom in levels that are too high by the same amount everywhere', () => {
    const raised = [chiefExecutives, nurses].map(({ code, onet }) => ({
      code,
      onet,
      assessed: onet.map((l) => l + 1.5),
    }));
    const scores = evaluateLevels({ occupations: raised });
    expect(scores).toMatchObject({ bias: 1.5, phantomGapsPerPair: 0, phantomShare: 0, missedShare: 0 });
  });

  it('misses all gaps where the assessed levels are the same for all occupations', () => {
    const same = [chiefExecutives, drivers].map((occupation) => ({ ...occupation, assessed: [2, 2, 2, 2] }));
    expect(evaluateLevels({ occupations: same })).toMatchObject({
      phantomGapsPerPair: 0,
      phantomShare: null,
      missedShare: 1,
    });
  });

  it('counts no pair of two occupations without a common skill', () => {
    const unassessed = { code: '41-2011.00', onet: [1, 1, 1, 1], assessed: [HOLE, HOLE, HOLE, HOLE] };
    const occupations = [chiefExecutives, nurses, drivers];
    const { phantomGapsPerPair } = evaluateLevels({ occupations });
    expect(evaluateLevels({ occupations: [...occupations, unassessed] }).phantomGapsPerPair).toBe(phantomGapsPerPair);
  });

  it('takes two assessments of one occupation for no pair', () => {
    const again = { ...nurses, assessed: [1, 5, 0, 0] };
    expect(evaluateLevels({ occupations: [nurses, again] }).phantomGapsPerPair).toBeNull();
  });
});

it('finds nothing to say against identical levels', () => {
  const occupations = [chiefExecutives, nurses, drivers].map((occupation) => ({
    ...occupation,
    assessed: occupation.onet,
  }));
  expect(evaluateLevels({ occupations })).toEqual({
    compared: 11,
    coverage: 1,
    mae: 0,
    bias: 0,
    spearman: 1,
    withinHalf: 1,
    withinOne: 1,
    phantomGapsPerPair: 0,
    phantomShare: 0,
    missedShare: 0,
  });
});

it('has no scores of gaps for one occupation', () => {
  expect(evaluateLevels({ occupations: [chiefExecutives] })).toMatchObject({
    compared: 4,
    mae: 0.875,
    phantomGapsPerPair: null,
    phantomShare: null,
    missedShare: null,
  });
});

const NOTHING = {
  compared: 0,
  mae: null,
  bias: null,
  spearman: null,
  withinHalf: null,
  withinOne: null,
  phantomGapsPerPair: null,
  phantomShare: null,
  missedShare: null,
};

it('has no figures where no rating can be compared', () => {
  const onlyOnet = { code: '11-1011.00', onet: [1, 2], assessed: [HOLE, HOLE] };
  const onlyAssessed = { code: '29-1141.00', onet: [HOLE, HOLE], assessed: [1, 2] };
  expect(evaluateLevels({ occupations: [onlyOnet, onlyAssessed] })).toEqual({ ...NOTHING, coverage: 0 });
  expect(evaluateLevels({ occupations: [onlyAssessed] })).toEqual({ ...NOTHING, coverage: null });
  expect(evaluateLevels({ occupations: [] })).toEqual({ ...NOTHING, coverage: null });
});
