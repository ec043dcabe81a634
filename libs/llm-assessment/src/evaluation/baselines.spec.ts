import { majorGroupMean, skillMean } from './baselines';
import { evaluateLevels } from './evaluate-levels';

const NOT_RATED = NaN;

const rated = [
  { code: '11-1011.00', onet: [4, 0, NOT_RATED] },
  { code: '11-2021.00', onet: [3, 1, 2] },
  { code: '11-3013.00', onet: [2, NOT_RATED, 1] },
  { code: '29-1141.00', onet: [1, 2, 4] },
];

function levels(assessed: readonly Float64Array[]): number[][] {
  return assessed.map((ofOccupation) => Array.from(ofOccupation));
}

describe('skillMean', () => {
  // The first occupation: (3 + 2 + 1) / 3 = 2, (1 + 2) / 2 = 1.5 and, without a rating of its own, (2 + 1 + 4) / 3.
  // The last: (4 + 3 + 2) / 3 = 3, (0 + 1) / 2 = 0.5, (2 + 1) / 2 = 1.5.
  it('is the mean over the other occupations that are rated on the skill', () => {
    expect(levels(skillMean(rated, ['11-1011.00', '29-1141.00']))).toEqual([
      [2, 1.5, 7 / 3],
      [3, 0.5, 1.5],
    ]);
  });

  it('answers in the order of the codes', () => {
    const [first, second] = skillMean(rated, ['29-1141.00', '11-1011.00']);
    expect([first, second]).toEqual(skillMean(rated, ['11-1011.00', '29-1141.00']).reverse());
  });

  it('leaves nothing out for an occupation that is not rated', () => {
    expect(levels(skillMean(rated, ['15-1252.00']))).toEqual([[2.5, 1, 7 / 3]]);
  });

  it('has a hole where no other occupation is rated', () => {
    expect(levels(skillMean([{ code: '11-1011.00', onet: [4] }], ['11-1011.00']))).toEqual([[NaN]]);
    expect(levels(skillMean([], ['11-1011.00']))).toEqual([[]]);
  });

  it('is the level of all where all are equal', () => {
    const equal = ['11-1011.00', '29-1141.00', '53-3032.00'].map((code) => ({ code, onet: [2.12, 0] }));
    for (const assessed of skillMean(equal, ['11-1011.00', '53-3032.00'])) {
      expect(assessed[0]).toBeCloseTo(2.12, 12);
      expect(assessed[1]).toBe(0);
    }
  });

  // Levels 4, 3, 2, 1 become 2, 7/3, 8/3, 3.
  it('turns every gap around', () => {
    const occupations = rated.map(({ code, onet }) => ({ code, onet: onet.slice(0, 1) }));
    const assessed = skillMean(
      occupations,
      occupations.map(({ code }) => code),
    );
    const scores = evaluateLevels({ occupations: occupations.map((o, i) => ({ ...o, assessed: assessed[i]! })) });
    expect(scores).toMatchObject({ phantomShare: 1, missedShare: 1 });
  });
});

describe('majorGroupMean', () => {
  // The first occupation: (3 + 2) / 2, 1 / 1, (2 + 1) / 2. The second: (4 + 2) / 2, 0 / 1, 1 / 1.
  it('is the mean over the other occupations of the major group that are rated on the skill', () => {
    expect(levels(majorGroupMean(rated, ['11-1011.00', '11-2021.00']))).toEqual([
      [2.5, 1, 1.5],
      [3, 0, 1],
    ]);
  });

  it('falls back to the skill mean where the occupation is alone in its group', () => {
    expect(majorGroupMean(rated, ['29-1141.00'])).toEqual(skillMean(rated, ['29-1141.00']));
  });

  it('falls back to the skill mean where no occupation is of the group', () => {
    expect(majorGroupMean(rated, ['15-1252.00'])).toEqual(skillMean(rated, ['15-1252.00']));
  });

  // Skill 0 from the group: 3. Skill 1 is rated on no other manager: (5 + 6) / 2 from the other groups.
  it('falls back for single skills', () => {
    const occupations = [
      { code: '11-1011.00', onet: [4, 2] },
      { code: '11-2021.00', onet: [3, NOT_RATED] },
      { code: '29-1141.00', onet: [1, 5] },
      { code: '53-3032.00', onet: [1, 6] },
    ];
    expect(levels(majorGroupMean(occupations, ['11-1011.00']))).toEqual([[3, 5.5]]);
  });

  it('has a hole where no other occupation is rated at all', () => {
    expect(levels(majorGroupMean([{ code: '11-1011.00', onet: [4] }], ['11-1011.00']))).toEqual([[NaN]]);
  });
});
