import { rename, writeFile } from 'node:fs/promises';
import { testServers } from '../support/databases/databases';
import { readRows, SAMPLE_FOLDER } from '../support/sources/onet-tables';
import { eventually } from '../support/service/eventually';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

interface Page {
  readonly total: number;
  readonly occupations: readonly {
    readonly code: string;
    readonly title: string;
    readonly matched_title: string | null;
    readonly rated: boolean;
  }[];
  readonly next_cursor: string | null;
}

const [server] = testServers();

let service: Service;
let databaseUrl: string;

beforeAll(async () => {
  databaseUrl = await freshDatabase(server!);
  service = await startService({ DATABASE_URL: databaseUrl, ONET_SOURCE: 'sample' });
});

describe('the search', () => {
  it('finds an occupation by its alternate title, which it names', async () => {
    expect(await search('search=ceo')).toEqual({
      release: 'sample',
      total: 1,
      occupations: [{ code: '11-1011.00', title: 'Chief Executives', matched_title: 'CEO', job_zone: 5, rated: true }],
      next_cursor: null,
    });
  });

  it('finds the same where what is searched stands in the body, and logs nothing of it', async () => {
    const post = (body: object) =>
      service.request('POST', '/api/v1/occupations/search', { 'x-api-key': service.apiKey }, body);
    expect((await post({ search: ' nurse ', limit: 3 })).body).toEqual(await search('search=nurse&limit=3'));
    expect((await post({ search: 'zeppelin pilot' })).status).toBe(200);
    expect(service.output).not.toContain('zeppelin');
    const { detail } = expectProblem(await post({ search: ' ', limit: 0 }), 400, 'INVALID_PARAMETER');
    for (const name of ['search', 'limit']) expect(detail).toContain(`${name} must be`);
  });

  it('finds an occupation by its own title, naming no other', async () => {
    const { occupations } = await search('search=chief%20executives');
    expect(occupations).toMatchObject([{ code: '11-1011.00', matched_title: null }]);
  });

  it('returns every occupation that has an ambiguous title', async () => {
    const [title, codes] = mostAmbiguousTitle();
    expect(codes.length).toBeGreaterThan(1);
    const { occupations } = await search(`search=${encodeURIComponent(title)}&limit=100`);
    const exact = occupations.filter(({ matched_title }) => matched_title === title);
    expect(exact.map(({ code }) => code)).toEqual(codes);
    // Whoever bears exactly this title comes before those that only contain it.
    expect(occupations.slice(0, codes.length).map(({ code }) => code)).toEqual(codes);
  });

  it('finds an occupation by the short form of a title', async () => {
    const { occupations } = await search('search=cpa');
    expect(occupations[0]).toMatchObject({ code: '13-2011.00', matched_title: 'CPA' });
    expect((await search('search=c.o.o.')).occupations[0]).toMatchObject({ matched_title: 'Chief Operating Officer' });
  });

  it.each([
    ['29-1141', ['29-1141.00', '29-1141.01']],
    ['15-125', ['15-1251.00', '15-1252.00']],
    ['29-1140', ['29-1141.00', '29-1141.01']],
    ['%22291141-01%22', ['29-1141.01']],
  ])('finds by %s what has such a code, page by page', async (text, codes) => {
    expect((await search(`search=${text}`)).occupations.map(({ code }) => code)).toEqual(codes);
    const { next_cursor: cursor } = await search(`search=${text}&limit=1`);
    const rest = cursor === null ? [] : (await search(`search=${text}&cursor=${cursor}`)).occupations;
    expect(rest.map(({ code }) => code)).toEqual(codes.slice(1));
  });

  it('puts rated occupations before others that match as well', async () => {
    const { occupations } = await search('search=project%20manager');
    expect(occupations.map(({ code, rated }) => ({ code, rated }))).toEqual([
      { code: '17-2051.00', rated: true },
      { code: '11-9199.00', rated: false },
      { code: '13-1082.00', rated: false },
    ]);
  });

  it.each(['NURSE', 'n%C3%BCrse', 'nurs', '%20nurse%20', 'nurse%21'])(
    'cares neither for case, accents, blanks nor punctuation: %s',
    async (text) => {
      const { occupations } = await search(`search=${text}`);
      expect(occupations.map(({ code }) => code)).toEqual(expect.arrayContaining(['29-1141.00', '29-1141.01']));
    },
  );

  it('takes words in any order', async () => {
    expect((await search('search=managers%20marketing')).occupations).toMatchObject([{ code: '11-2021.00' }]);
  });

  it('finds nothing where no title matches', async () => {
    for (const text of ['zzz', '%25', '!!!', '%00', '%F0%9F%90%98', "';DROP%20TABLE%20skills"]) {
      expect(await search(`search=${text}`)).toMatchObject({ total: 0, occupations: [], next_cursor: null });
    }
  });

  it('takes an empty text for none', async () => {
    expect((await search('search=')).total).toBe(48);
  });

  it('goes page by page without gap or repetition', async () => {
    const whole = await search('search=er&limit=100');
    const seen: Page['occupations'][number][] = [];
    let cursor = '';
    do {
      const page = await search(`search=er&limit=7${cursor}`);
      seen.push(...page.occupations);
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    expect(whole.total).toBeGreaterThan(14);
    expect(seen).toEqual(whole.occupations);
  });

  it('has no further page where the last one is exactly full', async () => {
    expect(await search('limit=48')).toMatchObject({ total: 48, next_cursor: null });
    const { next_cursor: cursor } = await search('limit=24');
    const second = await search(`limit=24&cursor=${cursor}`);
    expect({ size: second.occupations.length, next: second.next_cursor }).toEqual({ size: 24, next: null });
  });

  it('gives 20 occupations a page unless told otherwise', async () => {
    expect((await search('')).occupations).toHaveLength(20);
  });

  async function search(query: string): Promise<Page> {
    const { status, body } = await service.get(`/api/v1/occupations?${query}`);
    expect(status).toBe(200);
    return body as Page;
  }
});

describe('without a key', () => {
  const keyless = { 'x-api-key': '' };

  it('/health says that the process runs', async () => {
    const { status, body } = await service.get('/health', keyless);
    expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('/health/ready says what is served and that the sample is not O*NET data', async () => {
    const { status, body } = await service.get('/health/ready', keyless);
    const warnings = ['Serving the bundled illustrative sample, which is not O*NET data.'];
    expect({ status, body }).toEqual({
      status: 200,
      body: { status: 'ready', database: 'up', release: 'sample', warnings },
    });
  });

  it('/health/ready says that the file of the database was deleted or replaced, until it is back', async () => {
    const file = databaseUrl.slice('sqlite:'.length);
    const ready = async (): Promise<unknown> => (await service.get('/health/ready', keyless)).body;
    const before = await ready();
    await rename(file, `${file}.away`);
    const degraded = { status: 'degraded', database: 'down', release: 'sample' };
    await eventually('it is told', async () => JSON.stringify(await ready()).includes('was deleted or moved while'));
    expect(await ready()).toMatchObject(degraded);
    await writeFile(file, '');
    await eventually('it is told', async () =>
      JSON.stringify(await ready()).includes('another file was put in its place'),
    );
    expect(await ready()).toMatchObject(degraded);
    expect((await service.get('/api/v1/skill-gap?from=11-1011.00&to=11-3013.00')).status).toBe(200);
    await rename(`${file}.away`, file);
    await eventually('it is as before', async () => JSON.stringify(await ready()) === JSON.stringify(before));
  });

  it('/docs is a page that finds its parts', async () => {
    const page = await service.get('/docs', keyless);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('<title>O*NET skill-gap service</title>');
    const parts = [...page.text.matchAll(/(?:src|href)="\.\/(docs\/[^"]+)"/g)].map((match) => match[1]);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect((await service.get(`/${part}`, keyless)).status).toBe(200);
  });

  it('/openapi.json is the document of this API', async () => {
    const { status, body } = await service.get('/openapi.json', keyless);
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\./), info: { title: 'O*NET skill-gap service' } });
  });
});

/** The alternate title that most occupations of the sample share, with their codes in order: rated ones first. */
function mostAmbiguousTitle(): [string, string[]] {
  const codes = new Map<string, string[]>();
  for (const row of readRows(SAMPLE_FOLDER, 'Alternate Titles.txt')) {
    const title = row['Alternate Title']!;
    codes.set(title, [...(codes.get(title) ?? []), row['O*NET-SOC Code']!]);
  }
  const [first] = [...codes].sort(([, a], [, b]) => b.length - a.length);
  const rated = new Set(readRows(SAMPLE_FOLDER, 'Skills.txt').map((row) => row['O*NET-SOC Code']!));
  const inOrder = [...new Set(first![1])].sort(
    (a, b) => Number(rated.has(b)) - Number(rated.has(a)) || (a < b ? -1 : 1),
  );
  return [first![0], inOrder];
}
