import { testServersForProcesses } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { billOf, LlmAudit } from '../support/vertex/llm-audit';
import { hasLimits, type SchemaNode } from '../support/vertex/schema';
import { VertexServer, type SeenCall } from '../support/vertex/server';

// How the service finds out how a model has to be asked. What it finds holds for its process, so each test has one.

const KEYS = { API_KEY: 'read-key-of-this-test', API_KEY_SCOPES: 'read,llm', LLM_DAILY_BUDGET_USD: '1000' };
/** Of all skills: 35 × 160 tokens and 1,000 for the rest. */
const LIMIT = 6_600;
const [FIRST, SECOND, THIRD] = ['11-1011.00', '11-3013.00', '11-2021.00'] as const;

let vertex: VertexServer;
let database: PipelineFixture;
let audit: LlmAudit;
let variables: Record<string, string>;
let service: Service | undefined;

beforeAll(async () => {
  vertex = await VertexServer.start();
  const url = await freshDatabase(testServersForProcesses()[0]!);
  variables = { ...KEYS, ...vertex.environment, DATABASE_URL: url, DATA_DIR: await freshFolder() };
  database = await openPipeline({ url, drop: () => Promise.resolve() });
  audit = new LlmAudit(database.dataSource);
  await database.pipeline.refresh({ location: 'sample', releaseName: null }, { triggeredBy: 'cli' });
});
beforeEach(async () => {
  vertex.heal();
  vertex.forget();
  await audit.clear();
});
afterEach(async () => service?.stop());
afterAll(async () => {
  await database.close();
  await vertex.stop();
});

async function start(more: Record<string, string> = {}): Promise<void> {
  service = await startService({ ...variables, ...more });
}

async function assess(code: string): Promise<Answer> {
  return service!.get(`/api/v1/occupations/${code}/llm-assessment`);
}

async function expectAssessed(code: string): Promise<void> {
  const { status, body } = await assess(code);
  expect({ status, body }).toMatchObject({ status: 200, body: { coverage: '35/35' } });
}

interface Config {
  readonly maxOutputTokens: number;
  readonly responseSchema: SchemaNode;
  readonly thinkingConfig?: object;
}

function configOf({ body }: SeenCall): Config {
  return (body as { generationConfig: Config }).generationConfig;
}

/** Of each call: which schema it had. */
function schemas(): string[] {
  return vertex.calls.map((call) => (hasLimits(configOf(call).responseSchema) ? 'full' : 'plain'));
}

function limits(): number[] {
  return vertex.calls.map((call) => configOf(call).maxOutputTokens);
}

describe('a schema that the service of the model refuses', () => {
  it.each([
    ['too many states', 'INVALID_REQUEST'],
    ['invalid argument', 'INVALID_REQUEST'],
    ['internal error', 'UNAVAILABLE'],
  ] as const)('as "%s" is left out of the next try, and of all later questions', async (as, failure) => {
    vertex.fault({ kind: 'schema-refused', as });
    await start();
    await expectAssessed(FIRST);
    expect(schemas()).toEqual(['full', 'plain']);
    await expectAssessed(SECOND);
    expect(schemas()).toEqual(['full', 'plain', 'plain']);
    expect(await audit.calls()).toMatchObject([
      { code: FIRST, outcome: 'failed', failure, costUsd: 0 },
      { code: FIRST, outcome: 'complete', failure: null },
      { code: SECOND, outcome: 'complete', failure: null },
    ]);
    expect(await audit.committedUsd()).toBe(billOf(vertex.calls));
  });

  it('is sent again where the plain one is refused as well', async () => {
    vertex.fault({ kind: 'status', status: 400 }, { times: 2 });
    await start();
    const { detail } = expectProblem(await assess(FIRST), 503, 'LLM_UNAVAILABLE');
    expect(detail).toContain('(INVALID_REQUEST)');
    await expectAssessed(FIRST);
    expect(schemas()).toEqual(['full', 'plain', 'full']);
  });

  it('is not blamed for a failure once it was accepted', async () => {
    await start();
    await expectAssessed(FIRST);
    vertex.fault({ kind: 'status', status: 500 }, { times: 1 });
    await expectAssessed(SECOND);
    expect(schemas()).toEqual(['full', 'full', 'full']);
  });
});

describe('a model that thinks', () => {
  it.each<[string, object, number]>([
    ['low', { thinkingLevel: 'LOW' }, LIMIT + 1_000],
    ['off', { thinkingBudget: 0 }, LIMIT],
    ['3000', { thinkingBudget: 3_000 }, LIMIT + 3_000],
  ])('is asked with LLM_THINKING=%s to do so by %j, and has room for it', async (thinking, config, limit) => {
    await start({ LLM_THINKING: thinking });
    await expectAssessed(FIRST);
    expect(configOf(vertex.calls[0]!)).toMatchObject({ thinkingConfig: config, maxOutputTokens: limit });
  });

  it('is left to itself unless LLM_THINKING says otherwise', async () => {
    await start();
    await expectAssessed(FIRST);
    expect(configOf(vertex.calls[0]!)).not.toHaveProperty('thinkingConfig');
    expect(limits()).toEqual([LIMIT]);
  });

  it('until there is no room left to write gets twice the room, also for later questions', async () => {
    vertex.fault({ kind: 'thinking', tokens: 8_000 });
    await start();
    await expectAssessed(FIRST);
    await expectAssessed(SECOND);
    expect(limits()).toEqual([LIMIT, 2 * LIMIT, 2 * LIMIT]);
    expect(await audit.calls()).toMatchObject([
      { code: FIRST, failure: 'TRUNCATED', outputTokens: LIMIT },
      { code: FIRST, outcome: 'complete' },
      { code: SECOND, outcome: 'complete' },
    ]);
  });

  it('until only the beginning of an item has room gets twice the room as well', async () => {
    vertex.fault({ kind: 'thinking', tokens: LIMIT - 30 });
    await start();
    await expectAssessed(FIRST);
    expect(limits()).toEqual([LIMIT, 2 * LIMIT]);
  });

  it('without end is asked twice, and not again for a while', async () => {
    vertex.fault({ kind: 'thinking', tokens: 100_000 });
    await start();
    expectProblem(await assess(THIRD), 502, 'LLM_REPLY_REJECTED');
    expect(limits()).toEqual([LIMIT, 2 * LIMIT]);
    expectProblem(await assess(THIRD), 502, 'LLM_REPLY_REJECTED');
    expect(vertex.calls).toHaveLength(2);
    expect(await audit.committedUsd()).toBe(billOf(vertex.calls));
  });
});
