import { parse } from 'csv-parse/sync';
import { testServersForProcesses } from '../support/databases/databases';
import { copySource, SOURCE, type Change } from '../support/sources/onet-tables';
import { eventually } from '../support/service/eventually';
import { expectUnshared } from '../support/service/caching';
import { expectProblem } from '../support/service/problems';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

type Row = Readonly<Record<string, string | number | boolean | null>>;

interface Rating {
  readonly data_value: number;
  readonly n: number | null;
  readonly standard_error: number | null;
  readonly recommend_suppress: boolean | null;
  readonly not_relevant: boolean | null;
  readonly date_updated: string | null;
  readonly source: string;
}

interface Ratings {
  readonly release: string;
  readonly occupation: { readonly title: string };
  readonly ratings: readonly { element_id: string; name: string; level: Rating | null; importance: Rating | null }[];
}

interface Ranked {
  readonly code: string;
  readonly similarity: number;
  readonly percentile: number;
  readonly band: string;
  readonly coverage: number;
  readonly job_zone: number | null;
}

const CODE = '11-1011.00';
const TABLES = ['levels', 'levels-wide', 'levels-wide?domain=knowledge', 'occupations', 'pairs', 'similarity'];
const NO_LIMIT = 'min_coverage=0&max_zone_step=4&limit=100';

describe.each(testServersForProcesses())('exports on $name', (server) => {
  let service: Service;
  let release: string;
  /** Of those with skills. */
  let rated: number;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    const { releases } = (await service.get('/api/v1/releases')).body as {
      releases: [{ name: string; rated_occupation_count: number }];
    };
    [{ name: release, rated_occupation_count: rated }] = releases;
  });
  afterAll(() => service.stop());

  const get = (table: string, headers = {}): Promise<Answer> => service.get(`/api/v1/exports/${table}`, headers);
  const rowsOf = async (table: string): Promise<Row[]> => {
    const { status, text } = await get(`${table}${table.includes('?') ? '&' : '?'}format=ndjson`);
    expect(status).toBe(200);
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Row);
  };
  const ask = async <T>(path: string): Promise<T> => (await service.get(`/api/v1/${path}`)).body as T;

  it.each(TABLES)('%s holds the same in both formats, and its release in the first column', async (table) => {
    const { status, headers, text } = await get(table);
    expect(status).toBe(200);
    const [name, domain = 'skills'] = table.split('?domain=');
    const file = `onet-${release}-${name}${name === 'levels-wide' ? `-${domain}` : ''}.csv`;
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${file}"`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(headers.get('link')).toContain('rel="license"');
    expectUnshared(headers);
    const read: Record<string, string>[] = parse(text, { columns: true, bom: true, record_delimiter: '\r\n' });
    const rows = await rowsOf(table);
    expect(read.length).toBeGreaterThan(10);
    expect(read).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v ?? '')]))),
    );
    expect(Object.keys(rows[0] ?? {})[0]).toBe('release');
    expect(new Set(rows.map((row) => row.release))).toEqual(new Set([release]));
  });

  it('levels are the ratings of every domain that the release has', async () => {
    const rows = await rowsOf('levels');
    const domains = [...new Set(rows.map(({ domain }) => domain))];
    for (const domain of domains) {
      const { occupation, ratings } = await ask<Ratings>(`occupations/${CODE}/ratings?domain=${domain}`);
      expect(rows.filter((row) => row.code === CODE && row.domain === domain)).toEqual(
        ratings.map(({ element_id, name, level, importance }) => {
          const told: unknown = expect.objectContaining({
            ...{ title: occupation.title, element_id, element: name },
            ...{ level: level!.data_value, level_standard_error: level!.standard_error, level_n: level!.n },
            ...{ level_recommend_suppress: level!.recommend_suppress, level_not_relevant: level!.not_relevant },
            ...{ level_date_updated: level!.date_updated, source: level!.source },
            ...{ importance: importance!.data_value, importance_standard_error: importance!.standard_error },
          });
          return told;
        }),
      );
    }
    const [{ domains: has }] = (await ask<{ releases: [{ domains: string[] }] }>('releases')).releases;
    expect(domains.sort()).toEqual([...has].sort());
    expect(await rowsOf('levels?domain=abilities')).toEqual(rows.filter(({ domain }) => domain === 'abilities'));
  });

  it('wide levels have the element of each column in the long ones', async () => {
    const wide = await rowsOf('levels-wide?domain=knowledge');
    const long = await rowsOf('levels?domain=knowledge');
    const elements = [...new Set(long.map(({ element }) => String(element)))];
    expect(Object.keys(wide[0] ?? {})).toEqual(['release', 'code', 'title', 'job_zone', ...elements]);
    const cells = wide.flatMap((row) => elements.map((element) => [row.code, element, row[element]]));
    expect(cells).toEqual(long.map(({ code, element, level }) => [code, element, level]));
  });

  it('occupations are all there are, each with its basis', async () => {
    const rows = await rowsOf('occupations');
    const { total, occupations } = await ask<{ total: number; occupations: { code: string; rated: boolean }[] }>(
      'occupations?limit=100',
    );
    expect(rows).toHaveLength(total);
    for (const { code, rated: isRated } of occupations) {
      expect(rows.find((row) => row.code === code)?.basis === 'rated').toBe(isRated);
    }
    expect(rows.find(({ code }) => code === '15-2051.00')).toMatchObject({ basis: 'estimated', rated_domains: null });
    expect(rows.find(({ code }) => code === CODE)?.rated_domains).toMatch(/^skills knowledge\b/);
  });

  it('pairs are a whole matrix, with the figures of rankings in both directions', async () => {
    const rows = await rowsOf('pairs');
    expect(rows).toHaveLength(rated * rated);
    for (const [ranking, one, other] of [
      ['moves', 'from_code', 'to_code'],
      ['feeders', 'to_code', 'from_code'],
    ] as const) {
      const ranked = await ask<Record<string, Ranked[]>>(`occupations/${CODE}/${ranking}?${NO_LIMIT}`);
      expect(ranked[ranking]!.length).toBeGreaterThan(10);
      for (const { code, similarity, percentile, band, coverage } of ranked[ranking]!) {
        const row = rows.find((each) => each[one] === CODE && each[other] === code);
        expect(row).toMatchObject({ similarity, percentile, band, coverage });
        expect(Number(row?.coverage) + Number(row?.shortfall)).toBeCloseTo(1, 9);
      }
    }
    const self = rows.filter((row) => row.from_code === row.to_code);
    expect(self).toHaveLength(rated);
    for (const row of self) expect(row).toMatchObject({ shortfall: 0, similarity: 1, band: 'very_close' });
  });

  it('similarity has each pair once, as pairs have it twice', async () => {
    const rows = await rowsOf('similarity');
    expect(rows).toHaveLength((rated * (rated - 1)) / 2);
    const pairs = new Map((await rowsOf('pairs')).map((row) => [`${row.from_code} ${row.to_code}`, row]));
    for (const { code, other_code: other, similarity, percentile, band } of rows) {
      expect(String(code) < String(other)).toBe(true);
      expect(pairs.get(`${other} ${code}`)).toMatchObject({ similarity, percentile, band });
    }
  });

  it('is compressed for who takes that, and an answer that is held is not sent again', async () => {
    const [plain, zipped] = [await get('levels-wide', { 'accept-encoding': 'identity' }), await get('levels-wide')];
    // What fetch asks for by itself, and takes off again.
    expect([plain, zipped].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip']);
    expect(zipped.text).toBe(plain.text);
    expect(plain.headers.get('vary')).toBe('X-API-Key, Authorization, Accept-Encoding');
    const tags = [plain, zipped].map(({ headers }) => headers.get('etag') ?? '');
    expect(new Set(tags).size).toBe(2);
    const again = await get('levels-wide', { 'if-none-match': tags[1] });
    expect([again.status, again.text, again.headers.get('content-disposition')]).toEqual([304, '', null]);
    expect((await get('levels-wide', { 'if-none-match': tags[0] })).status).toBe(200);
    expect((await get('levels-wide?domain=knowledge', { 'if-none-match': tags[1] })).status).toBe(200);
  });

  it('answers HEAD with the headers alone', async () => {
    const { status, headers, text } = await service.request('HEAD', '/api/v1/exports/pairs');
    expect([status, text]).toEqual([200, '']);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="onet-${release}-pairs.csv"`);
    expect(headers.get('etag')).not.toBeNull();
  });

  it('takes the release that is asked for, and says which ones there are', async () => {
    const named = await get(`occupations?release=${release}`);
    expect(named.text).toBe((await get('occupations')).text);
    expectProblem(await get('occupations?release=1.0'), 404, 'RELEASE_NOT_FOUND');
  });

  it.each([
    ['pears', 'table must be one of levels, levels-wide, occupations, pairs, similarity'],
    ['pairs?format=xlsx', 'format must be one of csv, ndjson'],
    ['levels?domain=tools', 'domain must be one of skills, knowledge, abilities, work_activities'],
    ['pairs?domain=skills', 'domain must not be given: pairs is of no domain; levels and levels-wide are'],
    ['levels?domains=skills', 'domains is not known here; known are format, domain, release'],
  ])('refuses %s', async (path, detail) => {
    const answer = await get(path);
    expectProblem(answer, 400, 'INVALID_PARAMETER');
    expect((answer.body as { detail: string }).detail).toContain(detail);
  });
});

describe('exports of large tables', () => {
  const [server] = testServersForProcesses();
  let service: Service;
  /** Characters of all pairs. */
  let whole: number;

  beforeAll(async () => {
    const source = await copySource('db_29_0_text', { ...MANY_OCCUPATIONS, 'Work Activities.txt': null });
    service = await startService({ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: source });
    whole = (await service.get('/api/v1/exports/pairs', { 'accept-encoding': 'identity' })).text.length;
  });
  afterAll(() => service.stop());

  const request = (): string => `GET /api/v1/exports/pairs HTTP/1.1\r\nHost: x\r\nX-API-Key: ${service.apiKey}\r\n\r\n`;
  const figure = async (name: string): Promise<number> => {
    const { text } = await service.get('/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`skill_gap_${name} `));
    return Number(line?.split(' ')[1]);
  };

  it('are made no further when the client goes, and others are answered meanwhile', async () => {
    const before = await figure('export_characters_total');
    const connection = await RawConnection.open(service.url);
    connection.pause();
    connection.send(request());
    await eventually('the export has begun', async () => (await figure('exports_active')) === 1);
    let written = -1;
    await eventually(
      'the export waits for its client',
      async () => {
        const last = written;
        written = await figure('export_characters_total');
        return written === last;
      },
      300,
    );
    expect((await service.get('/api/v1/skill-gap-by-lvl?from=11-1011&to=11-3013')).status).toBe(200);
    connection.end();
    await eventually('the export has ended', async () => (await figure('exports_active')) === 0);
    expect(await figure('exports_total{outcome="given_up"}')).toBe(1);
    expect(await figure('export_characters_total')).toBe(written);
    expect(written - before).toBeLessThan(whole / 2);
  });

  it('of a domain that the release lacks say so', async () => {
    const answer = await service.get('/api/v1/exports/levels?domain=work_activities');
    expectProblem(answer, 422, 'PART_NOT_IN_RELEASE');
    const { text } = await service.get('/api/v1/exports/levels?format=ndjson');
    expect(text).not.toContain('"work_activities"');
  });

  it('are cut off by a stop, and do not look whole then', async () => {
    const connection = await RawConnection.open(service.url);
    connection.pause();
    connection.send(request());
    await eventually('the export has begun', async () => (await figure('exports_active')) === 1);
    await service.stop();
    connection.resume();
    await connection.closed;
    expect(connection.received).toContain('Transfer-Encoding: chunked');
    // The chunk of length 0 that ends a whole answer.
    expect(connection.received).not.toMatch(/\r\n0\r\n\r\n$/);
  });
});

/** As many as an official release has rated: most of the sample's are there twenty times, with other codes. */
const COPIES = 20;
const repeated: Change = ([header = '', ...rows]) => [
  header,
  ...rows.flatMap((row) =>
    Array.from({ length: COPIES }, (_, i) =>
      row.replace(/^(\d{2}-\d{4})\.00/, `$1.${String(i * 5).padStart(2, '0')}`),
    ).filter((copy, i) => i === 0 || copy !== row),
  ),
];
const MANY_OCCUPATIONS = {
  'Occupation Data.txt': repeated,
  'Skills.txt': repeated,
  'Knowledge.txt': repeated,
};
