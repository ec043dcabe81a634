import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { Program } from '../support/service/program';
import { freshFolder } from '../support/service/scratch';
import { LEVELS, object, STRING } from '../support/vertex/client';
import { levelOf, VertexServer, type Fault } from '../support/vertex/server';

/** What came of a question. */
interface Outcome {
  readonly reply?: Reply;
  readonly failure?: {
    readonly kind: string;
    readonly retriable: boolean;
    readonly mayBeBilled: boolean;
    readonly retryAfterMs: number | null;
    readonly message: string;
  };
}

interface Reply {
  readonly text: string;
  readonly finish: string;
  readonly finishWord: string;
  readonly usage: { readonly promptTokens: number; readonly outputTokens: number } | null;
  readonly modelVersion: string | null;
  readonly responseId: string | null;
  readonly raw: string;
}

/** The class of a failure, whether the same question may help, and whether its answer may be billed. */
type Failing = readonly [kind: string, retriable: boolean, mayBeBilled: boolean];

interface Assessment {
  readonly assessed_skills: readonly Readonly<Record<string, string>>[];
}

const SUPPORT = join(__dirname, '../support');
const CODE = '11-2021.00';
const IDS = ['2.A.1.a', '2.A.1.b', '2.B.3.k'];

const RATE_LIMITED: Failing = ['RATE_LIMITED', true, false];
const UNAVAILABLE: Failing = ['UNAVAILABLE', true, false];
const TIMEOUT: Failing = ['TIMEOUT', true, true];
const NETWORK: Failing = ['NETWORK', true, true];
/** Before anything was sent. */
const UNCONNECTED: Failing = ['NETWORK', true, false];
const AUTH: Failing = ['AUTH', false, false];
const NOT_FOUND: Failing = ['NOT_FOUND', false, false];
const INVALID_REQUEST: Failing = ['INVALID_REQUEST', false, false];
const MALFORMED: Failing = ['MALFORMED', true, true];
const IN_TIME = 'no answer within the time limit';

/** The first question of a process loads the package, which takes seconds on a busy machine. */
const AMPLE_MS = 30_000;
/** For an answer that never comes. */
const SHORT_MS = 1_500;

const programs: Program[] = [];
let folder: string;
let vertex: VertexServer;
/** The one process that most questions go to. */
let provider: Program;
/** What it answers if nothing is wrong. */
let right: Reply;

beforeAll(async () => {
  folder = await freshFolder();
  vertex = await VertexServer.start();
  provider = launch();
  right = await replyOf(provider);
});

beforeEach(() => {
  vertex.heal();
  vertex.forget();
});

afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await vertex.stop();
});

/** The adapter in a process that sees the variables of the server, changed by these, and nothing of who runs the tests. */
function launch(variables: NodeJS.ProcessEnv = {}): Program {
  const args = ['--require', join(SUPPORT, 'service/end-with-parent.js'), join(SUPPORT, 'vertex/provider-process.cjs')];
  const env = { PATH: process.env.PATH, HOME: folder, ...vertex.environment, ...variables };
  const program = new Program(spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
  programs.push(program);
  return program;
}

/** Asks once; one question at a time. */
async function ask(program: Program, timeoutMs = AMPLE_MS): Promise<Outcome> {
  const answer = once(program.child, 'message') as Promise<[Outcome]>;
  program.child.send({ timeoutMs });
  const ended = program.ended.then(({ stderr }) => Promise.reject(new Error(`The process ended:\n${stderr}`)));
  const [outcome] = await Promise.race([answer, ended]);
  return outcome;
}

async function replyOf(program: Program): Promise<Reply> {
  const { reply, failure } = await ask(program);
  if (!reply) throw new Error(`There is no reply: ${failure?.message}`);
  return reply;
}

function failing([kind, retriable, mayBeBilled]: Failing, words: string, retryAfterMs: number | null = null): Outcome {
  return { failure: { kind, retriable, mayBeBilled, retryAfterMs, message: expect.stringContaining(words) } };
}

async function credentials(): Promise<Record<string, string>> {
  const text = await readFile(vertex.environment.GOOGLE_APPLICATION_CREDENTIALS!, 'utf8');
  return JSON.parse(text) as Record<string, string>;
}

function endpointAt(port: number): NodeJS.ProcessEnv {
  return { VERTEX_API_ENDPOINT: `127.0.0.1:${port}` };
}

function credentialsIn(file?: string): NodeJS.ProcessEnv {
  return { GOOGLE_APPLICATION_CREDENTIALS: file };
}

/** Credentials that are changed for tokens at another port. */
async function tokensFrom(port: number): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, `tokens-from-${port}.json`);
  await writeFile(file, JSON.stringify({ ...(await credentials()), token_url: `http://127.0.0.1:${port}/token` }));
  return credentialsIn(file);
}

/** Takes connections and never says anything. */
async function silentServer(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** Nobody listens there. */
async function closedPort(): Promise<number> {
  const { server, port } = await silentServer();
  server.close();
  await once(server, 'close');
  return port;
}

const status = (code: number, more: object = {}): Fault => ({ kind: 'status', status: code, ...more }) as Fault;

describe('a failure of the server', () => {
  it.each<[string, Failing, Fault, string, number?]>([
    ['429', RATE_LIMITED, status(429), 'status 429: Resource exhausted.'],
    ['429 that says when to come back', RATE_LIMITED, status(429, { retryDelaySeconds: 2.5 }), 'status 429', 2_500],
    ['400', INVALID_REQUEST, status(400), 'status 400: Request contains an invalid argument.'],
    ['401', AUTH, status(401), 'status 401: Request had invalid authentication credentials.'],
    ['403', AUTH, status(403), "status 403: Permission 'aiplatform.endpoints.predict' denied"],
    ['404', NOT_FOUND, status(404), 'status 404: Publisher Model was not found'],
    ['499', UNAVAILABLE, status(499), 'status 499: The operation was cancelled.'],
    ['500', UNAVAILABLE, status(500), 'status 500: '],
    ['503', UNAVAILABLE, status(503), 'The service is currently unavailable.'],
    ['504', TIMEOUT, status(504), 'Deadline expired before operation could complete.'],
    ['404 with a page', MALFORMED, status(404, { as: 'html' }), `Unexpected token '<', "<!DOCTYPE "`],
    ['503 with a page', MALFORMED, status(503, { as: 'html' }), `Unexpected token '<', "<!DOCTYPE "`],
    ['500 without a body', MALFORMED, status(500, { as: 'empty' }), 'Unexpected end of JSON input'],
    ['503 without a body', MALFORMED, status(503, { as: 'empty' }), 'Unexpected end of JSON input'],
    ['403 that tells no error', MALFORMED, status(403, { as: 'no-error-key' }), 'TypeError'],
    ['429 in a list', MALFORMED, status(429, { as: 'array' }), 'TypeError'],
    ['503 in a list', UNAVAILABLE, status(503, { as: 'array' }), 'status 503'],
    ['a page in 200', MALFORMED, { kind: 'html-in-200' }, `Unexpected token '<', "<!DOCTYPE "`],
    ['JSON that stops in its middle', MALFORMED, { kind: 'broken-json' }, 'SyntaxError'],
    ['a connection that breaks', NETWORK, { kind: 'reset' }, 'UND_ERR_SOCKET'],
    ['a connection that breaks within the answer', NETWORK, { kind: 'cut' }, 'UND_ERR_SOCKET'],
    ['no answer in time', TIMEOUT, { kind: 'hang' }, IN_TIME],
    ['nothing in time behind the headers', TIMEOUT, { kind: 'hang-after-headers' }, IN_TIME],
    // Without its default Jest would take the last parameter for a callback.
  ])('%s is %j', async (_what, expected, fault, words, retryAfterMs: number | null = null) => {
    vertex.fault(fault);
    const timeoutMs = words === IN_TIME ? SHORT_MS : AMPLE_MS;
    expect(await ask(provider, timeoutMs)).toEqual(failing(expected, words, retryAfterMs));
    expect(vertex.calls).toHaveLength(1);
  });

  it('is over with the next question', async () => {
    vertex.fault({ kind: 'cut' }, { times: 1 });
    await ask(provider);
    expect(await replyOf(provider)).toMatchObject({ text: right.text, finish: 'stop' });
  });
});

describe('a process', () => {
  it.each<[string, Failing, string, () => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>]>([
    ['whose endpoint is a closed port', UNCONNECTED, 'ECONNREFUSED', async () => endpointAt(await closedPort())],
    ['that trusts no such certificate', UNCONNECTED, 'SELF_SIGNED_CERT', () => ({ NODE_EXTRA_CA_CERTS: undefined })],
    [
      'that nobody gives tokens',
      UNCONNECTED,
      'no access token: ECONNREFUSED',
      async () => tokensFrom(await closedPort()),
    ],
    ['without credentials', AUTH, 'no access token: Could not load the default credentials.', () => credentialsIn()],
    ['whose credentials are gone', AUTH, 'gone.json does not exist', () => credentialsIn(join(folder, 'gone.json'))],
    ['of another project', AUTH, 'projects/elsewhere', () => ({ VERTEX_PROJECT: 'elsewhere' })],
    ['of another location', NOT_FOUND, 'locations/europe-west1', () => ({ VERTEX_LOCATION: 'europe-west1' })],
  ])('%s gets %j', async (_what, expected, words, variables) => {
    expect(await ask(launch(await variables()))).toEqual(failing(expected, words));
  });

  it('that waits for a token in vain gives up as well', async () => {
    const { port } = await silentServer();
    expect(await ask(launch(await tokensFrom(port)), SHORT_MS)).toEqual(failing(TIMEOUT, 'no answer within 2.5 s'));
    expect(vertex.calls).toEqual([]);
  });

  it('that is refused a token says why, keeps its secrets, and asks for one again', async () => {
    vertex.refuseTokens();
    const refused = launch();
    const outcome = await ask(refused);
    const reason = 'no access token: Error code invalid_grant: Token has been expired or revoked.';
    expect(outcome).toEqual(failing(AUTH, reason));
    expect([vertex.tokenRequests, vertex.calls.length]).toEqual([1, 0]);
    const { client_id, client_secret, refresh_token } = await credentials();
    for (const secret of [client_id, client_secret, refresh_token]) {
      expect(outcome.failure?.message).not.toContain(secret);
      expect(refused.stdout + refused.stderr).not.toContain(secret);
    }
    vertex.heal();
    expect(await replyOf(refused)).toMatchObject({ text: right.text });
  });

  it('does not print that the package is deprecated', () => {
    expect(provider.stdout + provider.stderr).not.toContain('VertexAI class');
  });
});

describe('a reply', () => {
  it('is the text with how it ended, its tokens, its version and its id', async () => {
    const reply = await replyOf(provider);
    const [{ responseId, promptTokens, outputTokens }] = vertex.calls as [(typeof vertex.calls)[number]];
    expect(reply).toEqual({
      ...{ text: right.text, finish: 'stop', finishWord: 'STOP', usage: { promptTokens, outputTokens } },
      ...{ modelVersion: 'gemini-3.5-flash-lite-001', responseId, raw: expect.any(String) },
    });
    expect(JSON.parse(reply.raw)).toMatchObject({
      candidates: [{ content: { parts: [{ text: right.text }] }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: promptTokens, candidatesTokenCount: outputTokens, thoughtsTokenCount: 0 },
      responseId,
    });
    const { skill_proficiency_assessment: assessment } = JSON.parse(reply.text) as Record<string, Assessment>;
    const levels = assessment!.assessed_skills.map((item) => item.llm_assigned_proficiency_level);
    expect(levels).toEqual(IDS.map((id) => levelOf(CODE, id)));
  });

  it.each<[string, string, string, Fault, number]>([
    ['to a blocked question', 'blocked', 'PROMPT_PROHIBITED_CONTENT', { kind: 'prompt-blocked' }, 0],
    ['that is blocked', 'blocked', 'SAFETY', { kind: 'finish', reason: 'SAFETY' }, 0],
    ['that is blocked as a recitation', 'blocked', 'RECITATION', { kind: 'finish', reason: 'RECITATION' }, 0],
    ['that is blocked behind its text', 'blocked', 'SPII', { kind: 'finish', reason: 'SPII', withText: true }, 1],
    ['cut off before its first word', 'truncated', 'MAX_TOKENS', { kind: 'finish', reason: 'MAX_TOKENS' }, 0],
    ['cut off in its middle', 'truncated', 'MAX_TOKENS', { kind: 'truncated', fraction: 0.5 }, 0.5],
    ['that ends with a new word', 'other', 'TOO_TIRED', { kind: 'finish', reason: 'TOO_TIRED' }, 0],
    ['that ends for no reason', 'other', 'NONE', { kind: 'finish', reason: null, withText: true }, 1],
    ['that holds nothing', 'other', 'NONE', { kind: 'empty-object' }, 0],
    ['behind a thought', 'stop', 'STOP', { kind: 'thought-parts' }, 1],
    ['in several parts', 'stop', 'STOP', { kind: 'split-parts' }, 1],
    ['that takes its time', 'stop', 'STOP', { kind: 'slow', ms: 300 }, 1],
  ])('%s ends as "%s" by the word %s', async (_what, finish, finishWord, fault, share) => {
    vertex.fault(fault);
    const text = right.text.slice(0, right.text.length * share);
    expect(await replyOf(provider)).toMatchObject({ text, finish, finishWord });
  });

  it('counts what the model thinks as output', async () => {
    vertex.fault({ kind: 'thought-parts' });
    const { usage } = await replyOf(provider);
    const [{ promptTokens, outputTokens }] = vertex.calls as [(typeof vertex.calls)[number]];
    expect(usage).toEqual({ promptTokens, outputTokens });
    expect(outputTokens).toBeGreaterThan(1.5 * right.usage!.outputTokens);
  });

  it.each<[string, Fault, Partial<Reply>]>([
    ['its tokens', { kind: 'no-usage' }, { usage: null, modelVersion: 'gemini-3.5-flash-lite-001' }],
    ['its tokens, version and id', { kind: 'no-metadata' }, { usage: null, modelVersion: null, responseId: null }],
    ['anything', { kind: 'empty-object' }, { usage: null, modelVersion: null, responseId: null, raw: '{}' }],
  ])('may lack %s', async (_what, fault, expected) => {
    vertex.fault(fault);
    expect(await replyOf(provider)).toMatchObject(expected);
  });
});

describe('a request', () => {
  it('holds the prompt and the form of the answer, the level last, and nothing else', async () => {
    await replyOf(provider);
    const items = object({
      ...{ element_id: { ...STRING, enum: IDS }, llm_skill_name: STRING },
      ...{ llm_assigned_proficiency_description: STRING, llm_explanation: STRING },
      llm_assigned_proficiency_level: { ...STRING, enum: LEVELS },
    });
    const assessment = object({
      ...{ llm_onet_soc_code: { ...STRING, enum: [CODE] }, llm_occupation_name: STRING },
      assessed_skills: { type: 'ARRAY', items, minItems: IDS.length, maxItems: IDS.length },
    });
    const system = expect.stringMatching(/^You are an occupational analyst\./) as string;
    const user = expect.stringMatching(/"element_id":"2\.A\.1\.a"[^]*"onet_soc_code":"11-2021\.00"/) as string;
    expect(vertex.calls[0]!.body).toEqual({
      systemInstruction: { role: 'system', parts: [{ text: system }] },
      contents: [{ role: 'user', parts: [{ text: user }] }],
      generationConfig: {
        maxOutputTokens: expect.any(Number),
        responseMimeType: 'application/json',
        responseSchema: object({ skill_proficiency_assessment: assessment }),
      },
    });
  });

  it('is the same each time, and the token is too', async () => {
    await replyOf(provider);
    await replyOf(provider);
    const [first, second] = vertex.calls;
    expect(second!.body).toEqual(first!.body);
    expect(vertex.tokenRequests).toBe(0);
  });
});
