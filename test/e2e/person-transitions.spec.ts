import { testServersForProcesses } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

interface Move {
  readonly code: string;
  readonly similarity: number;
  readonly nearest_occupation: { readonly code: string };
}

interface Moves {
  readonly compared: number;
  readonly eligible: number;
  readonly moves: readonly Move[];
  readonly limits: readonly { readonly id: string }[];
}

interface Unlocks {
  readonly pool: { readonly size: number; readonly covered: number };
  readonly unlocks: readonly { readonly element_id: string; readonly from_level: number }[];
}

interface Paths {
  readonly direct: { readonly shortfall: number };
  readonly paths: readonly (null | {
    readonly stops: readonly { readonly code: string }[];
    readonly steps: object[];
  })[];
}

const [CASHIER, NURSE, TARGET] = ['41-2011.00', '29-1141.00', '11-3013.00'];
/** No limits, so that only the person decides. */
const WIDE = { min_coverage: 0, max_zone_step: 4, limit: 100 };
const FREE = { min_percentile: 0, max_zone_up: 4, corridor: 'off' };

describe.each(testServersForProcesses())('where persons can go, on $name', (server) => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: 'sample' });
  });
  afterAll(() => service.stop());

  const post = (path: string, body: object): Promise<Answer> =>
    service.request('POST', `/api/v1/${path}`, { 'x-api-key': service.apiKey }, body);

  async function answer(path: string, body: object): Promise<unknown> {
    const { status, body: told } = await post(path, body);
    expect({ status, told }).toMatchObject({ status: 200 });
    return told;
  }

  const moves = (from: object, more: object = {}) => answer('moves', { from, ...more }) as Promise<Moves>;
  const unlocks = (from: object) => answer('unlocks', { from }) as Promise<Unlocks>;
  const paths = (from: object, more: object = {}) => answer('paths', { from, to: TARGET, ...more }) as Promise<Paths>;
  const ofOccupation = async (path: string) => (await service.get(`/api/v1/${path}`)).body as object;

  it('is for somebody who has been in one occupation what it is for the occupation', async () => {
    const from = { occupations: [NURSE] };
    const { moves: listed, ...about } = await moves(from);
    const own = (await ofOccupation(`occupations/${NURSE}/moves`)) as Moves;
    expect(listed).toEqual(
      own.moves.map((move) => ({ ...move, nearest_occupation: { code: NURSE, title: 'Registered Nurses' } })),
    );
    expect(listed.length).toBeGreaterThan(0);
    expect(about).toMatchObject({ compared: own.compared, eligible: own.eligible, from: { basis: 'person' } });
    expect(about.limits.map(({ id }) => id)).toContain('persons');
    const { pool, unlocks: opened } = (await ofOccupation(`occupations/${NURSE}/unlocks`)) as Unlocks;
    expect(await unlocks(from)).toMatchObject({ pool, unlocks: opened });
    const way = (await ofOccupation(
      `paths?from=${NURSE}&to=${TARGET}&min_percentile=0&max_zone_up=4&corridor=off`,
    )) as Paths;
    const found = await paths(from, FREE);
    expect(found.direct).toEqual(way.direct);
    expect(found.paths.map((path) => path?.stops)).toEqual(way.paths.map((path) => path?.stops));
    expect(found.paths[0]?.steps[0]).toMatchObject({ from: null, to: found.paths[0]?.stops[0]?.code });
  });

  it('is no less for whoever has been in several, in whatever order, and never where they have been', async () => {
    const both = { occupations: [CASHIER, NURSE] };
    const found = await moves(both, WIDE);
    expect(await moves({ occupations: [NURSE, CASHIER] }, WIDE)).toEqual(found);
    const [cashier, nurse] = [
      await moves({ occupations: [CASHIER] }, WIDE),
      await moves({ occupations: [NURSE] }, WIDE),
    ];
    const codes = found.moves.map(({ code }) => code);
    for (const past of both.occupations) expect(codes).not.toContain(past);
    expect(found.compared).toBe(nurse.compared - 1);
    for (const { code, similarity, nearest_occupation: nearest } of found.moves) {
      const [asCashier = -1, asNurse = -1] = [cashier, nurse].map(
        ({ moves: own }) => own.find((move) => move.code === code)?.similarity,
      );
      expect(similarity).toBe(Math.max(asCashier, asNurse));
      expect(nearest.code).toBe(asCashier > asNurse ? CASHIER : NURSE);
    }
    const [one, more] = [await unlocks({ occupations: [CASHIER] }), await unlocks(both)];
    expect(more.pool.covered).toBeGreaterThanOrEqual(one.pool.covered - 1);
    const ways = await paths(both, FREE);
    expect(ways.direct.shortfall).toBeLessThanOrEqual((await paths({ occupations: [CASHIER] }, FREE)).direct.shortfall);
    const stops = ways.paths.flatMap((path) => path?.stops.map(({ code }) => code) ?? []);
    for (const past of both.occupations) expect(stops).not.toContain(past);
  });

  it('goes by what they say of themselves', async () => {
    const from = { occupations: [CASHIER], ratings: [{ element_id: '2.A.1.a', level: 7 }] };
    const { unlocks: opened } = await unlocks(from);
    expect(opened.find(({ element_id }) => element_id === '2.A.1.a')).toMatchObject({ from_level: 7, gain: 0 });
  });

  it('is refused with all that is wrong, and for whoever has been nowhere', async () => {
    const wrong = await post('moves', { from: { occupations: [NURSE] }, min_coverage: 2, limit: 0, to: TARGET });
    const { detail } = expectProblem(wrong, 400, 'INVALID_PARAMETER');
    for (const name of ['min_coverage', 'limit', 'to']) expect(detail).toContain(`${name} `);
    for (const path of ['moves', 'unlocks', 'paths']) {
      const ratings = [{ element_id: '2.A.1.a', level: 7 }];
      const nowhere = await post(path, { from: { ratings }, ...(path === 'paths' && { to: TARGET }) });
      expect(expectProblem(nowhere, 400, 'INVALID_PARAMETER').detail).toContain(
        'from.occupations must name at least one past occupation',
      );
    }
    expectProblem(await post('paths', { from: { occupations: [NURSE] } }), 400, 'INVALID_PARAMETER');
    expectProblem(await post('unlocks', { from: { occupations: ['15-1132'] } }), 422, 'OCCUPATION_RETIRED');
  });
});
