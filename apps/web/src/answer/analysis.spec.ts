import { counts, foldedGaps, level, phraseOf, ratedIn, realGaps, strengths } from './analysis';
import type { AnalysedDomain, Analysis, Gap, Other } from './analysis';

const gap = (element_id: string, more: Partial<Gap>): Gap => ({
  element_id,
  name: `Skill ${element_id}`,
  from_level: 1,
  to_level: 3,
  difference: 2,
  half_width: 0.4,
  importance: 3,
  weight: 0.5,
  words: null,
  from_date: '2021-08-01',
  to_date: '2022-08-01',
  flags: [],
  verdict: 'real',
  contribution: 0.01,
  ...more,
});

const other = (element_id: string, more: Partial<Other>): Other => ({
  ...gap(element_id, {}),
  difference: -1,
  verdict: 'met',
  surplus: 'real',
  ...more,
});

const skills: AnalysedDomain = {
  compared: 35,
  coverage: 0.8,
  coverage_standard_error: 0.01,
  shortfall: 0.2,
  real_shortfall: 0.1,
  surplus: 0,
  direction: 0.5,
  verdicts: { real: 3, within_noise: 1, low_precision: 0, unknown: 1, not_required: 0 },
  expected_by_chance: 0.1,
  gaps: [
    gap('c', { difference: 1 }),
    gap('noise', { verdict: 'within_noise', from_date: '2010-06-01' }),
    gap('b', { difference: 2.5 }),
    gap('a', { difference: 2.5 }),
    gap('who knows', { verdict: 'unknown', to_date: null }),
  ],
  others: [
    other('less', { difference: -0.5 }),
    other('most', { difference: -2 }),
    other('same', { difference: 0, surplus: null }),
    other('idle', { verdict: 'not_required' }),
  ],
};

const ids = (rows: readonly { readonly element_id: string }[]) => rows.map(({ element_id }) => element_id);

describe('analysed domain', () => {
  it('lists real gaps by what they add to what is missing, as the service does', () => {
    expect(ids(realGaps(skills, 'weight'))).toEqual(['c', 'b', 'a']);
  });

  it('lists real gaps by the size of the step, equal ones by id', () => {
    expect(ids(realGaps(skills, 'difference'))).toEqual(['a', 'b', 'c']);
    expect(ids(skills.gaps)).toEqual(['c', 'noise', 'b', 'a', 'who knows']);
  });

  it('folds the others by why they are not real, without empty groups', () => {
    expect(foldedGaps(skills).map(({ verdict, gaps }) => [verdict, ids(gaps)])).toEqual([
      ['within_noise', ['noise']],
      ['unknown', ['who knows']],
    ]);
  });

  it('counts as strengths what is really more than needed, the most first', () => {
    expect(ids(strengths(skills))).toEqual(['most', 'less']);
    expect(ids(level(skills))).toEqual(['same']);
  });

  it('knows from when to when each side was rated', () => {
    expect(ratedIn(skills, 'from_date')).toEqual({ earliest: '2010-06-01', latest: '2021-08-01' });
    expect(ratedIn({ ...skills, gaps: [], others: [] }, 'to_date')).toBeNull();
  });

  it('counts gaps of every domain, and says which one is missing', () => {
    const analysis = { domains: { skills, knowledge: null } } as unknown as Analysis;
    expect(counts(analysis)).toEqual([
      { domain: 'skills', real: 3, listed: 5 },
      { domain: 'knowledge', real: null, listed: 0 },
      { domain: 'abilities', real: null, listed: 0 },
      { domain: 'work_activities', real: null, listed: 0 },
    ]);
  });
});

describe('words of a gap', () => {
  it('come without the name and the figures', () => {
    expect(phraseOf('Speaking 3.00 → 4.25: from about “Greet: tourists” to above “Argue”.')).toBe(
      'From about “Greet: tourists” to above “Argue”.',
    );
  });

  it('are none where the difference is not worth a word', () => {
    expect(phraseOf(null)).toBeNull();
  });
});
