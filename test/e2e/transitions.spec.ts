import { testServersForProcesses } from '../support/databases/databases';
import { SOURCE } from '../support/sources/onet-tables';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

interface Ranked {
  readonly code: string;
  readonly basis: string;
  readonly job_zone: number | null;
  readonly similarity: number;
  readonly percentile: number;
  readonly band: string;
  readonly coverage: number;
  readonly real_gaps: number;
  readonly top_gaps: readonly string[];
}

interface Ranking {
  readonly release: string;
  readonly occupation: { readonly job_zone: number | null; readonly basis: string };
  readonly compared: number;
  readonly eligible: number;
  readonly similar: readonly Ranked[];
  readonly moves: readonly Ranked[];
  readonly feeders: readonly Ranked[];
  readonly limits: readonly { readonly id: string }[];
}

interface Step {
  readonly from: string;
  readonly to: string;
  readonly shortfall: number;
  readonly percentile: number;
}

interface Paths {
  readonly direct: { readonly shortfall: number; readonly admissible: boolean };
  readonly paths: readonly (null | {
    readonly stops: readonly { readonly code: string }[];
    readonly steps: readonly Step[];
    readonly largest: number;
    readonly total: number;
  })[];
  readonly obstacles: readonly { readonly stops: number; readonly rules: readonly string[] }[];
}

interface Unlocks {
  readonly pool: { readonly kind: string; readonly size: number; readonly covered: number };
  readonly unlocks: readonly { readonly element_id: string; readonly gain: number; readonly rank: number }[];
}

interface Analysis {
  readonly similarity: { readonly value: number; readonly percentile: number; readonly band: string };
  readonly domains: {
    readonly skills: {
      readonly coverage: number;
      readonly shortfall: number;
      readonly verdicts: { readonly real: number };
      readonly gaps: readonly { readonly name: string }[];
    };
  };
}

const CODE = '11-1011.00';
/** O*NET has not rated it, and the sample has not either; both name related occupations. */
const UNRATED = '15-2051.00';
const NO_LIMIT = 'min_coverage=0&max_zone_step=4&limit=100';

/** Worked out from release 29.0 by another program. */
const MOVES_IN_29_0 = ['39-3011.00 .941342 .925184', '43-3041.00 .935822 .835997', '41-2021.00 .926135 .803811'];
const FEEDERS_IN_29_0 = ['43-3041.00 .952281 .917289', '43-4141.00 .950633 .916187', '39-3012.00 .946971 .885704'];
const PATHS_IN_29_0 = [
  [['29-2052.00'], 0.263857, 0.499886],
  [['43-9061.00', '31-9099.01'], 0.187359, 0.535843],
];

describe.each(testServersForProcesses())('transitions on $name', (server) => {
  let service: Service;
  let isRelease29: boolean;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    isRelease29 = (await ask<Ranking>(`occupations/${CODE}/similar`)).release === '29.0';
  });
  afterAll(() => service.stop());

  it('ranks all others by similarity, and says of each what the analysis says', async () => {
    const { similar, compared } = await ask<Ranking>(`occupations/${CODE}/similar?limit=100`);
    expect(similar).toHaveLength(Math.min(100, compared));
    expect(similar.map(({ code }) => code)).not.toContain(CODE);
    expectDescending(similar);
    for (const row of similar.slice(0, 5)) expect(row).toMatchObject(await wayOf(CODE, row.code));
  });

  it('moves to what is covered and near alone; without limits to what is similar', async () => {
    const { moves, eligible, occupation } = await ask<Ranking>(`occupations/${CODE}/moves?limit=100`);
    expect(moves).toHaveLength(Math.min(100, eligible));
    for (const { coverage, job_zone: zone } of moves) {
      expect(coverage).toBeGreaterThanOrEqual(0.8);
      expect(Math.abs((zone ?? NaN) - (occupation.job_zone ?? NaN))).toBeLessThanOrEqual(1);
    }
    expectDescending(moves);
    const all = await ask<Ranking>(`occupations/${CODE}/moves?${NO_LIMIT}`);
    expect(all.moves).toEqual((await ask<Ranking>(`occupations/${CODE}/similar?limit=100`)).similar);
  });

  it('is fed by what covers it: the same the other way', async () => {
    const { feeders } = await ask<Ranking>(`occupations/${CODE}/feeders?${NO_LIMIT}`);
    expectDescending(feeders);
    for (const row of feeders.slice(0, 3)) expect(row).toMatchObject(await wayOf(row.code, CODE));
  });

  it('says that nothing is within the limits, with what was compared', async () => {
    const answer = await ask<Ranking>(`occupations/${CODE}/feeders?min_coverage=1&max_zone_step=0`);
    expect(answer.feeders).toHaveLength(Math.min(10, answer.eligible));
    expect(answer).toMatchObject({ min_coverage: 1, max_zone_step: 0, compared: expect.any(Number) });
  });

  it('takes estimates in only when told to, and marks them', async () => {
    expectProblem(await service.get(`/api/v1/occupations/${UNRATED}/moves`), 422, 'OCCUPATION_NOT_RATED');
    const { occupation, limits } = await ask<Ranking>(`occupations/${UNRATED}/moves?estimates=on&${NO_LIMIT}`);
    expect(occupation.basis).toBe('estimated');
    expect(limits.map(({ id }) => id)).toContain('estimates');
    const [off, on] = await Promise.all(
      ['off', 'on'].map((estimates) => ask<Ranking>(`occupations/${CODE}/similar?limit=100&estimates=${estimates}`)),
    );
    expect(new Set(off?.similar.map(({ basis }) => basis))).toEqual(new Set(['rated']));
    expect(on?.compared).toBeGreaterThan(off?.compared ?? Infinity);
  });

  it('finds paths whose steps are those of the analysis, and says which rule stands in the way of others', async () => {
    const { similar } = await ask<Ranking>(`occupations/${CODE}/similar?limit=100`);
    const to = similar.at(-1)?.code ?? '';
    const free = await ask<Paths>(`paths?from=${CODE}&to=${to}&min_percentile=0&max_zone_up=4&corridor=off`);
    const { shortfall } = (await analyse(CODE, to)).domains.skills;
    expect(free.direct).toMatchObject({ shortfall, admissible: true });
    expect(free.paths).toHaveLength(2);
    for (const path of free.paths) if (path) await expectPath(path, CODE, to, shortfall);
    expect(free.obstacles.flatMap(({ rules }) => rules)).toEqual([]);
    const strict = await ask<Paths>(`paths?from=${CODE}&to=${to}&min_percentile=100&max_zone_up=4&corridor=off`);
    expect(strict.paths).toEqual([null, null]);
    const liftable = free.paths.flatMap((path, i) => (path ? i + 1 : []));
    const blocked = strict.obstacles.filter(({ rules }) => rules.includes('min_percentile'));
    expect(blocked.map(({ stops }) => stops)).toEqual(liftable);
    expect((await ask<Paths>(`paths?from=${CODE}&to=${to}&max_stops=0`)).paths).toEqual([]);
  });

  it('starts and ends paths at estimated occupations when told to', async () => {
    const query = `from=${UNRATED}&to=${CODE}`;
    expectProblem(await service.get(`/api/v1/paths?${query}`), 422, 'OCCUPATION_NOT_RATED');
    const { direct } = await ask<Paths>(`paths?${query}&estimates=on`);
    expect(direct.shortfall).toBe((await analyse(UNRATED, CODE)).domains.skills.shortfall);
  });

  it.each(['all', 'near'])('counts what each skill would open of the pool %s', async (pool) => {
    const answer = await ask<Unlocks>(`occupations/${CODE}/unlocks?pool=${pool}`);
    expect(answer.pool.kind).toBe(pool);
    expect(answer.unlocks.length).toBeGreaterThan(0);
    for (const [i, { gain, rank }] of answer.unlocks.entries()) {
      const before = answer.unlocks[i - 1];
      expect(gain).toBeLessThanOrEqual(before?.gain ?? answer.pool.size - answer.pool.covered);
      expect(rank).toBe(gain === before?.gain ? before.rank : i + 1);
    }
  });

  it.each([
    `occupations/${CODE}/similar`,
    `occupations/${CODE}/moves`,
    `occupations/${CODE}/feeders`,
    `occupations/${CODE}/unlocks`,
    `paths?from=${CODE}&to=11-3013.00`,
  ])('need not be sent again to whoever holds it: %s', async (path) => {
    const etag = (await service.get(`/api/v1/${path}`)).headers.get('etag') ?? '';
    expect((await service.get(`/api/v1/${path}`, { 'if-none-match': etag })).status).toBe(304);
    const other = `/api/v1/${path}${path.includes('?') ? '&' : '?'}estimates=on`;
    expect((await service.get(other, { 'if-none-match': etag })).status).toBe(200);
  });

  it('agrees with what another program worked out from release 29.0', async () => {
    if (!isRelease29) return;
    const { moves } = await ask<Ranking>('occupations/41-2011.00/moves?limit=3');
    const { feeders } = await ask<Ranking>('occupations/43-3071.00/feeders?limit=3');
    expect([moves, feeders].map((rows) => rows.map(inShort))).toEqual([MOVES_IN_29_0, FEEDERS_IN_29_0]);
    const { direct, paths } = await ask<Paths>('paths?from=41-2011&to=29-1141');
    expect(direct).toMatchObject({ shortfall: 0.433332, admissible: false });
    expect(paths.map((path) => [path?.stops.map(({ code }) => code), path?.largest, path?.total])).toEqual(
      PATHS_IN_29_0,
    );
    const { pool, unlocks } = await ask<Unlocks>('occupations/29-1141/unlocks');
    expect(pool).toEqual({ kind: 'all', size: 878, covered: 552 });
    expect(unlocks.slice(0, 3)).toMatchObject([
      { element_id: '2.B.3.k', gain: 21, rank: 1 },
      { element_id: '2.B.3.h', gain: 20, rank: 2 },
      { element_id: '2.B.3.j', gain: 20, rank: 2 },
    ]);
    const near = await ask<Unlocks>('occupations/41-2011/unlocks?pool=near');
    expect(near.pool).toEqual({ kind: 'near', size: 216, covered: 20 });
  });

  async function ask<T>(path: string): Promise<T> {
    const answer = await service.get(`/api/v1/${path}`);
    expect({ path, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
      ...{ path, status: 200, text: '' },
    });
    return answer.body as T;
  }

  function analyse(from: string, to: string): Promise<Analysis> {
    return ask(`gap-analysis?from=${from}&to=${to}&domains=skills`);
  }

  async function wayOf(from: string, to: string) {
    const { similarity, domains } = await analyse(from, to);
    const { coverage, verdicts, gaps } = domains.skills;
    return {
      ...{ similarity: similarity.value, percentile: similarity.percentile, band: similarity.band },
      ...{ coverage, real_gaps: verdicts.real, top_gaps: gaps.slice(0, 3).map(({ name }) => name) },
    };
  }

  async function expectPath(
    { stops, steps, largest, total }: NonNullable<Paths['paths'][number]>,
    from: string,
    to: string,
    direct: number,
  ): Promise<void> {
    const codes = [from, ...stops.map(({ code }) => code), to];
    expect(new Set(codes).size).toBe(codes.length);
    expect(steps.map((step) => [step.from, step.to])).toEqual(codes.slice(1).map((code, i) => [codes[i], code]));
    for (const step of steps) {
      const { similarity, domains } = await analyse(step.from, step.to);
      expect(step).toMatchObject({ shortfall: domains.skills.shortfall, percentile: similarity.percentile });
    }
    expect(largest).toBe(Math.max(...steps.map(({ shortfall }) => shortfall)));
    expect(largest).toBeLessThan(direct);
    expect(total).toBeCloseTo(
      steps.reduce((sum, { shortfall }) => sum + shortfall, 0),
      6,
    );
  }
});

function expectDescending(rows: readonly Ranked[]): void {
  const ranked = rows.toSorted((a, b) => b.similarity - a.similarity || (a.code < b.code ? -1 : 1));
  expect(rows).toEqual(ranked);
}

function inShort({ code, similarity, coverage }: Ranked): string {
  return `${code} ${String(similarity).slice(1)} ${String(coverage).slice(1)}`;
}
