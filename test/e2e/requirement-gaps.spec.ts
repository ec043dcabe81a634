import { testServers } from '../support/databases/databases';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { copySource, readRows, SAMPLE_FOLDER } from '../support/sources/onet-tables';

interface Product {
  readonly name: string;
  readonly hot: boolean | null;
  readonly in_demand: boolean | null;
}
interface Commodity {
  readonly commodity_code: string;
  readonly commodity: string;
  readonly examples: readonly Product[];
}
interface Activity {
  readonly activity_id: string;
  readonly activity: string;
  readonly work_activity: { readonly element_id: string };
  readonly tasks: readonly { readonly type: string | null }[];
}
interface Occupation {
  readonly technology: readonly Commodity[];
  readonly activities: readonly Activity[];
  readonly preparation: Readonly<Record<string, unknown>>;
}

const QUESTIONS = ['education', 'experience', 'on_site_training', 'on_the_job_training'];
const UNRATED = '13-1082.00';
/** Without any list of technology or activities. */
const MILITARY = '55-3016.00';
const [server] = testServers();
const codes = readRows(SAMPLE_FOLDER, 'Occupation Data.txt').map((row) => row['O*NET-SOC Code'] ?? '');
/** Each occupation to another one, and some that share much or have no lists. */
const pairs = [
  ...codes.map((code, i) => [code, codes[(i + 7) % codes.length] ?? ''] as const),
  ...(['11-2021.00', '11-9111.00', UNRATED, MILITARY] as const).map((code) => ['11-1011.00', code] as const),
];

describe('two occupations are compared by what is answered about each', () => {
  let service: Service;
  const known = new Map<string, Occupation>();

  beforeAll(async () => {
    service = await startService({
      ...{ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: 'sample' },
      RATE_LIMIT_PER_MINUTE: '0',
    });
    for (const code of codes) {
      const of = async (part: string) => (await service.get(`/api/v1/occupations/${code}/${part}`)).body;
      known.set(code, {
        technology: ((await of('technology')) as Pick<Occupation, 'technology'>).technology,
        activities: ((await of('activities')) as Pick<Occupation, 'activities'>).activities,
        preparation: (await of('preparation')) as Occupation['preparation'],
      });
    }
  });
  afterAll(() => service.stop());

  const gap = async (endpoint: string, from: string, to: string) =>
    (await service.get(`/api/v1/${endpoint}?from=${from}&to=${to}`)).body;

  it.each(pairs)('work from %s to %s', async (from, to) => {
    const { compared, kept, new: added, dropped } = expectedWork(known.get(from)!, known.get(to)!);
    const body = await gap('work-gap', from, to);
    expect(body).toMatchObject({ from: { code: from }, to: { code: to } });
    expect(body).toMatchObject({ compared, kept, new: added, dropped });
  });

  it.each(pairs)('technology from %s to %s', async (from, to) => {
    const technology = expectedTechnology(known.get(from)!, known.get(to)!);
    const body = await gap('technology-gap', from, to);
    expect(body).toMatchObject({ from: { code: from }, to: { code: to } });
    expect((body as { technology: unknown }).technology).toEqual(technology);
  });

  it('an analysis has both, and the preparation of both sides', async () => {
    const [from, to] = ['41-2011.00', '11-9111.00'];
    const body = (await gap('gap-analysis', from, to)) as Record<string, unknown>;
    const { compared, kept, new: added, dropped } = (await gap('work-gap', from, to)) as Record<string, unknown>;
    expect(body.work).toEqual({ compared, kept, new: added, dropped });
    const { technology } = (await gap('technology-gap', from, to)) as Record<string, unknown>;
    expect(body.technology).toEqual(technology);
    const [source, target] = [known.get(from)!.preparation, known.get(to)!.preparation];
    for (const question of QUESTIONS) {
      expect({ from: source[question], to: target[question] }).toMatchObject(
        (body.preparation as Record<string, object>)[question]!,
      );
    }
    const zoneOf = ({ job_zone: zone }: Occupation['preparation']) => (zone as { job_zone: number }).job_zone;
    const zones = { from: zoneOf(source), to: zoneOf(target), difference: zoneOf(target) - zoneOf(source) };
    expect((body.preparation as Record<string, unknown>).job_zone).toEqual(zones);
  });

  it.each(['work-gap', 'technology-gap'])(
    '%s takes both names of a parameter, and says when nothing changed',
    async (endpoint) => {
      const path = `/api/v1/${endpoint}?from=11-1011&to=${UNRATED}`;
      const first = await service.get(path);
      const again = await service.get(`/api/v1/${endpoint}?from_occupation=11-1011.00&to_occupation=${UNRATED}`);
      expect({ status: again.status, text: again.text }).toEqual({ status: 200, text: first.text });
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^".+"$/);
      expect(await service.get(path, { 'If-None-Match': tag })).toMatchObject({ status: 304, text: '' });
      const other = await service.get(`/api/v1/${endpoint}?from=${UNRATED}&to=11-1011`, { 'If-None-Match': tag });
      expect(other.status).toBe(200);
    },
  );
});

describe('a release without technology, activities and abilities', () => {
  let service: Service;
  beforeAll(async () => {
    const without = { 'Technology Skills.txt': null, 'Tasks to DWAs.txt': null, 'Abilities.txt': null };
    service = await startService({
      DATABASE_URL: await freshDatabase(server!),
      ONET_SOURCE: await copySource('db_29_0_text', without),
    });
  });
  afterAll(() => service.stop());

  it.each([
    ['work-gap?', 'activities'],
    ['technology-gap?', 'technology'],
    ['gap-analysis?domains=skills,abilities&', 'abilities'],
  ])('%s says which part is missing, also to who holds any answer', async (endpoint, part) => {
    for (const held of ['', '*']) {
      const answer = await service.get(`/api/v1/${endpoint}from=11-1011&to=11-3013`, { 'If-None-Match': held });
      expect(answer).toMatchObject({ status: 422, body: { code: 'PART_NOT_IN_RELEASE', part, release: '29.0' } });
      expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([null, 'no-store']);
    }
  });

  it('is analysed without them', async () => {
    const { status, body } = await service.get('/api/v1/gap-analysis?from=11-1011&to=11-3013');
    expect({ status, body }).toMatchObject({ status: 200, body: { technology: null, work: null } });
    const { domains } = body as { domains: object };
    expect(Object.keys(domains)).toEqual(['skills', 'knowledge', 'work_activities']);
  });
});

function expectedWork({ activities: from }: Occupation, { activities: to }: Occupation) {
  const find = (list: readonly Activity[], id: string) => list.find(({ activity_id }) => activity_id === id);
  const doesPart = (list: readonly Activity[], id: string) =>
    list.some(({ work_activity }) => work_activity.element_id === id);
  const compared = (list: readonly Activity[]) =>
    byEvidence(list).map(({ activity_id, activity, work_activity }) => ({
      ...{ activity_id, activity, work_activity },
      familiar: [from, to].every((side) => doesPart(side, work_activity.element_id)),
      tasks: { from: find(from, activity_id)?.tasks ?? [], to: find(to, activity_id)?.tasks ?? [] },
    }));
  return {
    compared: { from: from.length, to: to.length },
    kept: compared(to.filter(({ activity_id }) => find(from, activity_id))),
    new: compared(to.filter(({ activity_id }) => !find(from, activity_id))),
    dropped: compared(from.filter(({ activity_id }) => !find(to, activity_id))),
  };
}

function byEvidence(list: readonly Activity[]): Activity[] {
  const core = ({ tasks }: Activity) => tasks.filter(({ type }) => type === 'core').length;
  return list.toSorted((a, b) => core(b) - core(a) || b.tasks.length - a.tasks.length);
}

function expectedTechnology({ technology: from }: Occupation, { technology: to }: Occupation) {
  if (from.length === 0 || to.length === 0) return null;
  const known = (code: string) => from.find(({ commodity_code }) => commodity_code === code)?.examples ?? [];
  const lacks = (code: string) => (one: Product) => !known(code).some(({ name }) => name === one.name);
  const shareOf = (flag: 'hot' | 'in_demand') => {
    const wanted = to.flatMap(({ commodity_code: code, examples }) => examples.map((one) => ({ code, one })));
    const flagged = wanted.filter(({ one }) => one[flag] === true);
    return share(flagged.filter(({ code, one }) => !lacks(code)(one)).length, flagged.length);
  };
  const shared = to.filter(({ commodity_code }) => known(commodity_code).length > 0).length;
  const count = (missing: readonly Product[], flag: 'hot' | 'in_demand') => missing.filter((one) => one[flag]).length;
  return {
    commodity_coverage: share(shared, to.length),
    hot_coverage: shareOf('hot'),
    in_demand_coverage: shareOf('in_demand'),
    commodities: to.length,
    commodities_missing: to.length - shared,
    groups: to
      .map(({ commodity_code, commodity, examples }) => ({
        ...{ commodity_code, commodity, kind: known(commodity_code).length > 0 ? 'other' : 'new' },
        missing: examples.filter(lacks(commodity_code)),
      }))
      .filter(({ missing }) => missing.length > 0)
      .sort(
        ({ missing: a }, { missing: b }) =>
          count(b, 'in_demand') - count(a, 'in_demand') || count(b, 'hot') - count(a, 'hot') || b.length - a.length,
      ),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part / whole) * 1_000_000 + 0.5) / 1_000_000;
}
