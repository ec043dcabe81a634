import { testServers } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { RawConnection } from '../support/service/raw-connection';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

// What a request may look like does not depend on the database: one server is enough.
const [server] = testServers();

const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const BY_LEVEL = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00';

let service: Service;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: 'sample' });
});

describe.each(['skill-gap', 'skill-gap-by-lvl'])('/%s refuses', (endpoint) => {
  it.each<[string, string, string, string[]]>([
    ['a missing source', 'to=11-3013.00', 'MISSING_PARAMETER', ['from']],
    ['a missing target', 'from=11-1011.00', 'MISSING_PARAMETER', ['to']],
    ['both missing, naming both', '', 'MISSING_PARAMETER', ['from', 'to']],
    ['an empty code', 'from=&to=11-3013.00', 'MISSING_PARAMETER', ['from']],
    ['a code of blanks', 'from=%20%20&to=11-3013.00', 'MISSING_PARAMETER', ['from']],
    ['a malformed code', 'from=11-1011.00&to=abc', 'INVALID_ONET_SOC_CODE', ['to']],
    ['two malformed codes, naming both', 'from=1&to=abc', 'INVALID_ONET_SOC_CODE', ['from', 'to']],
    [
      'a malformed code under its other name',
      'from_occupation=1&to=11-3013',
      'INVALID_ONET_SOC_CODE',
      ['from_occupation'],
    ],
    ['a code with a lost digit', 'from=29-1141.1&to=11-3013.00', 'INVALID_ONET_SOC_CODE', ['from']],
    ['SQL in a code', "from=11-1011.00'%20OR%201=1&to=11-3013.00", 'INVALID_ONET_SOC_CODE', ['from']],
    ['malformed percent-encoding', 'from=%zz&to=11-3013.00', 'INVALID_ONET_SOC_CODE', ['from']],
    ['percent-encoding that is no UTF-8', 'from=%ff%fe&to=11-3013.00', 'INVALID_ONET_SOC_CODE', ['from']],
    ['a repeated parameter', 'from=11-1011.00&from=11-1011.00&to=11-3013.00', 'INVALID_PARAMETER', ['from']],
    [
      'a repeated other name',
      'from_occupation=1&from_occupation=2&to=11-3013',
      'INVALID_PARAMETER',
      ['from_occupation'],
    ],
    ['both names at once', 'from=11-1011&from_occupation=11-1011&to=11-3013', 'INVALID_PARAMETER', ['from_occupation']],
    ['an unknown parameter', 'from=11-1011.00&to=11-3013.00&form=x', 'INVALID_PARAMETER', ['form']],
    ['a parameter in capitals', 'FROM=11-1011.00&to=11-3013.00', 'INVALID_PARAMETER', ['FROM', 'from']],
    [
      'a parameter like a property of objects',
      'from=11-1011&to=11-3013&__proto__=x',
      'INVALID_PARAMETER',
      ['__proto__'],
    ],
  ])('%s', async (_what, query, code, parameters) => {
    const problem = expectProblem(await service.get(`/api/v1/${endpoint}?${query}`), 400, code);
    expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(parameters);
    for (const parameter of parameters) expect(problem.detail).toContain(parameter);
  });

  it.each([
    ['an unknown source', 'from=99-9999.00&to=11-3013.00', '99-9999.00'],
    ['an unknown target', 'from=11-1011.00&to=11-1011.99', '11-1011.99'],
    ['an unknown target from an unrated source', 'from=11-1011.98&to=15-1252.00', '11-1011.98'],
  ])('%s', async (_what, query, code) => {
    const problem = expectProblem(await service.get(`/api/v1/${endpoint}?${query}`), 404, 'OCCUPATION_NOT_FOUND');
    expect(problem).toMatchObject({ onet_soc_code: code });
    expect(problem.detail).toContain(code);
  });

  it.each([
    ['source', 'from=15-1299.00&to=11-3013.00'],
    ['target', 'from=11-3013.00&to=15-1299'],
  ])('an unrated %s, naming rated relatives', async (_what, query) => {
    const problem = expectProblem(await service.get(`/api/v1/${endpoint}?${query}`), 422, 'OCCUPATION_NOT_RATED');
    const relative = { code: '15-1299.08', title: 'Computer Systems Engineers/Architects' };
    expect(problem).toMatchObject({ onet_soc_code: '15-1299.00', rated_relatives: [relative] });
    expect(problem.detail).toContain('15-1299.08 Computer Systems Engineers/Architects');
  });

  it('an unrated occupation without relatives', async () => {
    const problem = await service.get(`/api/v1/${endpoint}?from=11-1011&to=55-3016`);
    expect(expectProblem(problem, 422, 'OCCUPATION_NOT_RATED')).toMatchObject({ rated_relatives: [] });
  });
});

it.each([
  '11-1011.00.',
  '%E2%80%9C11-1011%E2%80%9D',
  '11-1011-00',
  '%EF%BC%91%EF%BC%91-1011',
  '%E2%80%8B11%E2%80%911011.00',
])('a code is taken as people paste it, in a query and in a path: %s', async (code) => {
  const gap = await service.get(`/api/v1/skill-gap?from=${code}&to=11-3013.00`);
  expect({ status: gap.status, text: gap.text }).toEqual({ status: 200, text: (await service.get(GAP)).text });
  expect((await service.get(`/api/v1/occupations/${code}`)).body).toMatchObject({ code: '11-1011.00' });
});

describe('what cannot be answered says what to do instead:', () => {
  it('the code of a group names its occupations, at every endpoint that takes one', async () => {
    const paths = ['skill-gap?to=11-1011&from=29-1140', 'skill-gap-by-lvl?from=11-1011&to=29-1140.00'];
    for (const path of [...paths, 'occupations/29-1140', 'occupations/29-1140/skills']) {
      const problem = expectProblem(await service.get(`/api/v1/${path}`), 404, 'OCCUPATION_NOT_FOUND');
      expect(problem.detail).toContain('29-1141.00 Registered Nurses, 29-1141.01 Acute Care Nurses.');
      expect(problem).toMatchObject({
        reason: 'group',
        members: [
          { code: '29-1141.00', title: 'Registered Nurses', rated: true },
          { code: '29-1141.01', title: 'Acute Care Nurses', rated: true },
        ],
        members_total: 2,
      });
    }
  });

  it.each([
    ['99-9999', /there never was one.* Search by title with \/api\/v1\/occupations\?search=\.$/, 'never_existed'],
    ['29-1141.99', /What it has of 29-1141: 29-1141\.00 Registered Nurses/, 'no_such_detail'],
    ['15-1259', /The code may be misspelt/, 'unknown'],
  ])('the code %s', async (code, detail, reason) => {
    const answer = await service.get(`/api/v1/skill-gap?from=${code}&to=11-1011`);
    const problem = expectProblem(answer, 404, 'OCCUPATION_NOT_FOUND');
    expect(problem.detail).toMatch(detail);
    expect(problem).toMatchObject({ reason });
  });

  it.each([
    ['55-3016', 'never rates military occupations', 'military'],
    ['11-9199', 'never rates "All Other" occupations', 'all_other'],
  ])('%s, which never gets ratings', async (code, detail, reason) => {
    const answer = await service.get(`/api/v1/skill-gap?from=${code}&to=11-1011`);
    const problem = expectProblem(answer, 422, 'OCCUPATION_NOT_RATED');
    expect(problem.detail).toContain(detail);
    expect(problem.detail).not.toContain('credentials');
    expect(problem).toMatchObject({ reason });
  });

  it('titles in place of codes lead to the search', async () => {
    const answer = await service.get('/api/v1/skill-gap?from=Registered%20nurse&to=%22chef%22');
    const problem = expectProblem(answer, 400, 'INVALID_ONET_SOC_CODE');
    const searches = ['registered%20nurse', 'chef'].map((text) => `/api/v1/occupations?search=${text}`);
    expect(problem.detail).toContain(`Search with ${searches.join(' and ')}.`);
    expect(problem.errors).toMatchObject([{ search: 'registered nurse' }, { search: 'chef' }]);
    expect((await service.get(searches[0]!)).body).toMatchObject({ occupations: [{ code: '29-1141.00' }] });
  });
});

describe('the occupations refuse', () => {
  it.each<[string, string, string[]]>([
    ['no occupation a page', '/api/v1/occupations?limit=0', ['limit']],
    ['too many occupations a page', '/api/v1/occupations?limit=101', ['limit']],
    ['a limit in letters', '/api/v1/occupations?limit=x', ['limit']],
    ['a broken limit', '/api/v1/occupations?limit=1.5', ['limit']],
    ['a negative limit', '/api/v1/occupations?limit=-1', ['limit']],
    ['a repeated limit', '/api/v1/occupations?limit=1&limit=2', ['limit']],
    ['a cursor that was never given out', '/api/v1/occupations?cursor=abc', ['cursor']],
    ['a search of more than 100 characters', `/api/v1/occupations?search=${'x'.repeat(101)}`, ['search']],
    ['several wrong parameters, naming all', '/api/v1/occupations?limit=0&cursor=a&q=b', ['q', 'limit', 'cursor']],
    ['a parameter of the query where the path says it', '/api/v1/occupations/11-1011.00?code=11-1011.00', ['code']],
    ['a parameter where none is taken', '/api/v1/occupations/11-1011.00/skills?scale=LV', ['scale']],
    ['a parameter of the list of skills', '/api/v1/skills?search=x', ['search']],
    ['a parameter of the list of scales', '/api/v1/scales?search=x', ['search']],
  ])('%s', async (_what, path, parameters) => {
    const problem = expectProblem(await service.get(path), 400, 'INVALID_PARAMETER');
    expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(parameters);
  });

  it.each(['', '/skills'])('a malformed code in /occupations/{code}%s', async (rest) => {
    const problem = expectProblem(
      await service.get(`/api/v1/occupations/11_1011${rest}`),
      400,
      'INVALID_ONET_SOC_CODE',
    );
    expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(['code']);
  });

  it.each(['', '/skills'])('an unknown code in /occupations/{code}%s', async (rest) => {
    const answer = await service.get(`/api/v1/occupations/99-9999${rest}`);
    expect(expectProblem(answer, 404, 'OCCUPATION_NOT_FOUND')).toMatchObject({ onet_soc_code: '99-9999.00' });
  });

  it('the ratings of an unrated occupation, naming rated relatives', async () => {
    const answer = await service.get('/api/v1/occupations/15-2051/skills');
    expect(expectProblem(answer, 422, 'OCCUPATION_NOT_RATED')).toMatchObject({
      onet_soc_code: '15-2051.00',
      rated_relatives: [{ code: '15-2051.01', title: 'Business Intelligence Analysts' }],
    });
  });
});

describe('keys', () => {
  it.each([
    ['no key', '', 'MISSING_API_KEY'],
    ['a wrong key', 'read_000000000000000000000000000000000', 'INVALID_API_KEY'],
    ['a key beyond ASCII', 'schlüssel-schlüssel', 'INVALID_API_KEY'],
  ])('are asked for: %s is refused', async (_what, key, code) => {
    const answer = await service.get(GAP, { 'x-api-key': key });
    expectProblem(answer, 401, code);
    expect(answer.headers.get('www-authenticate')).toBe('ApiKey, Bearer');
    expect(answer.text).not.toContain('read_');
  });

  it('are checked before anything else of a request', async () => {
    expectProblem(await service.get('/api/v1/skill-gap?from=x', { 'x-api-key': '' }), 401, 'MISSING_API_KEY');
  });

  it('must be right to the last character', async () => {
    const { apiKey } = service;
    for (const key of [apiKey.slice(0, -1), `${apiKey}x`, apiKey.toUpperCase(), `${apiKey}, ${apiKey}`]) {
      expectProblem(await service.get(GAP, { 'x-api-key': key }), 401, 'INVALID_API_KEY');
    }
  });

  it('for reading and for administrators both read', async () => {
    expect((await service.get(GAP, { 'x-api-key': service.apiKey })).status).toBe(200);
    expect((await service.get(GAP, { 'x-api-key': service.adminApiKey })).status).toBe(200);
  });
});

describe('what is no endpoint', () => {
  it.each([
    ['an unknown route', 'GET', '/api/v1/skill-gaps'],
    ['an endpoint without its prefix', 'GET', '/skill-gap?from=11-1011&to=11-3013'],
    ['a wrong method', 'POST', GAP],
    ['a method that deletes', 'DELETE', '/api/v1/releases'],
  ])('is refused: %s', async (_what, method, path) => {
    const answer = await service.request(method, path);
    const problem = expectProblem(answer, 404, 'ROUTE_NOT_FOUND');
    expect(problem.detail).toContain(`${method} ${path.split('?')[0]}`);
  });

  it.each(['/api/v1/occupations/%zz', '/api/v1/occupations/%ff/skills', '/%c0%af'])(
    'is refused: malformed percent-encoding in the path %s',
    async (path) => {
      expectProblem(await service.get(path), 400, 'BAD_REQUEST');
    },
  );

  it('is refused: a path of a length that no code has', async () => {
    expectProblem(await service.get(`/api/v1/occupations/${'1'.repeat(1_000)}`), 414, 'URI_TOO_LONG');
  });

  it('is refused: a header of 20 kB', async () => {
    expectProblem(await service.get(GAP, { 'x-large': 'x'.repeat(20_000) }), 431, 'HEADERS_TOO_LARGE');
  });

  it('is refused: a URL of 20 kB', async () => {
    expectProblem(await service.get(`${GAP}&x=${'x'.repeat(20_000)}`), 431, 'HEADERS_TOO_LARGE');
  });

  it('is refused: what is not HTTP', async () => {
    const connection = await RawConnection.open(service.url);
    connection.send('HELO example.org\r\n\r\n');
    await connection.closed;
    expect(connection.received).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(connection.received).toContain('"code":"BAD_REQUEST"');
  });

  it('does not disturb the service', async () => {
    expect((await service.get(GAP)).status).toBe(200);
    expect(service.output).not.toMatch(/"level":"(error|fatal)"|error_id/);
  });
});

describe('codes are taken as people type them', () => {
  it.each([
    ['from=11-1011&to=11-3013', 'without the detail'],
    ['from=111011&to=11301300', 'without dash and dot'],
    ['from=%2011-1011.00%20&to=11-3013.00%09', 'with blanks around them'],
    ['from=11%E2%80%931011.00&to=11%E2%88%923013.00', 'with an en dash and a minus sign'],
    ['from=11-1011.0&to=11-3013.0', 'as a spreadsheet cuts them'],
    ['from_occupation=11-1011.00&to_occupation=11-3013.00', 'under the other names of the parameters'],
    ['from=11-1011.00&to_occupation=11-3013.00', 'under one name of each kind'],
  ])('%s (%s)', async (query) => {
    const wanted = await service.get(GAP);
    const { status, text, headers } = await service.get(`/api/v1/skill-gap?${query}`);
    expect({ status, text }).toEqual({ status: 200, text: wanted.text });
    expect(headers.get('etag')).toBe(wanted.headers.get('etag'));
  });

  it('and answered in their written form', async () => {
    const { body } = await service.get('/api/v1/occupations/11%E2%80%931011');
    expect(body).toMatchObject({ code: '11-1011.00', title: 'Chief Executives' });
  });
});

describe('caching of gaps', () => {
  it.each([GAP, BY_LEVEL])('is allowed, for each key by itself: %s', async (path) => {
    const { headers } = await service.get(path);
    expect(headers.get('cache-control')).toBe('private, max-age=60');
    expect(headers.get('vary')).toBe('X-API-Key, Authorization');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it.each([GAP, BY_LEVEL])('saves the body of what is known: %s', async (path) => {
    const etag = (await service.get(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\x21-\x7e]+"$/);
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, text, headers } = await service.get(path, { 'if-none-match': held });
      expect({ held, status, text }).toEqual({ held, status: 304, text: '' });
      expect(headers.get('etag')).toBe(etag);
    }
    expect((await service.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('tells the two kinds, the directions and the pairs apart', async () => {
    const paths = [
      GAP,
      BY_LEVEL,
      '/api/v1/skill-gap?from=11-3013&to=11-1011',
      '/api/v1/skill-gap?from=11-1011&to=11-2021',
    ];
    const etags = await Promise.all(paths.map(async (path) => (await service.get(path)).headers.get('etag')));
    expect(new Set(etags).size).toBe(paths.length);
  });

  it('needs the key', async () => {
    const etag = (await service.get(GAP)).headers.get('etag') ?? '';
    expectProblem(await service.get(GAP, { 'x-api-key': '', 'if-none-match': etag }), 401, 'MISSING_API_KEY');
  });
});

describe('HEAD', () => {
  it.each([GAP, '/api/v1/occupations', '/health'])('answers like GET without the body: %s', async (path) => {
    const [head, get] = [await service.request('HEAD', path), await service.get(path)];
    expect({ status: head.status, text: head.text }).toEqual({ status: 200, text: '' });
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it('answers errors without the body', async () => {
    const { status, text } = await service.request('HEAD', '/api/v1/occupations/99-9999');
    expect({ status, text }).toEqual({ status: 404, text: '' });
  });
});
