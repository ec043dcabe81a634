import { testServersForProcesses } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import type { Ending } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { billOf } from '../support/vertex/llm-audit';
import { VertexServer } from '../support/vertex/server';

let vertex: VertexServer;
let variables: Record<string, string>;

beforeAll(async () => {
  vertex = await VertexServer.start();
  const url = await freshDatabase(testServersForProcesses()[0]!);
  variables = { ...vertex.environment, DATABASE_URL: url, DATA_DIR: await freshFolder() };
});
beforeEach(() => {
  vertex.heal();
  vertex.forget();
});
afterAll(async () => vertex.stop());

async function check(more: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Ending> {
  return runCli(['llm-check', ...args], { ...variables, ...more } as Record<string, string>);
}

it('tells of one small call who was asked, whether the schema was taken, the time and the cost', async () => {
  const { code, stdout, stderr } = await check({}, '--json');
  const [call] = vertex.calls;
  const tokens = { prompt_tokens: call!.promptTokens, output_tokens: call!.outputTokens };
  expect({ code, stderr, check: JSON.parse(stdout) as unknown }).toEqual({
    ...{ code: 0, stderr: '' },
    check: {
      ...{ provider: 'vertexai', model: 'gemini-3.5-flash-lite', model_version: 'gemini-3.5-flash-lite-001' },
      ...{ host: vertex.endpoint, project: 'skill-gap-tests', location: 'global', schema: 'full', ...tokens },
      ...{ latency_ms: expect.any(Number), cost_usd: billOf(vertex.calls) },
    },
  });
  expect(vertex.calls).toHaveLength(1);
  expect(billOf(vertex.calls)).toBeLessThan(0.004);
});

it('says that the schema was refused, and the plain one taken', async () => {
  vertex.fault({ kind: 'schema-refused', as: 'too many states' });
  const { code, stdout } = await check();
  expect({ code, stdout }).toEqual({
    ...{
      code: 0,
      stdout: expect.stringMatching(/^The language model answers: vertexai [^]*^Schema: refused; accepted/m),
    },
  });
  expect(vertex.calls).toHaveLength(2);
});

it.each<[string, string, RegExp, NodeJS.ProcessEnv, (() => void)?]>([
  [
    'credentials that are refused',
    'credentials',
    /invalid_grant.*application-default login/,
    {},
    () => vertex.refuseTokens(),
  ],
  ['no credentials', 'credentials', /application-default login/, { GOOGLE_APPLICATION_CREDENTIALS: '/none.json' }],
  ['another project', 'project', /VERTEX_PROJECT.*roles\/aiplatform\.user/, { VERTEX_PROJECT: 'elsewhere' }],
  ['a single region', 'location', /VERTEX_LOCATION to global, us or eu/, { VERTEX_LOCATION: 'europe-west1' }],
  [
    'a retired model',
    'model',
    /LLM_MODEL/,
    { LLM_MODEL: 'gemini-2.0-flash', LLM_PRICE_INPUT_USD: '1', LLM_PRICE_OUTPUT_USD: '1' },
  ],
  ['a host without Vertex AI', 'host', /VERTEX_API_ENDPOINT/, {}, () => vertex.fault({ kind: 'html-in-200' })],
])('says of %s that it is the %s', async (_name, wrong, words, settings, arrange = () => undefined) => {
  arrange();
  const { code, stdout, stderr } = await check(settings, '--json');
  expect({ code, stdout, problem: JSON.parse(stderr) as unknown }).toEqual({
    ...{ code: 1, stdout: '' },
    problem: {
      error: expect.objectContaining({
        ...{ code: 'LLM_UNAVAILABLE', wrong, host: vertex.endpoint, exit_code: 1 },
        detail: expect.stringMatching(words),
      }),
    },
  });
});

it('says that there is nobody to ask where none is configured', async () => {
  const { code, stderr } = await check({ LLM_PROVIDER: 'none' });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('no language model is configured') });
});
