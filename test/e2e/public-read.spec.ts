import { testServers } from '../support/databases/databases';
import type { OpenApiDocument } from '../support/requests/openapi';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { WebServicesServer } from '../support/web-services/server';

const [server] = testServers();

const NO_KEY = { 'x-api-key': '' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const PATHS = '/api/v1/paths?from=11-1011.00&to=11-3013.00';
/** In the sample, known but without ratings. */
const UNRATED = '15-2051.00';
const COHORT = { origins: [{ code: UNRATED, people: 1 }], targets: [{ code: '11-1011.00' }] };
const PUBLIC = 12;
const BULK = 3;

let webServices: WebServicesServer;
let service: Service;

beforeAll(async () => {
  webServices = await WebServicesServer.start();
  service = await startService({
    DATABASE_URL: await freshDatabase(server!),
    PUBLIC_READ: 'on',
    LLM_PROVIDER: 'offline',
    RATE_LIMIT_PUBLIC_PER_MINUTE: String(PUBLIC),
    RATE_LIMIT_PUBLIC_BULK_PER_MINUTE: String(BULK),
    ...webServices.environment,
  });
});
afterAll(() => webServices.stop());

function open(path: string, method = 'GET', body?: object): Promise<Answer> {
  return service.request(method, path, NO_KEY, body);
}

it('the banner and the log say that reading needs no key', async () => {
  expect(await service.says(/^ +API key +\S+ \(reading needs none: PUBLIC_READ=on\)$/m)).toBe(true);
  expect(service.output).toContain('Everybody may read without a key: PUBLIC_READ=on');
});

it('the document says of each operation whether it needs a key', async () => {
  const { paths } = (await open('/openapi.json')).body as OpenApiDocument;
  const either = [{}, { 'api-key': [] }, { bearer: [] }];
  expect(paths['/api/v1/skill-gap']?.get?.security).toEqual(either);
  expect(paths['/api/v1/cohorts']?.post?.security).toEqual(either);
  expect(paths['/api/v1/skill-gap-llm']?.get?.security).toBeUndefined();
  expect(paths['/api/v1/admin/runs']?.get?.security).toBeUndefined();
  expect(paths['/health']?.get?.security).toEqual([]);
});

it('gaps are answered without a key as with one, and the limit of the address is told', async () => {
  const answer = await open(GAP);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('ratelimit-limit')).toBe(String(PUBLIC));
  expect(answer.text).toBe((await service.get(GAP)).text);
  expect((await open('/api/v1/access')).body).toEqual({ public_read: true, key: null });
});

it.each([
  ['GET', '/api/v1/skill-gap-llm?from=11-1011.00&to=11-3013.00'],
  ['GET', '/api/v1/occupations/11-1011.00/llm-assessment'],
  ['GET', '/api/v1/admin/runs'],
  ['POST', '/api/v1/admin/refreshes'],
])('what costs money or is an administrator’s still needs a key: %s %s', async (method, path) => {
  expectProblem(await open(path, method), 401, 'MISSING_API_KEY');
});

it('a wrong key is refused where none would not be', async () => {
  expectProblem(await service.get(GAP, { 'x-api-key': 'read_000000000000000000000000' }), 401, 'INVALID_API_KEY');
});

it.each([
  ['GET', `/api/v1/skill-gap?from=${UNRATED}&to=11-1011.00`, undefined],
  ['POST', '/api/v1/cohorts', COHORT],
])('O*NET is asked for nothing that is wanted without a key: %s %s', async (method, path, body) => {
  const answer = await open(path, method, body);
  const { detail } = expectProblem(answer, 422, 'OCCUPATION_NOT_RATED');
  expect(answer.body).toMatchObject({ on_demand: 'needs_key' });
  expect(detail).toContain('O*NET Web Services are asked for requests with an API key only.');
  expect(webServices.requests).toEqual([]);
});

it('what computes much may be asked for less often', async () => {
  let answer = await open(PATHS);
  expect(answer.headers.get('ratelimit-limit')).toBe(String(BULK));
  while (answer.status === 200) answer = await open(PATHS);
  const { detail } = expectProblem(answer, 429, 'RATE_LIMITED');
  expect(detail).toContain(`${BULK} requests a minute without an API key for endpoints that compute much`);
  expect((await open(GAP)).status).toBe(200);
});

it('an address that has used up its requests is sent away, and one with a key is not', async () => {
  let answer = await open(GAP);
  while (answer.status === 200) answer = await open(GAP);
  expect(expectProblem(answer, 429, 'RATE_LIMITED').detail).toContain('a key has a limit of its own');
  expect((await service.get(GAP)).status).toBe(200);
});

it('for who shows a key O*NET is asked for the same occupation', async () => {
  const answer = await service.get(`/api/v1/skill-gap?from=${UNRATED}&to=11-1011.00`);
  expect(answer.body).toMatchObject({ on_demand: 'absent' });
  expect(webServices.requests.length).toBeGreaterThan(0);
});
