import { parse } from 'csv-parse/sync';
import { testServersForProcesses } from '../support/databases/databases';
import { SOURCE } from '../support/sources/onet-tables';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

interface Cohort {
  readonly release: string;
  readonly people: number;
  readonly placed: number;
  readonly total_shortfall: number;
  readonly origins: readonly {
    readonly code: string;
    readonly people: number;
    readonly left: number;
    readonly shortfalls: readonly number[];
    readonly real_gaps: readonly number[];
    readonly eligible: readonly boolean[];
  }[];
  readonly targets: readonly {
    readonly code: string;
    readonly capacity: number | null;
    readonly placed: number;
    readonly prevalent_gaps: readonly { element_id: string; people: number; level_people: number }[];
  }[];
  readonly plan: readonly { from: string; to: string; people: number; shortfall: number }[];
}

const ORIGINS = [
  { code: '11-1011', people: 30 },
  { code: '41-2011.00', people: 20 },
];
const TARGETS = [{ code: '29-1141.00', capacity: 25 }, { code: '11-3013.00' }];
/** O*NET has not rated it, and the sample has not either; both name related occupations. */
const UNRATED = '15-2051.00';

/** Worked out from release 29.0 by another program. */
const IN_29_0 = {
  origins: [
    { code: '41-2011.00', people: 120 },
    { code: '43-4051.00', people: 60 },
    { code: '53-3032.00', people: 40 },
    { code: '51-4041.00', people: 25 },
  ],
  targets: [
    { code: '43-3071.00', capacity: 100 },
    { code: '49-3031.00', capacity: 60 },
    { code: '13-1071.00', capacity: 40 },
  ],
  shortfalls: [
    [0.21246, 0.470664, 0.338581],
    [0.054934, 0.380878, 0.131172],
    [0.157553, 0.167133, 0.298219],
    [0.068685, 0.077604, 0.229626],
  ],
  realGaps: [
    [17, 23, 22],
    [5, 9, 14],
    [10, 17, 20],
    [3, 3, 18],
  ],
  prevalent: [
    [220, '2.A.1.e', 140.4],
    [245, '2.B.3.l', 771.85],
    [245, '2.A.1.c', 375.3],
  ],
  total: 30.85758,
};

describe.each(testServersForProcesses())('cohorts on $name', (server) => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
  });
  afterAll(() => service.stop());

  it('compares every origin with every target as the analysis does', async () => {
    const { origins, targets } = await plan({ origins: ORIGINS, targets: TARGETS });
    expect(origins.map(({ code }) => code)).toEqual(['11-1011.00', '41-2011.00']);
    for (const origin of origins) {
      for (const [i, { code }] of targets.entries()) {
        const path = `/api/v1/gap-analysis?from=${origin.code}&to=${code}&domains=skills`;
        const { domains } = (await service.get(path)).body as {
          domains: { skills: { shortfall: number; verdicts: { real: number } } };
        };
        const { shortfall, verdicts } = domains.skills;
        expect([origin.shortfalls[i], origin.real_gaps[i]]).toEqual([shortfall, verdicts.real]);
      }
    }
  });

  it('places everybody where there is room, and tells the sum of what they lack', async () => {
    const answer = await plan({ origins: ORIGINS, targets: TARGETS });
    expect(answer).toMatchObject({ people: 50, placed: 50 });
    expectFeasible(answer);
    const total = answer.plan.reduce((sum, { people, shortfall }) => sum + people * shortfall, 0);
    expect(answer.total_shortfall).toBeCloseTo(total, 6);
  });

  it('leaves those without a place', async () => {
    const answer = await plan({ origins: ORIGINS, targets: [{ code: '29-1141.00', capacity: 25 }] });
    expect(answer).toMatchObject({ people: 50, placed: 25 });
    expectFeasible(answer);
  });

  it('places nobody beyond the limits of the request', async () => {
    const answer = await plan({ origins: ORIGINS, targets: TARGETS, min_coverage: 0.99, max_zone_step: 0 });
    expectFeasible(answer);
    for (const { eligible, shortfalls } of answer.origins) {
      for (const [i, is] of eligible.entries()) if (is) expect(shortfalls[i]).toBeLessThanOrEqual(0.01);
    }
  });

  it('takes a SOC group for its occupations with ratings', async () => {
    const { origins, people } = await plan({ origins: [{ code: '11-0000', people: 100 }], targets: TARGETS });
    expect(origins.length).toBeGreaterThan(1);
    expect(people).toBe(100);
    for (const { code } of origins) expect(code).toMatch(/^11-/);
  });

  it('takes estimates when told to', async () => {
    const asked = { origins: [{ code: UNRATED, people: 1 }], targets: TARGETS };
    expectProblem(await ask(asked), 422, 'OCCUPATION_NOT_RATED');
    expect((await plan({ ...asked, estimates: 'on' })).origins).toMatchObject([{ basis: 'estimated' }]);
  });

  it.each([
    [{}, 'origins must be a list of 1 to 200 origins; targets must be a list of 1 to 200 targets'],
    [{ origins: [{ code: 'nurse', people: 1 }], targets: TARGETS }, 'origins.0.code must be an O*NET-SOC code'],
    [{ origins: [{ code: '11-1011', people: 0 }], targets: TARGETS }, 'origins.0.people must be a whole number'],
    [{ origins: [{ code: '11-1011', people: 1, x: 1 }], targets: TARGETS }, 'x is not a known field'],
    [{ origins: [...ORIGINS, ...ORIGINS], targets: TARGETS }, 'origins name 11-1011.00 more than once'],
    [{ origins: ORIGINS, targets: TARGETS, min_coverage: 80 }, 'min_coverage must be a share from 0 to 1'],
    [{ origins: ORIGINS, targets: TARGETS, release: 29 }, 'release must be a release such as 29.0'],
  ])('refuses %j', async (body, detail) => {
    expect(expectProblem(await ask(body), 400, 'INVALID_PARAMETER').detail).toContain(detail);
  });

  it.each(['csv', 'ndjson'])('has the same cells as %s, a row for each', async (format) => {
    const body = { origins: ORIGINS, targets: TARGETS, max_zone_step: 2 };
    const { release, origins, targets, plan: placements } = await plan(body);
    const answer = await service.request('POST', `/api/v1/cohorts?format=${format}`, {}, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="onet-${release}-cohort.${format}"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const rows: Record<string, unknown>[] =
      format === 'csv'
        ? parse(answer.text, { columns: true, bom: true })
        : answer.text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>);
    const shown = (value: string | number | boolean | null | undefined) =>
      format === 'csv' ? String(value ?? '') : value;
    const cells = origins.flatMap((from) =>
      targets.map((to, i) => ({
        ...{
          release,
          from_code: from.code,
          people: shown(from.people),
          to_code: to.code,
          capacity: shown(to.capacity),
        },
        ...{
          shortfall: shown(from.shortfalls[i]),
          real_gaps: shown(from.real_gaps[i]),
          eligible: shown(from.eligible[i]),
        },
        placed: shown(placements.find((each) => each.from === from.code && each.to === to.code)?.people ?? 0),
      })),
    );
    expect(rows).toMatchObject(cells);
    for (const { coverage, shortfall } of rows) expect(Number(coverage) + Number(shortfall)).toBeCloseTo(1, 9);
  });

  it('says which formats there are', async () => {
    const answer = await service.request(
      'POST',
      '/api/v1/cohorts?format=xlsx',
      {},
      { origins: ORIGINS, targets: TARGETS },
    );
    expect(expectProblem(answer, 400, 'INVALID_PARAMETER').detail).toContain('must be one of json, csv, ndjson');
  });

  it('says which occupation there is not', async () => {
    const unknown = { origins: [{ code: '99-9999.00', people: 1 }], targets: TARGETS };
    expectProblem(await ask(unknown), 404, 'OCCUPATION_NOT_FOUND');
    expectProblem(await ask({ origins: ORIGINS, targets: TARGETS, release: '1.0' }), 404, 'RELEASE_NOT_FOUND');
  });

  it('agrees with what another program worked out from release 29.0', async () => {
    const { origins, targets } = IN_29_0;
    const answer = await ask({ origins, targets });
    const cohort = answer.body as Cohort;
    if (answer.status !== 200 || cohort.release !== '29.0') return;
    expect(cohort.origins.map(({ shortfalls }) => shortfalls)).toEqual(IN_29_0.shortfalls);
    expect(cohort.origins.map((row) => row.real_gaps)).toEqual(IN_29_0.realGaps);
    expect(
      cohort.targets.map(({ prevalent_gaps: [gap] }) => [gap?.people, gap?.element_id, gap?.level_people]),
    ).toEqual(IN_29_0.prevalent);
    expect(cohort).toMatchObject({ people: 245, placed: 200, total_shortfall: IN_29_0.total });
    expectFeasible(cohort);
  });

  function ask(body: object): Promise<Answer> {
    return service.request('POST', '/api/v1/cohorts', {}, body);
  }

  async function plan(body: object): Promise<Cohort> {
    const answer = await ask(body);
    expect({ status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      status: 200,
      text: '',
    });
    return answer.body as Cohort;
  }
});

function expectFeasible({ origins, targets, plan, people, placed }: Cohort): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  expect(sum(plan.map((placement) => placement.people))).toBe(placed);
  expect(sum(origins.map(({ left }) => left))).toBe(people - placed);
  for (const origin of origins) {
    const gone = plan.filter(({ from }) => from === origin.code);
    expect(sum(gone.map((placement) => placement.people)) + origin.left).toBe(origin.people);
    for (const { to, shortfall } of gone) {
      const target = targets.findIndex(({ code }) => code === to);
      expect([origin.shortfalls[target], origin.eligible[target]]).toEqual([shortfall, true]);
    }
  }
  for (const { code, capacity, placed: here } of targets) {
    expect(sum(plan.filter(({ to }) => to === code).map((placement) => placement.people))).toBe(here);
    expect(here).toBeLessThanOrEqual(capacity ?? Infinity);
  }
}
