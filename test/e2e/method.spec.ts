import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { expectUnshared } from '../support/service/caching';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { SOURCE } from '../support/sources/onet-tables';

const PATH = '/api/v1/method';
const DIGITS = { maximumFractionDigits: 6 };
const OF_OCCUPATIONS = ['not_in_onet', 'occupations_not_persons', 'standard_errors', 'estimates'];
const LIMITS = [...OF_OCCUPATIONS, 'persons'];

interface Method {
  readonly release: string;
  readonly similarity: {
    readonly pairs: number;
    readonly bands: readonly { band: string; percentile_from: number; similarity_from: number | null }[];
    readonly benchmark: Readonly<Record<string, number>> | null;
  };
  readonly estimates: {
    readonly occupations: number;
    readonly domains: Readonly<Record<string, { level: Readonly<Record<string, number>> }>>;
  } | null;
  readonly transitions: readonly { id: string; rule: string }[];
  readonly limits: readonly { id: string }[];
}

/** Worked out by another program. */
const GOLDEN = {
  release: '29.0',
  pairs: 385_881,
  similarityFrom: [0.888144, 0.821536, 0.775392, 0.678406, null],
  benchmark: {
    ...{ sources: 879, links: 8226, auc: 0.9636, pooled_auc: 0.9527 },
    ...{ recall_at_10: 0.437, recall_at_20: 0.618, mrr: 0.777 },
  },
  estimated: 44,
  meanErrors: { skills: 0.3222, knowledge: 0.4906 },
};

it('docs/method.md has the same figures', () => {
  const document = readFileSync(join(__dirname, '../../docs/method.md'), 'utf8');
  const { pairs, similarityFrom, benchmark, estimated, meanErrors } = GOLDEN;
  const figures = [pairs, estimated, ...similarityFrom, ...Object.values(benchmark), ...Object.values(meanErrors)];
  const missing = figures.filter(
    (figure) => figure !== null && !document.includes(figure.toLocaleString('en', DIGITS)),
  );
  expect({ release: document.includes(`of release ${GOLDEN.release}`), missing }).toEqual({
    release: true,
    missing: [],
  });
});

describe.each(testServers())('the method on $name', (server) => {
  let service: Service;
  let method: Method;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    // Who asks at once waits for one measurement.
    const answers = await Promise.all(Array.from({ length: 10 }, () => service.get(PATH)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    method = answers[0]?.body as Method;
  });
  afterAll(() => service.stop());

  it('tells the figures of the release', () => {
    const { similarity, estimates } = method;
    expect(similarity.pairs).toBeGreaterThan(0);
    expect(similarity.benchmark?.auc).toBeGreaterThan(0.5);
    expect(estimates?.occupations).toBeGreaterThan(0);
    for (const { level } of Object.values(estimates?.domains ?? {})) {
      expect(level.p10_error).toBeLessThanOrEqual(level.mean_error ?? 0);
      expect(level.mean_error).toBeLessThanOrEqual(level.p90_error ?? 0);
    }
  });

  it('tells what golden values say, where the release is that of them', () => {
    if (method.release !== GOLDEN.release) return;
    const { similarity, estimates } = method;
    expect(similarity.pairs).toBe(GOLDEN.pairs);
    expect(similarity.bands.map((band) => band.similarity_from)).toEqual(GOLDEN.similarityFrom);
    expect(similarity.benchmark).toMatchObject(GOLDEN.benchmark);
    expect(estimates?.occupations).toBe(GOLDEN.estimated);
    for (const [domain, error] of Object.entries(GOLDEN.meanErrors)) {
      expect(estimates?.domains[domain]?.level.mean_error).toBeCloseTo(error, 4);
    }
  });

  it('has bands that begin where answers call a similarity so', async () => {
    const pair = 'from=11-1011&to=11-3013';
    const { body } = await service.get(`/api/v1/gap-analysis?${pair}&domains=skills`);
    const { value, percentile, band } = (body as { similarity: Record<string, number | string> }).similarity;
    const found = method.similarity.bands.find((each) => (each.similarity_from ?? -1) <= Number(value));
    expect(found?.band).toBe(band);
    expect(found?.percentile_from).toBeLessThanOrEqual(Number(percentile));
  });

  it('tells the rules of transitions, each with its thresholds', () => {
    const rules = new Map(method.transitions.map(({ id, rule }) => [id, rule]));
    expect([...rules.keys()]).toEqual(['similar', 'moves', 'feeders', 'unlocks', 'paths', 'cohorts']);
    expect(rules.get('moves')).toContain('covers to 80 % (min_coverage)');
    expect(rules.get('paths')).toContain('in percentile 90 of similarity (min_percentile)');
  });

  it('has all limits that answers link to', async () => {
    expect(method.limits.map(({ id }) => id)).toEqual(LIMITS);
    const { body } = await service.get('/api/v1/gap-analysis?from=11-1011&to=15-2051&domains=skills');
    const { limits } = body as { limits: { id: string; href: string }[] };
    expect(limits.map(({ href }) => href)).toEqual(OF_OCCUPATIONS.map((id) => `${PATH}#${id}`));
  });

  it('may be kept, and is not sent again while it stays the same', async () => {
    const answer = await service.get(PATH);
    expectUnshared(answer.headers);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=60');
    const etag = answer.headers.get('etag') ?? '';
    expect(await service.get(PATH, { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' });
    expect((await service.get(PATH, { 'if-none-match': '"other"' })).text).toBe(answer.text);
  });

  it('is told of any release that is kept', async () => {
    const named = await service.get(`${PATH}?release=${method.release}`);
    expect(named.body).toEqual(method);
    expectProblem(await service.get(`${PATH}?release=1.0`), 404, 'RELEASE_NOT_FOUND');
    expectProblem(await service.get(`${PATH}?domain=skills`), 400, 'INVALID_PARAMETER');
  });
});
