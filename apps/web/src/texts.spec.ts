import type { AnalysedDomain, Analysis } from './answer/analysis';
import { texts } from './texts';

const analysed: AnalysedDomain = {
  compared: 35,
  coverage: 0.874581,
  coverage_standard_error: 0.009635,
  shortfall: 0.125419,
  real_shortfall: 0.1,
  surplus: 0,
  direction: 0.2,
  verdicts: { real: 9, within_noise: 8, low_precision: 0, unknown: 0, not_required: 0 },
  expected_by_chance: 0.43,
  gaps: Array.from<AnalysedDomain['gaps'][number]>({ length: 17 }),
};

const analysis = {
  release: '29.0',
  from: { code: '29-1141.00', title: 'Registered Nurses', job_zone: 4, basis: 'rated' },
  to: { code: '11-9111.00', title: 'Medical and Health Services Managers', job_zone: 4, basis: 'rated' },
  similarity: { value: 0.767309, percentile: 88.98, band: 'some_overlap' },
} as unknown as Analysis;

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the answer in one sentence', () => {
  it('counts real gaps among all, and says what is brought', () => {
    expect(plain(texts.summary.sentence(analysis, 'skills', analysed))).toBe(
      '9 real gaps of 17; you bring 87 % of what Medical and Health Services Managers need.',
    );
  });

  it('names the domain where it is not skills', () => {
    expect(plain(texts.summary.sentence(analysis, 'knowledge', analysed))).toContain('87 % of the knowledge that');
  });

  it('says that none of the gaps is real, and that there is none', () => {
    const none = { ...analysed, verdicts: { ...analysed.verdicts, real: 0 } };
    expect(texts.summary.sentence(analysis, 'skills', none)).toMatch(/^No real gap of 17; /);
    expect(texts.summary.sentence(analysis, 'skills', { ...none, gaps: [] })).toMatch(/^No gap in skills; /);
  });

  it('says that an occupation is no step from itself', () => {
    const same = { ...analysis, to: analysis.from } as Analysis;
    expect(texts.summary.sentence(same, 'skills', analysed)).toBe('Both are the same occupation: nothing is missing.');
  });

  it('tells how uncertain the share is, and how alike the two are', () => {
    expect(plain(texts.summary.details(analysis, analysed))).toBe(
      'The share is uncertain by ± 1.9 %. The two have some overlap: more alike than 89 % of all pairs of occupations. ' +
        'O*NET release 29.0.',
    );
  });

  it('says of the bundled sample that it is no data of O*NET', () => {
    const details = texts.summary.details({ ...analysis, release: 'sample' }, analysed);
    expect(details).toMatch(/Bundled sample: made up, not O\*NET data\.$/);
  });

  it('says of what an estimate is made, and which code was replaced', () => {
    const estimate = { links: 38, occupations: 29, basis: 'related_occupations' as const, error: 0.32 };
    const to = {
      ...analysis.to,
      title: 'Software Developers',
      code: '15-1252.00',
      basis: 'estimated' as const,
      estimate,
    };
    expect(texts.summary.notes({ ...analysis, to: { ...to, replaces: '15-1132.00' } })).toEqual([
      '15-1132.00 is a code of an earlier list; Software Developers (15-1252.00) has taken its place.',
      'Estimated: O*NET has not rated Software Developers. Its levels are means over 29 related occupations, off by 0.32 levels on average.',
    ]);
  });
});

describe('words beside figures', () => {
  it('say how far a difference may be off, or that it is not known', () => {
    expect(texts.gap.difference(2.13, 0.8437)).toBe('+2.13 ± 0.84');
    expect(texts.gap.difference(-1.38, null)).toBe('−1.38, error not known');
  });

  it('say in minutes what takes long to wait for', () => {
    expect(texts.failures.wait(1)).toBe('Asks again by itself in 1 second.');
    expect(texts.failures.wait(120)).toBe('Asks again by itself in 2 minutes.');
  });
});
