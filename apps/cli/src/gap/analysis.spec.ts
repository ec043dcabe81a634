import type { AnalysedDomainDto, GapAnalysisDto } from '@app/skill-gap';
import { parse } from 'csv-parse/sync';
import { describeAnalysis } from './describe-analysis';
import { analysisCsv } from './gap-csv';

type Gap = AnalysedDomainDto['gaps'][number];

const ROW = {
  ...{ half_width: 0.3465, importance: 3.5, weight: 0.625, from_date: '2023-08-01', to_date: '2024-08-01' },
  ...{ flags: [], words: null },
};

const BAKING: Gap = {
  ...{ ...ROW, element_id: '2.A.1.a', name: 'Baking', from_level: 2, to_level: 4, difference: 2 },
  ...{
    verdict: 'real',
    contribution: 0.1234,
    words: 'Baking 2.00 → 4.00: from about “Toast bread” to above “Bake a cake”.',
  },
};

const COUNTING: Gap = {
  ...{
    ...ROW,
    element_id: '2.A.1.b',
    name: 'Counting',
    from_level: 1,
    to_level: 1.5,
    difference: 0.5,
    half_width: null,
  },
  ...{ verdict: 'unknown', contribution: 0.0031, words: 'Counting 1.00 → 1.50: both about “Count to ten”.' },
};

const WIDTHS = [120, 80, 70];

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('an analysis for people', () => {
  const piped = describeAnalysis(madeUpAnalysis(), 0);

  it('says of both sides where their ratings come from, loudly of an estimated one', () => {
    expect(piped).toContain('From: rated by O*NET, job zone 4\n');
    expect(piped).toContain(
      'To: ESTIMATED, not rated by O*NET: mean over 29 occupations (related occupations, 38 links); a level of a skill is off ' +
        'by 0.32 on average; no job zone\n',
    );
    expect(piped).toContain('Similarity: 0.954, percentile 99.97, very close\n');
  });

  it('sums up each domain, and names one that cannot be compared', () => {
    expect(piped).toContain(
      'SKILLS: 87.4 % (its standard error is not known) of the needs covered; gaps: 1 real, 0 within noise, 0 low precision, ' +
        '1 unknown, 0 not required (0.03 real by chance alone); estimated levels are off by 0.32 on average\n',
    );
    expect(piped).toMatch(/KNOWLEDGE: not compared, as one side has no ratings in it$/m);
  });

  it('has a row for each element, and words below real differences alone', () => {
    expect(piped).toMatch(/│ Baking +│ 2\.00 │ 4\.00 │ 2\.00 ± 0\.35 +│ real +│ 3\.50 │ 12\.34 % │/);
    expect(piped).toMatch(/│ Counting +│ 1\.00 │ 1\.50 │ 0\.50 ± \? +│ unknown +│ 3\.50 │ 0\.31 % +│/);
    expect(piped).toMatch(/│ =Danger +│ 3\.00 │ 1\.00 │ -2\.00 ± 0\.35 │ met, surplus real │ 3\.50 │ +│/);
    expect(piped).toMatch(/│ {3}from about “Toast bread” to above “Bake a cake”\. +│/);
    expect(piped).not.toContain('Count to ten');
  });

  it('has bars on a terminal only, beside the numbers', () => {
    expect(piped).not.toContain('▇');
    const shown = describeAnalysis(madeUpAnalysis(), 120);
    expect(shown).toMatch(/│ 12\.34 % ▇▇▇▇▇ │/);
    expect(shown).toMatch(/│ 0\.31 % ▇ +│/);
  });

  it.each(WIDTHS)('fits a terminal of %d places', (width) => {
    expect(widest(describeAnalysis(madeUpAnalysis(), width))).toBeLessThanOrEqual(width);
  });

  it('keeps its words where a terminal is too narrow for a table', () => {
    const shown = describeAnalysis(madeUpAnalysis(), 40);
    expect(shown).toContain('Element: Baking\n');
    expect(shown).toContain('from about “Toast bread” to above');
  });
});

it('has a row for each element of an analysis, with everything that the answer says of it', () => {
  const rows = parse(analysisCsv(madeUpAnalysis()), { columns: true }) as unknown as Record<string, string>[];
  expect(rows.map(({ domain, element_id: id, contribution }) => [domain, id, contribution])).toEqual([
    ['skills', '2.A.1.a', '0.1234'],
    ['skills', '2.A.1.b', '0.0031'],
    ['skills', '2.A.1.c', '0'],
  ]);
  expect(rows[1]).toMatchObject({ half_width: '', verdict: 'unknown', from_basis: 'rated', to_basis: 'estimated' });
  expect(rows[2]).toMatchObject({
    ...{ name: "'=Danger", difference: '-2', surplus: 'real', flags: 'to_suppressed' },
    words: "'=Danger 3.00 → 1.00: from “high” to “low”.",
  });
});

/** An analysis for tests of what becomes of one: two gaps, and more of a third thing; the target is estimated. */
function madeUpAnalysis(): GapAnalysisDto {
  const others = [
    {
      ...{ ...ROW, element_id: '2.A.1.c', name: '=Danger', from_level: 3, to_level: 1, difference: -2 },
      ...{
        verdict: 'met',
        surplus: 'real',
        words: '=Danger 3.00 → 1.00: from “high” to “low”.',
        flags: ['to_suppressed'],
      },
    },
  ];
  return {
    release: '29.0',
    from: { code: '11-1011.00', title: 'Tower Keepers', job_zone: 4, basis: 'rated' },
    to: {
      ...{ code: '15-2051.00', title: 'Cake Scientists', job_zone: null, basis: 'estimated' },
      estimate: { links: 38, occupations: 29, basis: 'related_occupations', error: 0.32 },
    },
    similarity: { value: 0.953587, percentile: 99.97, band: 'very_close' },
    domains: {
      skills: {
        ...{ compared: 3, coverage: 0.8735, coverage_standard_error: null, shortfall: 0.1265, real_shortfall: 0.1234 },
        ...{ surplus: 0, direction: 0.5, expected_by_chance: 0.03, estimate_error: 0.32 },
        verdicts: { real: 1, within_noise: 0, low_precision: 0, unknown: 1, not_required: 0 },
        ...{ gaps: [BAKING, COUNTING], others },
      },
      knowledge: null,
    },
    ...{ technology: null, preparation: null, work: null, limits: [], citation: 'Cite it.' },
  };
}
