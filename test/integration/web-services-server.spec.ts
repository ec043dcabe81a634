import { once } from 'node:events';
import { request } from 'node:http';
import { readRows, SOURCE_FOLDER } from '../support/sources/onet-tables';
import { WebServicesServer, type ApiRow, type Fault } from '../support/web-services/server';

interface Envelope {
  readonly start: number;
  readonly end: number;
  readonly total: number;
  readonly next?: string;
  readonly prev?: string;
  readonly link?: readonly { readonly href: string; readonly rel: string }[];
  readonly row: ApiRow[];
}

const OF_MARKETING = 'filter=onetsoc_code.eq.11-2021.00';
const SKILLS = readRows(SOURCE_FOLDER, 'Skills.txt');

let current: WebServicesServer;
let legacy: WebServicesServer;
let split: WebServicesServer;
let elsewhere: WebServicesServer;

beforeAll(async () => {
  current = await WebServicesServer.start({ folder: SOURCE_FOLDER });
  legacy = await WebServicesServer.start({ folder: SOURCE_FOLDER, version: '1.9' });
  split = await WebServicesServer.start({ folder: SOURCE_FOLDER, split: true, release: null });
  elsewhere = await WebServicesServer.start();
});
afterAll(() => Promise.all([current, legacy, split, elsewhere].map((server) => server.stop())));

beforeEach(() => {
  for (const server of [current, legacy, elsewhere]) {
    server.heal();
    server.forget();
  }
});

/** The headers of somebody whom the server knows. */
function credentials({ environment }: WebServicesServer): Record<string, string> {
  const { ONET_API_KEY: key, ONET_USERNAME: username = '', ONET_PASSWORD: password = '' } = environment;
  if (key !== undefined) return { 'x-api-key': key };
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

async function ask(server: WebServicesServer, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { accept: 'application/json', ...credentials(server) };
  return fetch(new URL(path, server.environment.ONET_API_BASE_URL), { headers, redirect: 'manual', ...init });
}

async function read(server: WebServicesServer, path: string): Promise<unknown> {
  const response = await ask(server, path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  return response.json();
}

async function rows(server: WebServicesServer, query: string): Promise<Envelope> {
  return (await read(server, `database/rows/${query}`)) as Envelope;
}

async function errorOf(server: WebServicesServer, path: string): Promise<[number, unknown]> {
  const response = await ask(server, path);
  return [response.status, await response.json()];
}

describe('version 2', () => {
  it('sends the rows of an occupation flat, with numbers, null and ISO dates', async () => {
    const page = await rows(current, `skills?${OF_MARKETING}&start=1&end=2000`);
    const [text] = SKILLS.filter((row) => row['O*NET-SOC Code'] === '11-2021.00');
    const [month, year] = text!.Date!.split('/');
    expect(page).toMatchObject({ start: 1, end: 70, total: 70 });
    expect(page).not.toHaveProperty('next');
    expect(page.row[0]).toEqual({
      onetsoc_code: '11-2021.00',
      title: 'Marketing Managers',
      element_id: '2.A.1.a',
      element_name: 'Reading Comprehension',
      scale_id: 'IM',
      scale_name: 'Importance',
      data_value: Number(text!['Data Value']),
      n: 8,
      standard_error: Number(text!['Standard Error']),
      lower_ci_bound: Number(text!['Lower CI Bound']),
      upper_ci_bound: Number(text!['Upper CI Bound']),
      recommend_suppress: 'N',
      not_relevant: null,
      date_updated: `${year}-${month}-01`,
      domain_source: 'Analyst',
    });
    expect(current.rowRequests()).toEqual([`skills?${OF_MARKETING}&start=1&end=2000`]);
  });

  it('sends 20 rows where nothing is said, at most 2000, and links that keep the filter', async () => {
    const first = await rows(current, 'skills?filter=scale_id.eq.im');
    expect(first).toMatchObject({ start: 1, end: 20, total: SKILLS.length / 2 });
    expect(first.row).toHaveLength(20);
    expect(first.next).toBe(`${current.url}database/rows/skills?filter=scale_id.eq.im&start=21&end=40`);
    const second = await rows(current, first.next!.slice(`${current.url}database/rows/`.length));
    expect(second).toMatchObject({
      start: 21,
      end: 40,
      prev: first.next!.replace('start=21&end=40', 'start=1&end=20'),
    });
    expect(await rows(current, 'skills?end=100000')).toMatchObject({ start: 1, end: 2000, total: SKILLS.length });
  });

  it('ends with a page without next, after which there is nothing', async () => {
    const last = await rows(current, `skills?${OF_MARKETING}&start=61&end=80`);
    expect(last).toMatchObject({ start: 61, end: 70, total: 70, prev: expect.any(String) });
    expect(last.next).toBeUndefined();
    expect(await rows(current, `skills?${OF_MARKETING}&start=71`)).toMatchObject({ total: 70, row: [] });
    const none = await rows(current, 'skills?filter=onetsoc_code.eq.99-9999.99');
    expect(none).toEqual({ start: 1, end: 0, total: 0, row: [] });
  });

  it('applies every filter and sorts', async () => {
    const high = `${OF_MARKETING}&filter=scale_id.eq.LV&filter=data_value.gte.3&filter=data_value.lt.4`;
    const page = await rows(current, `skills?${high}&sort=data_value.descending&sort=element_id&end=70`);
    const wanted = SKILLS.filter((row) => row['O*NET-SOC Code'] === '11-2021.00' && row['Scale ID'] === 'LV')
      .map((row) => Number(row['Data Value']))
      .filter((level) => level >= 3 && level < 4);
    expect(page.row.map((row) => row.data_value)).toEqual(wanted.sort((a, b) => b - a));
    const titles = await rows(current, 'occupation_data?filter=title.contains.MARKETING%20man');
    expect(titles.row.map((row) => row.onetsoc_code)).toEqual(['11-2021.00']);
  });

  it.each(['filter=soc.eq.11-2021.00', 'filter=title', 'filter=n.eq.many', 'filter=title.lt.a', 'sort=soc', 'start=0'])(
    'refuses %s',
    async (query) => {
      expect(await errorOf(current, `database/rows/skills?${query}`)).toEqual([422, { error: expect.any(String) }]);
    },
  );

  it('lists its tables, tells their columns and its release, and knows no others', async () => {
    const list = (await read(current, 'database')) as { table_id: string; rows: string }[];
    expect(list.map((table) => table.table_id)).toEqual(
      expect.arrayContaining(['occupation_data', 'scales_reference', 'skills', 'job_zones', 'alternate_titles']),
    );
    expect(list[0]!.rows).toBe(`${current.url}database/rows/${list[0]!.table_id}`);
    const info = (await read(current, 'database/info/alternate_titles')) as { column: { column_id: string }[] };
    const columns = info.column.map((column) => column.column_id);
    expect(columns).toEqual(['onetsoc_code', 'title', 'alternate_title', 'short_title', 'sources']);
    expect(await read(current, 'about')).toMatchObject({
      api_version: '2.0',
      database: { name: 'O*NET 29.0 Database' },
    });
    expect(await errorOf(current, 'database/rows/essential_skills')).toEqual([404, { error: expect.any(String) }]);
  });

  it.each<Record<string, string>>([{}, { 'x-api-key': 'wrong' }])(
    'shows the page of nginx to those with the headers %j',
    async (headers) => {
      const response = await ask(current, 'about', { headers });
      expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/html']);
      expect(await response.text()).toContain('<hr><center>nginx</center>');
    },
  );

  it('answers nothing but GET', async () => {
    expect((await ask(current, 'about', { method: 'POST', headers: credentials(current) })).status).toBe(405);
  });
});

describe('version 1.9', () => {
  it('sends its envelope, and more than 2000 rows if that many are asked for', async () => {
    const first = await rows(legacy, `skills?${OF_MARKETING}`);
    expect(Object.keys(first)).toEqual(['info', 'start', 'end', 'total', 'link', 'table_id', 'row']);
    const href = `${legacy.url}database/rows/skills?${OF_MARKETING}&start=21&end=40`;
    expect(first).toMatchObject({ start: 1, end: 20, total: 70, link: [{ href, rel: 'next' }], table_id: 'skills' });
    expect((await rows(legacy, 'skills?end=2500')).row).toHaveLength(2500);
    expect(new URL(legacy.url).pathname).toBe('/ws/');
  });

  it('wraps its list, tells the release as a text and refuses filters without a match', async () => {
    expect(await read(legacy, 'database/')).toMatchObject({ table: expect.any(Array) });
    expect(await read(legacy, 'about')).toMatchObject({ api_version: '1.9', database: 'O*NET 29.0 Database' });
    const none = 'database/rows/skills?filter=onetsoc_code.eq.99-9999.99';
    expect(await errorOf(legacy, none)).toEqual([422, { error: expect.any(String) }]);
  });

  it('sends XML to those who do not ask for JSON, and 401 to those it does not know', async () => {
    const headers = credentials(legacy);
    const response = await ask(legacy, `database/rows/skills?${OF_MARKETING}&end=1`, { headers });
    expect(response.headers.get('content-type')).toBe('application/xml');
    const text = await response.text();
    expect(text).toContain('<rows start="1" end="1" total="70">');
    expect(text).toContain('start=2&amp;end=2" rel="next"/>');
    expect(text).toContain('<row><onetsoc_code>11-2021.00</onetsoc_code>');
    expect((await ask(legacy, 'about', { headers: { 'x-api-key': 'key' } })).status).toBe(401);
  });
});

describe('the tables', () => {
  it('of later releases divide the skills and rename the alternate titles', async () => {
    expect(split.rows('essential_skills').length + split.rows('transferable_skills').length).toBe(SKILLS.length);
    expect((await rows(split, `essential_skills?${OF_MARKETING}`)).total).toBe(20);
    expect((await rows(split, `transferable_skills?${OF_MARKETING}`)).total).toBe(50);
    expect(Object.keys((await rows(split, 'job_titles?end=1')).row[0]!)).toContain('job_title');
    expect(await errorOf(split, 'database/rows/skills')).toEqual([404, { error: expect.any(String) }]);
    expect(await read(split, 'about')).not.toHaveProperty('database');
  });

  it('can be replaced', async () => {
    const [occupation] = elsewhere.rows('occupation_data');
    elsewhere.setRows('occupation_data', [{ ...occupation, onetsoc_code: '99-9999.99' }]);
    elsewhere.setRows('knowledge', []);
    elsewhere.setRelease('31.0');
    expect((await rows(elsewhere, 'occupation_data?filter=onetsoc_code.eq.99-9999.99')).total).toBe(1);
    expect((await rows(elsewhere, 'knowledge')).total).toBe(0);
    expect(await read(elsewhere, 'about')).toMatchObject({ database: { name: 'O*NET 31.0 Database' } });
    expect(elsewhere.rows('scales_reference')[0]).toMatchObject({ minimum: expect.any(Number) });
  });
});

describe('a fault', () => {
  const SKILL_ROWS = `database/rows/skills?${OF_MARKETING}&end=100`;

  it.each<[Fault, number, string, string | null]>([
    [{ kind: 'status', status: 401 }, 401, 'text/html', null],
    [{ kind: 'status', status: 404 }, 404, 'application/json', null],
    [{ kind: 'status', status: 404, as: 'html' }, 404, 'text/html', null],
    [{ kind: 'status', status: 422 }, 422, 'application/json', null],
    [{ kind: 'status', status: 429, retryAfter: 7 }, 429, 'text/html', '7'],
    [{ kind: 'status', status: 503, retryAfter: new Date(0) }, 503, 'text/html', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    [{ kind: 'error-in-200' }, 200, 'application/json', null],
    [{ kind: 'html-in-200' }, 200, 'text/html', null],
    [{ kind: 'content-type', is: 'text/plain' }, 200, 'text/plain', null],
  ])('%j is what it says', async (fault, status, type, retryAfter) => {
    current.fault(fault);
    const { headers, ...response } = await ask(current, SKILL_ROWS).then(async (answer) => ({
      headers: answer.headers,
      status: answer.status,
      isJson: (await answer.text()).startsWith('{'),
    }));
    expect(response).toEqual({ status, isJson: type !== 'text/html' });
    expect([headers.get('content-type'), headers.get('retry-after')]).toEqual([type, retryAfter]);
  });

  it('meets the requests it is meant for, as often as it is meant, the last given first', async () => {
    current.fault({ kind: 'status', status: 500 }, { where: 'rows/skills' });
    current.fault({ kind: 'status', status: 429 }, { where: '11-2021.00', times: 1 });
    current.fault({ kind: 'no-row-member' }, { times: 1 });
    const statuses: number[] = [];
    for (const path of ['about', SKILL_ROWS, SKILL_ROWS, SKILL_ROWS]) statuses.push((await ask(current, path)).status);
    current.heal();
    statuses.push((await ask(current, SKILL_ROWS)).status);
    expect(statuses).toEqual([200, 200, 429, 500, 200]);
    expect(current.requests.map(({ status }) => status)).toEqual(statuses);
  });

  it.each([false, true])('breaks off in the body (chunked: %s)', async (chunked) => {
    current.fault({ kind: 'cut', chunked });
    const asking = request(`${current.url}${SKILL_ROWS}`, { headers: credentials(current) }).end();
    const [response] = (await once(asking, 'response')) as [NodeJS.ReadableStream & { headers: object }];
    let text = '';
    const reading = async () => {
      for await (const chunk of response) text += String(chunk);
    };
    await expect(reading()).rejects.toThrow('aborted');
    expect(response.headers).toHaveProperty(chunked ? 'transfer-encoding' : 'content-length');
    expect(text).toMatch(/^\{"start":1,/);
  });

  it('keeps a request waiting, for a while or for good', async () => {
    current.fault({ kind: 'hang' });
    await expect(ask(current, SKILL_ROWS, { signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
    current.fault({ kind: 'slow', ms: 200 });
    const from = performance.now();
    expect((await rows(current, `skills?${OF_MARKETING}`)).total).toBe(70);
    expect(performance.now() - from).toBeGreaterThan(150);
    expect(current.requests.map(({ status }) => status)).toEqual([null, 200]);
  });

  it('leads to another host, with the same path', async () => {
    current.fault({ kind: 'redirect', to: elsewhere.url });
    const response = await ask(current, SKILL_ROWS);
    expect([response.status, response.headers.get('location')]).toEqual([302, `${elsewhere.url}${SKILL_ROWS}`]);
    current.fault({ kind: 'next-elsewhere', to: elsewhere.url });
    const next = `${elsewhere.url}${SKILL_ROWS.replace('end=100', 'start=71&end=170')}`;
    expect((await rows(current, `skills?${OF_MARKETING}&end=100`)).next).toBe(next);
  });

  it('spoils the envelope', async () => {
    current.fault({ kind: 'broken-json' });
    const broken = await ask(current, SKILL_ROWS);
    await expect(broken.json()).rejects.toThrow('JSON');
    current.fault({ kind: 'no-row-member' });
    expect(Object.keys(await rows(current, 'skills'))).toEqual(['start', 'end', 'total', 'next']);
    current.fault({ kind: 'row-is-no-list' });
    expect((await rows(current, 'skills')).row).toMatchObject({ element_id: '2.A.1.a' });
    legacy.fault({ kind: 'next-stays' });
    const second = await rows(legacy, 'skills?start=21&end=40');
    expect(second.link![0]).toEqual({ href: `${legacy.url}database/rows/skills?start=21&end=40`, rel: 'next' });
  });

  it('sends the wrong rows', async () => {
    current.fault({ kind: 'ignored-filter' });
    expect((await rows(current, `skills?${OF_MARKETING}`)).total).toBe(SKILLS.length);
    current.fault({ kind: 'rows-of', code: '11-1011.00' });
    const other = await rows(current, `skills?${OF_MARKETING}&end=100`);
    expect(new Set(other.row.map((row) => row.onetsoc_code))).toEqual(new Set(['11-1011.00']));
    current.fault({ kind: 'lost-rows', count: 2 });
    const short = await rows(current, `skills?${OF_MARKETING}&end=100`);
    expect([short.end, short.total, short.row.length]).toEqual([70, 70, 68]);
  });
});

it('answers in its own time, tells sockets apart, refuses when stopped and resumes with the same credentials', async () => {
  const server = await WebServicesServer.start({ delayMs: 100 });
  const from = performance.now();
  await Promise.all([read(server, 'about'), read(server, 'about')]);
  expect(performance.now() - from).toBeGreaterThan(75);
  expect(new Set(server.requests.map(({ connection }) => connection)).size).toBe(2);
  await server.stop();
  // Refused, or cut where the client has a connection left.
  await expect(ask(server, 'about')).rejects.toThrow('fetch failed');
  await server.resume();
  await read(server, 'about');
  await server.stop();
  for (const secret of [server.environment.ONET_API_KEY, legacy.environment.ONET_PASSWORD]) {
    expect(secret!.length).toBeGreaterThanOrEqual(20);
  }
});
