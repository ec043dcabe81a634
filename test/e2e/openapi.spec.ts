import { Ajv, type ValidateFunction } from 'ajv';
import { testServers } from '../support/databases';
import { freshDatabase, startService, type Answer, type Service } from '../support/service';

interface Content {
  readonly schema: object;
  readonly example?: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: { readonly type?: string; readonly example?: string };
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { description: string; content?: Readonly<Record<string, Content>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly tags: readonly { readonly name: string }[];
}

const [server] = testServers();

const PUBLIC = ['/health', '/health/ready'];
const BEHIND_A_KEY = [
  '/api/v1/admin/assessments',
  '/api/v1/admin/llm-usage',
  '/api/v1/admin/runs/{id}',
  '/api/v1/admin/transforms',
  '/api/v1/occupations',
  '/api/v1/occupations/{code}',
  '/api/v1/occupations/{code}/llm-assessment',
  '/api/v1/occupations/{code}/skills',
  '/api/v1/releases',
  '/api/v1/scales',
  '/api/v1/skill-gap',
  '/api/v1/skill-gap-by-lvl',
  '/api/v1/skill-gap-llm',
  '/api/v1/skills',
];
/** Those of them that need the scope admin. */
const ADMIN = [
  '/api/v1/admin/assessments',
  '/api/v1/admin/llm-usage',
  '/api/v1/admin/runs/{id}',
  '/api/v1/admin/transforms',
];
/** Those that need the scope llm. */
const LLM = ['/api/v1/occupations/{code}/llm-assessment', '/api/v1/skill-gap-llm'];
/** Those that start something. */
const POST = ['/api/v1/admin/assessments', '/api/v1/admin/transforms'];
const ALL = [...PUBLIC, ...BEHIND_A_KEY];
const PROBLEM = 'application/problem+json';

let service: Service;
let document: Document;
let schemas: Ajv;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: await freshDatabase(server!),
    ONET_SOURCE: 'sample',
    LLM_PROVIDER: 'offline',
  });
  document = (await service.get('/openapi.json')).body as Document;
  schemas = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  schemas.addSchema({ $id: 'document', components: toJsonSchema(document.components) as object });
});

it('documents the endpoints that there are, and no other', () => {
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(documented.sort()).toEqual(ALL.map((path) => `${methodOf(path).toLowerCase()} ${path}`).sort());
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
    expect(responses[successOf(path)]?.content?.['application/json']?.example).toBeDefined();
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const { schema, example } of Object.values(content)) {
        expect({ status, problems: problemsOf(schema, example) }).toEqual({ status, problems: [] });
      }
    }
  });

  it('lists the common errors, as problem details', () => {
    const { responses } = operation(path);
    const common = PUBLIC.includes(path) ? ['400', '500'] : ['400', '401', '403', '500', '503'];
    for (const status of common) {
      expect({ status, content: Object.keys(responses[status]?.content ?? {}) }).toEqual({
        status,
        content: [PROBLEM],
      });
    }
  });

  it('answers its example request as its schema says, with no field that the schema does not know', async () => {
    expectDocumented(await ask(path), path, successOf(path), 'application/json');
  });

  it('asks for a key as it says', async () => {
    const { security } = operation(path);
    const answer = await ask(path, '');
    expect(security).toEqual(PUBLIC.includes(path) ? [] : undefined);
    expect(answer.status).toBe(PUBLIC.includes(path) ? 200 : 401);
  });
});

it.each([
  ['/api/v1/skill-gap', '?from=x&from=y&q=z', 400],
  ['/api/v1/skill-gap', '?from=99-9999&to=11-1011', 404],
  ['/api/v1/skill-gap', '?from=11-1011&to=15-1299', 422],
  ['/api/v1/skill-gap-by-lvl', '?from=15-2051&to=11-1011', 422],
  ['/api/v1/occupations', '?limit=0', 400],
  ['/api/v1/occupations/{code}', '', 404],
  ['/api/v1/occupations/{code}/skills', '', 404],
])('answers an error of %s%s as documented: %d', async (path, query, status) => {
  const answer = await service.get(path.replace('{code}', '99-9999.00') + query);
  expectDocumented(answer, path, status, PROBLEM);
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

function methodOf(path: string): string {
  return POST.includes(path) ? 'POST' : 'GET';
}

function successOf(path: string): number {
  return POST.includes(path) ? 202 : 200;
}

/** The request that the examples make; an administrator may do everything. */
function ask(path: string, key = service.adminApiKey): Promise<Answer> {
  return service.request(methodOf(path), exampleRequest(path), { 'x-api-key': key });
}

function operation(path: string): Operation {
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
    else query.set(name, example);
  }
  return query.size > 0 ? `${filled}?${query.toString()}` : filled;
}

function expectDocumented({ status, headers, body }: Answer, path: string, wanted: number, type: string): void {
  const schema = operation(path).responses[wanted]?.content?.[type]?.schema;
  expect(schema).toBeDefined();
  expect({ status, body, problems: problemsOf(schema ?? {}, body) }).toEqual({ status: wanted, body, problems: [] });
  expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`);
}

function problemsOf(schema: object, value: unknown): string[] {
  const validate: ValidateFunction = schemas.compile(toJsonSchema(schema, 'document') as object);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` allows null, as everybody reads it. And a described object has no
 * other properties, which the document need not say to its readers but the service keeps to.
 */
function toJsonSchema(node: unknown, base = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, base));
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value, base)]));
  if (typeof schema.$ref === 'string') schema.$ref = base + schema.$ref;
  if (schema.properties && schema.type === 'object') schema.additionalProperties = false;
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

const FORMATS = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};
