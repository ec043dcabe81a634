import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { testServers } from '../support/databases/databases';
import { SchemaChecker, type OpenApiDocument, type OpenApiOperation } from '../support/requests/openapi';
import { expectUnshared } from '../support/service/caching';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

const [server] = testServers();

const PUBLIC = ['/health', '/health/ready', '/metrics'];
/** A key is shown or not. */
const EITHER = ['/api/v1/access'];
const READ = [
  '/api/v1/elements',
  '/api/v1/exports/{table}',
  '/api/v1/gap-analysis',
  '/api/v1/method',
  '/api/v1/gap-analysis/changes',
  '/api/v1/occupations',
  '/api/v1/occupations/{code}',
  '/api/v1/occupations/{code}/activities',
  '/api/v1/occupations/{code}/feeders',
  '/api/v1/occupations/{code}/moves',
  '/api/v1/occupations/{code}/preparation',
  '/api/v1/occupations/{code}/ratings',
  '/api/v1/occupations/{code}/related',
  '/api/v1/occupations/{code}/similar',
  '/api/v1/occupations/{code}/skills',
  '/api/v1/occupations/{code}/tasks',
  '/api/v1/occupations/{code}/technology',
  '/api/v1/occupations/{code}/unlocks',
  '/api/v1/paths',
  '/api/v1/releases',
  '/api/v1/scales',
  '/api/v1/skill-gap',
  '/api/v1/skill-gap-by-lvl',
  '/api/v1/skills',
  '/api/v1/technology-gap',
  '/api/v1/titles',
  '/api/v1/work-gap',
];
const LLM = ['/api/v1/occupations/{code}/llm-assessment', '/api/v1/skill-gap-llm'];
/** Those that start or end something. */
const POST = [
  '/api/v1/admin/assessments',
  '/api/v1/admin/ingestions',
  '/api/v1/admin/refreshes',
  '/api/v1/admin/runs/{id}/cancel',
  '/api/v1/admin/transforms',
];
const ADMIN = [
  ...POST,
  '/api/v1/admin/llm-usage',
  '/api/v1/admin/runs',
  '/api/v1/admin/runs/{id}',
  '/api/v1/admin/runs/{id}/events',
  '/api/v1/admin/runs/{id}/rejected-rows',
];
/** Those whose question is too long for a query. */
const ASKED_WITH_BODY = [
  '/api/v1/cohorts',
  '/api/v1/questionnaire',
  '/api/v1/moves',
  '/api/v1/unlocks',
  '/api/v1/occupations/search',
];
/** The same question with a body: about a person. */
const ASKED_EITHER_WAY = ['post /api/v1/gap-analysis', 'post /api/v1/paths'];
const BEHIND_A_KEY = [...READ, ...ASKED_WITH_BODY, ...LLM, ...ADMIN];
const ALL = [...PUBLIC, ...EITHER, ...BEHIND_A_KEY];
const JSON_TYPE = 'application/json';
/** Where success is something else. */
const TYPES: Readonly<Record<string, string>> = {
  '/api/v1/admin/runs/{id}/events': 'text/event-stream',
  '/api/v1/exports/{table}': 'text/csv',
  '/metrics': 'text/plain',
};
const PROBLEM = 'application/problem+json';
/** By the client alone. */
const MAY_BE_KEPT = [
  ...['skill-gap', 'gap-analysis', 'method', 'technology-gap', 'titles', 'work-gap'],
  ...['similar', 'moves', 'feeders', 'unlocks', 'paths', 'exports'],
];

let service: Service;
let document: OpenApiDocument;
let schemas: SchemaChecker;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: await freshDatabase(server!),
    ONET_SOURCE: 'sample',
    LLM_PROVIDER: 'offline',
  });
  document = (await service.get('/openapi.json')).body as OpenApiDocument;
  schemas = new SchemaChecker(document);
});

it('documents the endpoints that there are, and no other', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(documented.sort()).toEqual(
    [...ALL.map((path) => `${methodOf(path).toLowerCase()} ${path}`), ...ASKED_EITHER_WAY].sort(),
  );
});

it('takes a key in either of two headers', () => {
  expect(document.security).toEqual([{ 'api-key': [] }, { bearer: [] }]);
  expect(document.components.securitySchemes).toMatchObject({
    'api-key': { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    bearer: { type: 'http', scheme: 'bearer' },
  });
});

it.each(['/openapi.json', '/docs', '/docs/', '/docs/swagger-ui-init.js'])(
  '%s may be kept by the client, and is not sent again while it stays the same',
  async (path) => {
    const { status, headers, text } = await service.get(path, { 'x-api-key': '' });
    expect({ status, cacheControl: headers.get('cache-control') }).toEqual({
      status: 200,
      cacheControl: 'private, max-age=300',
    });
    expectUnshared(headers);
    const etag = headers.get('etag') ?? '';
    const again = await service.get(path, { 'if-none-match': etag });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expectUnshared(again.headers);
    expect((await service.get(path, { 'if-none-match': '"other"' })).text).toBe(text);
    const head = await service.request('HEAD', path);
    expect({ status: head.status, text: head.text, etag: head.headers.get('etag') }).toEqual({
      ...{ status: 200, text: '', etag },
    });
  },
);

it('the page of the documentation fits phones, keeps no key, and brings names and contrast for everybody', async () => {
  const page = (await service.get('/docs')).text;
  expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  expect(page).toContain('.schemes-server-container { display: none }');
  const script = (await service.get('/docs/swagger-ui-init.js')).text;
  expect(script).toContain('"persistAuthorization": false');
  // As the browser runs it, which has nothing of what is built around it here.
  const code = 'onload(); Object.keys(given.plugins[0]().wrapComponents)';
  const browser = `var window = globalThis, location = { search: '', origin: '' }, given, SwaggerUIStandalonePreset;
    const SwaggerUIBundle = Object.assign((options) => (given = options), { presets: {}, plugins: {} });`;
  expect(runInNewContext(`${browser}${script}${code}`)).toEqual(['CloseIcon', 'Button', 'DeepLink']);
});

it('files of the documentation may be kept by the client', async () => {
  const { headers } = await service.get('/docs/swagger-ui-bundle.js');
  expect(headers.get('cache-control')).toBe('private, max-age=300');
  expectUnshared(headers);
});

it('gives every operation an id of its own', () => {
  const ids = ALL.map((path) => operation(path).operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
});

describe.each(ALL)('the operation %s', (path) => {
  it('has a summary and a tag that the document explains', () => {
    const { summary, tags } = operation(path);
    expect(summary).toMatch(/^[A-Z].{10,}$/);
    expect(tags).toHaveLength(1);
    expect(document.tags.map(({ name }) => name)).toContain(tags?.[0]);
  });

  it('says of every parameter its type and what it is', () => {
    for (const parameter of operation(path).parameters) {
      expect(parameter).toMatchObject({
        description: expect.stringMatching(/.{10,}/),
        schema: { type: expect.any(String) },
      });
    }
  });

  it('has examples that fit their schemas, for success and for every error', () => {
    const { responses } = operation(path);
    expect(responses[successOf(path)]?.content?.[typeOf(path)]?.example).toBeDefined();
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const { schema, example } of Object.values(content)) {
        expect({ status, problems: schemas.problemsOf(schema, example) }).toEqual({ status, problems: [] });
      }
    }
  });

  it('lists the common errors, as problem details', () => {
    const { responses } = operation(path);
    const common = PUBLIC.includes(path) ? ['400', '500'] : ['400', '401', '403', '429', '500', '503'];
    for (const status of common) {
      expect({ status, content: Object.keys(responses[status]?.content ?? {}) }).toEqual({
        status,
        content: [PROBLEM],
      });
    }
  });

  it('answers its example request as its schema says, with no field that the schema does not know', async () => {
    const answer = await askInTurn(path);
    // The run of the examples has ended, and of the two releases neither is here.
    if (path.endsWith('/cancel')) expectDocumented(answer, path, 409, PROBLEM);
    else if (path.endsWith('/changes')) expectDocumented(answer, path, 404, PROBLEM);
    else expectDocumented(answer, path, successOf(path), typeOf(path));
  });

  it('asks for a key as it says', async () => {
    const { security } = operation(path);
    const answer = await ask(path, '');
    const isOpen = [...PUBLIC, ...EITHER].includes(path);
    expect(security).toEqual(EITHER.includes(path) ? [{}, ...document.security] : isOpen ? [] : undefined);
    expect(answer.status).toBe(isOpen ? 200 : 401);
    expectUnshared(answer.headers);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });
});

it.each([
  ['/api/v1/skill-gap', '?from=x&from=y&q=z', 400],
  ['/api/v1/skill-gap', '?from=99-9999&to=11-1011', 404],
  ['/api/v1/skill-gap', '?from=11-1011&to=11-3013&release=1.0', 404],
  ['/api/v1/skill-gap', '?from=11-1011&to=15-1299', 422],
  ['/api/v1/skill-gap-by-lvl', '?from=15-2051&to=11-1011', 422],
  ['/api/v1/gap-analysis', '?from=x&domains=y', 400],
  ['/api/v1/gap-analysis', '?from=11-1011&to=15-1299', 422],
  ['/api/v1/method', '?release=1.0', 404],
  ['/api/v1/titles', '', 400],
  ['/api/v1/titles', '?text=nurse&release=1.0', 404],
  ['/api/v1/paths', '?from=11-1011&to=11-3013&max_stops=3', 400],
  ['/api/v1/paths', '?from=11-1011&to=15-2051', 422],
  ['/api/v1/occupations/{code}/moves', '?min_coverage=80', 400],
  ['/api/v1/occupations/{code}/moves', '', 404],
  ['/api/v1/occupations/{code}/unlocks', '?pool=far', 400],
  ['/api/v1/gap-analysis/changes', '?from=11-1011&to=11-3013&between=sample..sample', 400],
  ['/api/v1/occupations', '?limit=0', 400],
  ['/api/v1/occupations/{code}', '', 404],
  ['/api/v1/occupations/{code}/skills', '', 404],
  ['/api/v1/occupations/{code}/ratings', '?domain=skill', 400],
  ['/api/v1/elements', '?domain=skill', 400],
  ['/api/v1/exports/{table}', '?format=xlsx', 400],
  ['/api/v1/exports/{table}', '?release=1.0', 404],
  ['/api/v1/occupations/{code}/related', '', 404],
  ['/api/v1/occupations/{code}/technology', '', 404],
])('answers an error of %s%s as documented: %d', async (path, query, status) => {
  const answer = await service.get(path.replace('{code}', '99-9999.00').replace('{table}', 'pairs') + query);
  expectDocumented(answer, path, status, PROBLEM);
});

it('takes a release and titles for gaps behind the parameters that were there before', () => {
  const names = (path: string) => operation(path).parameters.map(({ name }) => name);
  expect(names('/api/v1/skill-gap')).toEqual(['from', 'to', 'release', 'from_title', 'to_title']);
  expect(names('/api/v1/skill-gap-by-lvl')).toEqual([...['levels', 'from', 'to', 'release', 'from_title', 'to_title']]);
  expect(names('/api/v1/skill-gap-llm')).toEqual(['from', 'to', 'from_title', 'to_title']);
});

it.each(BEHIND_A_KEY)('answers a missing key as documented: %s', async (path) => {
  expectDocumented(await ask(path, ''), path, 401, PROBLEM);
});

it.each([...ADMIN, ...LLM])('answers a key that may only read as documented: %s', async (path) => {
  expectDocumented(await ask(path, service.apiKey), path, 403, PROBLEM);
});

it.each([
  ['/api/v1/skill-gap-by-lvl', '?from=11-1011&to=11-3013&levels=llm', 200],
  ['/api/v1/skill-gap-by-lvl', '?from=53-3032&to=11-3013&levels=llm', 422],
  ['/api/v1/occupations/{code}/llm-assessment', '?source=11-3013', 200],
  ['/api/v1/occupations/{code}/llm-assessment', '?source=x', 400],
  ['/api/v1/admin/llm-usage', '?days=0', 400],
])('answers about levels of a language model as documented: %s%s: %d', async (path, query, status) => {
  const admin = { 'x-api-key': service.adminApiKey };
  await service.get('/api/v1/skill-gap-llm?from=11-1011&to=11-3013', admin);
  const answer = await service.get(path.replace('{code}', '11-1011.00') + query, admin);
  expectDocumented(answer, path, status, status === 200 ? 'application/json' : PROBLEM);
});

it('tells in a dry run what assessing would take, as documented', async () => {
  const admin = { 'x-api-key': service.adminApiKey };
  const answer = await service.request('POST', '/api/v1/admin/assessments?all=true&dry_run=true', admin);
  expectDocumented(answer, '/api/v1/admin/assessments', 200, 'application/json');
});

it('answers for a run that is not there as documented', async () => {
  const answer = await service.get('/api/v1/admin/runs/999', { 'x-api-key': service.adminApiKey });
  expectDocumented(answer, '/api/v1/admin/runs/{id}', 404, PROBLEM);
});

// Of two classes with one name the document has only one, for both.
it('no two classes of the document have the same name', async () => {
  const libs = join(__dirname, '../../libs');
  const files = (await readdir(libs, { recursive: true })).filter((file) => /(?<!\.spec)\.ts$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(libs, file), 'utf8')));
  const names = texts.flatMap((text) => [...text.matchAll(/^(?:export )?class (\w+Dto)\b/gm)].map(([, name]) => name));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

function methodOf(path: string): string {
  return [...POST, ...ASKED_WITH_BODY].includes(path) ? 'POST' : 'GET';
}

function typeOf(path: string): string {
  return TYPES[path] ?? JSON_TYPE;
}

function successOf(path: string): number {
  return POST.includes(path) ? 202 : 200;
}

/** The request that the examples make; an administrator may do everything. */
function ask(path: string, key = service.adminApiKey): Promise<Answer> {
  const body = ASKED_WITH_BODY.includes(path) ? exampleBody(path) : undefined;
  return service.request(methodOf(path), exampleRequest(path), { 'x-api-key': key }, body);
}

/** The same once no other run is in the way. */
async function askInTurn(path: string): Promise<Answer> {
  for (;;) {
    const answer = await ask(path);
    if ((answer.body as { code?: string } | undefined)?.code !== 'RUN_IN_PROGRESS') return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function operation(path: string): OpenApiOperation {
  const found = document.paths[path]?.[methodOf(path).toLowerCase()];
  if (!found) throw new Error(`The document has no ${methodOf(path)} ${path}`);
  return found;
}

/** The request that the examples of the parameters make. */
function exampleRequest(path: string): string {
  const { parameters } = operation(path);
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, in: place, required, schema } of parameters) {
    const { example } = schema;
    if (example === undefined && required) throw new Error(`${path} has no example of ${name}`);
    if (example === undefined) continue;
    if (place === 'path') filled = filled.replace(`{${name}}`, encodeURIComponent(example));
    else query.set(name, String(example));
  }
  return query.size > 0 ? `${filled}?${query.toString()}` : filled;
}

/** The body that the examples of its members make. */
function exampleBody(path: string): object {
  const schema = operation(path).requestBody?.content[JSON_TYPE]?.schema as { $ref: string };
  const { properties } = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as {
    properties: Record<string, { example?: unknown }>;
  };
  const given = Object.entries(properties).filter(([, { example }]) => example !== undefined);
  return Object.fromEntries(given.map(([name, { example }]) => [name, example]));
}

function expectDocumented(answer: Answer, path: string, wanted: number, type: string): void {
  const schema = operation(path).responses[wanted]?.content?.[type]?.schema;
  expect(schema).toBeDefined();
  const { status, headers } = answer;
  const content = contentOf(answer, type);
  expect({ status, content, problems: schemas.problemsOf(schema ?? {}, content) }).toEqual({
    status: wanted,
    content,
    problems: [],
  });
  expect(headers.get('content-type')?.split(';')[0]).toBe(type);
  expectUnshared(headers);
  const mayBeKept = MAY_BE_KEPT.some((kind) => path.includes(kind));
  if (!mayBeKept || wanted >= 400) expect(headers.get('cache-control')).toContain('no-store');
}

/** What the schema describes; of events, the first one's data. */
function contentOf({ text, body }: Answer, type: string): unknown {
  if (type === 'text/plain' || type === 'text/csv') return text;
  return type === 'text/event-stream' ? JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? 'null') : body;
}
