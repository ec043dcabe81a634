import { testServersForProcesses } from '../support/databases/databases';
import { SOURCE } from '../support/sources/onet-tables';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

interface Row {
  readonly element_id: string;
  readonly from_level: number;
  readonly to_level: number;
  readonly difference: number;
  readonly half_width: number | null;
  readonly verdict: string;
  readonly importance: number | null;
  readonly weight: number;
  readonly contribution?: number;
  readonly words: string | null;
}

interface DomainAnswer {
  readonly compared: number;
  readonly coverage: number;
  readonly shortfall: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly gaps: readonly Row[];
  readonly others?: readonly Row[];
}

interface Analysis {
  readonly release: string;
  readonly from: { readonly basis: string };
  readonly similarity: { readonly value: number; readonly percentile: number; readonly band: string };
  readonly domains: Readonly<Record<string, DomainAnswer>>;
  readonly limits: readonly { readonly id: string }[];
}

/** Worked out from release 29.0 by another program: skills. */
const IN_29_0 = [
  {
    from: '41-2011.00',
    to: '43-3071.00',
    coverage: 0.78754,
    error: 0.015093,
    real: 0.182217,
    counts: [17, 11, 0, 0, 2],
  },
  {
    from: '29-1141.00',
    to: '11-9111.00',
    coverage: 0.874581,
    error: 0.009635,
    real: 0.110976,
    counts: [9, 8, 0, 0, 0],
  },
  {
    from: '53-3032.00',
    to: '49-3031.00',
    coverage: 0.832867,
    error: 0.012706,
    real: 0.147567,
    counts: [17, 10, 0, 0, 0],
  },
  { from: '11-1011.00', to: '11-2021.00', coverage: 0.995662, error: 0.002427, real: 0, counts: [0, 3, 0, 0, 0] },
  { from: '15-1252.00', to: '15-2051.00', coverage: 0.94325, error: 0.021971, real: 0, counts: [0, 12, 0, 0, 0] },
  {
    from: '15-1251.00',
    to: '15-1252.00',
    coverage: 0.906081,
    error: 0.021352,
    real: 0.00605,
    counts: [1, 28, 0, 0, 0],
  },
];
const SIMILAR_IN_29_0 = [
  ['41-2011.00', '43-3071.00', 0.953587, 99.97, 'very_close'],
  ['53-3032.00', '49-3031.00', 0.76344, 88.48, 'some_overlap'],
  ['31-1131.00', '29-1141.00', 0.887601, 98.98, 'close'],
  ['15-1252.00', '15-2051.00', 0.913334, 99.62, 'very_close'],
] as const;

const PAIR = 'from=11-1011.00&to=11-3013.00';
const PAIRS = [PAIR, 'from=11-3013.00&to=11-1011.00', 'from=41-2011.00&to=29-1141.00', 'from=53-3032.00&to=49-3031.00'];
/** O*NET has not rated it, and the sample has not either; both name related occupations. */
const UNRATED = '15-2051.00';

describe.each(testServersForProcesses())('the analysis of gaps on $name', (server) => {
  let service: Service;
  let isRelease29: boolean;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    isRelease29 = (await analyse(PAIR)).release === '29.0';
  });
  afterAll(() => service.stop());

  it.each(PAIRS)('lists the skills that the comparison by level lists: %s', async (pair) => {
    const [{ domains }, plain] = [
      await analyse(`${pair}&domains=skills`),
      await service.get(`/api/v1/skill-gap-by-lvl?${pair}`),
    ];
    const listed = (plain.body as { skill_gaps: Record<string, string | number>[] }).skill_gaps.map((gap) => [
      ...[gap.element_id, gap.from_proficiency_level, gap.to_proficiency_level],
    ]);
    const rows = domains.skills?.gaps.map(({ element_id, from_level, to_level }) => [element_id, from_level, to_level]);
    expect(rows).toHaveLength(listed.length);
    expect(rows).toEqual(expect.arrayContaining(listed));
  });

  it.each(PAIRS)('adds up in every domain, and puts first what weighs most: %s', async (pair) => {
    const { domains } = await analyse(`${pair}&include=all`);
    expect(Object.keys(domains)).toEqual(expect.arrayContaining(['skills', 'knowledge']));
    for (const { compared, shortfall, coverage, verdicts, gaps, others } of Object.values(domains)) {
      expect(gaps.length + (others?.length ?? 0)).toBeGreaterThanOrEqual(compared);
      const parts = gaps.reduce((sum, { contribution = 0 }) => sum + Math.round(contribution * 10_000), 0);
      expect(parts).toBe(Math.round(shortfall * 10_000));
      expect(coverage).toBeCloseTo(1 - shortfall, 6);
      expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(gaps.length);
      const priorities = gaps.map(({ weight, difference }) => weight * difference);
      for (const [i, priority] of priorities.entries())
        expect(priorities[i + 1] ?? 0).toBeLessThanOrEqual(priority + 1e-9);
    }
  });

  it('gives words to differences that are real, and none to those that may be noise', async () => {
    const rows = (await Promise.all(PAIRS.map(analyse))).flatMap(({ domains }) =>
      Object.values(domains).flatMap(({ gaps }) => gaps),
    );
    const [real, noise] = ['real', 'within_noise'].map((verdict) => rows.filter((row) => row.verdict === verdict));
    expect(real?.length).toBeGreaterThan(10);
    for (const { words, to_level } of real ?? []) expect(words).toContain(` → ${to_level.toFixed(2)}`);
    expect(noise?.length).toBeGreaterThan(0);
    expect(noise?.filter(({ words }) => words !== null)).toEqual([]);
    for (const { difference, half_width, verdict } of rows) {
      if (verdict === 'real') expect(difference).toBeGreaterThanOrEqual((half_width ?? Infinity) - 0.0001);
      if (verdict === 'within_noise') expect(difference).toBeLessThan((half_width ?? 0) + 0.0001);
    }
  });

  it('finds no gap of an occupation to itself', async () => {
    const { domains, similarity } = await analyse('from=11-1011.00&to=11-1011.00');
    for (const { coverage, gaps } of Object.values(domains))
      expect({ coverage, gaps }).toEqual({ coverage: 1, gaps: [] });
    expect(similarity.value).toBe(1);
  });

  it('takes some domains, and says which there are', async () => {
    expect(Object.keys((await analyse(`${PAIR}&domains=knowledge,skills`)).domains)).toEqual(['skills', 'knowledge']);
    const refused = await service.get(`/api/v1/gap-analysis?${PAIR}&domains=skills,interests`);
    expect(expectProblem(refused, 400, 'INVALID_PARAMETER').detail).toContain('skills, knowledge, abilities');
  });

  it('estimates what O*NET has not rated, says so, and leaves it out when told to', async () => {
    const analysis = await analyse(`from=${UNRATED}&to=11-1011.00`);
    expect(analysis.from).toMatchObject({ basis: 'estimated', estimate: { basis: expect.any(String) } });
    expect(analysis.limits.map(({ id }) => id)).toContain('estimates');
    expect(analysis.domains.skills?.gaps.length).toBeGreaterThan(0);
    const refused = await service.get(`/api/v1/gap-analysis?from=${UNRATED}&to=11-1011.00&estimates=off`);
    expectProblem(refused, 422, 'OCCUPATION_NOT_RATED');
  });

  it('is what a refused comparison of plain levels points to', async () => {
    const refused = await service.get(`/api/v1/skill-gap?from=${UNRATED}&to=11-1011.00`);
    const problem = expectProblem(refused, 422, 'OCCUPATION_NOT_RATED');
    expect(problem).toMatchObject({ estimate_available: true });
    expect(problem.detail).toContain('/api/v1/gap-analysis');
  });

  it('need not be sent again to whoever holds it', async () => {
    const path = `/api/v1/gap-analysis?${PAIR}`;
    const etag = (await service.get(path)).headers.get('etag') ?? '';
    expect((await service.get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await service.get(`${path}&include=all`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('agrees with what another program worked out from release 29.0', async () => {
    if (!isRelease29) return;
    for (const { from, to, coverage, error, real, counts } of IN_29_0) {
      const { skills } = (await analyse(`from=${from}&to=${to}&domains=skills`)).domains;
      expect(skills).toMatchObject({ coverage, coverage_standard_error: error, real_shortfall: real });
      expect(Object.values(skills?.verdicts ?? {})).toEqual(counts);
    }
    for (const [from, to, value, percentile, band] of SIMILAR_IN_29_0) {
      expect((await analyse(`from=${from}&to=${to}`)).similarity).toEqual({ value, percentile, band });
    }
  });

  async function analyse(query: string): Promise<Analysis> {
    const answer = await service.get(`/api/v1/gap-analysis?${query}`);
    expect(answer.status).toBe(200);
    return answer.body as Analysis;
  }
});
