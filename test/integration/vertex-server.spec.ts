import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  askVertex,
  body,
  gapSchema,
  LEVELS,
  levelSchema,
  list,
  object,
  PROMPT,
  STRING,
} from '../support/vertex/client';
import type { Answer, Asking } from '../support/vertex/client';
import { gapDescriptionOf, levelOf, VertexServer, type Fault } from '../support/vertex/server';

interface GenerateContent {
  readonly candidates?: readonly {
    readonly content: { readonly role: string; readonly parts?: readonly { text: string; thought?: boolean }[] };
    readonly finishReason?: string;
  }[];
  readonly promptFeedback?: object;
  readonly usageMetadata?: Readonly<Record<string, number>>;
  readonly modelVersion?: string;
  readonly createTime?: string;
  readonly responseId?: string;
}

interface Assessment {
  readonly llm_onet_soc_code: string;
  readonly llm_occupation_name: string;
  readonly assessed_skills: readonly Readonly<Record<string, string>>[];
}

interface Analysis {
  readonly llm_from_onet_soc_code: string;
  readonly llm_to_onet_soc_code: string;
  readonly skill_gaps: readonly Readonly<Record<string, string>>[];
}

const MARKETING = '11-2021.00';
const NURSE = '29-1141.00';
const IDS = ['2.A.1.a', '2.A.1.b', '2.B.1.a', '2.B.3.k'];
const LEVEL_BODY = body(levelSchema(MARKETING, IDS));
const GAP_BODY = body(gapSchema(MARKETING, NURSE, IDS));

let vertex: VertexServer;

beforeAll(async () => (vertex = await VertexServer.start()));
afterAll(() => vertex.stop());
beforeEach(() => {
  vertex.heal();
  vertex.forget();
});

async function ask(content: unknown, asking?: Asking): Promise<Answer> {
  return askVertex(vertex, content, asking);
}

/** Asks, and leaves as soon as something holds. */
async function askInVain(holds: () => boolean): Promise<Answer> {
  const leaving = new AbortController();
  const asking = ask(LEVEL_BODY, { signal: leaving.signal });
  const looking = setInterval(() => holds() && leaving.abort(), 5);
  return asking.finally(() => clearInterval(looking));
}

async function generate(content: unknown): Promise<GenerateContent> {
  const answer = await ask(content);
  expect([answer.status, answer.type]).toEqual([200, 'application/json; charset=UTF-8']);
  return JSON.parse(answer.text) as GenerateContent;
}

async function textOf(content: unknown): Promise<string> {
  const { candidates } = await generate(content);
  return candidates![0]!.content
    .parts!.filter(({ thought }) => !thought)
    .map((part) => part.text)
    .join('');
}

async function assess(content: unknown = LEVEL_BODY): Promise<Assessment> {
  const reply = JSON.parse(await textOf(content)) as { skill_proficiency_assessment: Assessment };
  return reply.skill_proficiency_assessment;
}

async function analyse(content: unknown = GAP_BODY): Promise<Analysis> {
  return (JSON.parse(await textOf(content)) as { skill_gap_analysis: Analysis }).skill_gap_analysis;
}

async function errorOf(content: unknown, asking?: Asking): Promise<{ code: number; status: string; message: string }> {
  const answer = await ask(content, asking);
  const { error } = JSON.parse(answer.text) as { error: { code: number; status: string; message: string } };
  expect([answer.status, answer.type]).toEqual([error.code, 'application/json; charset=UTF-8']);
  return error;
}

describe('an answer', () => {
  it('assesses every skill that the schema asks for, always alike', async () => {
    const assessment = await assess();
    expect(Object.keys(assessment)).toEqual(['llm_onet_soc_code', 'llm_occupation_name', 'assessed_skills']);
    expect(assessment.llm_onet_soc_code).toBe(MARKETING);
    expect(assessment.assessed_skills.map((item) => item.element_id)).toEqual(IDS);
    for (const item of assessment.assessed_skills) {
      expect(item.llm_assigned_proficiency_level).toBe(levelOf(MARKETING, item.element_id!));
      expect(LEVELS.slice(0, 13)).toContain(item.llm_assigned_proficiency_level);
    }
    expect(Object.keys(assessment.assessed_skills[0]!).at(-1)).toBe('llm_assigned_proficiency_level');
    expect(await assess()).toEqual(assessment);
    expect(new Set(IDS.map((id) => levelOf(MARKETING, id))).size).toBeGreaterThan(1);
  });

  it('keeps to the order of properties that the schema wants', async () => {
    const items = {
      ...list(['2.A.1.a'], {}),
      items: object({ llm_explanation: STRING, element_id: { ...STRING, enum: ['2.A.1.a'] } }),
    };
    const schema = object({
      skill_proficiency_assessment: object({ assessed_skills: items, llm_onet_soc_code: STRING }),
    });
    const assessment = await assess(body(schema));
    expect(Object.keys(assessment)).toEqual(['assessed_skills', 'llm_onet_soc_code']);
    expect(Object.keys(assessment.assessed_skills[0]!)).toEqual(['llm_explanation', 'element_id']);
  });

  it('says another level of a skill once it is told to', async () => {
    vertex.setLevel(NURSE, '2.A.1.a', '6.5');
    const levels = async (code: string) =>
      (await assess(body(levelSchema(code, ['2.A.1.a'])))).assessed_skills[0]!.llm_assigned_proficiency_level;
    expect([await levels(NURSE), await levels(MARKETING)]).toEqual(['6.5', levelOf(MARKETING, '2.A.1.a')]);
  });

  it('describes every gap that the schema asks for, by both codes and the id', async () => {
    const analysis = await analyse();
    expect(analysis).toEqual({
      llm_from_onet_soc_code: MARKETING,
      llm_to_onet_soc_code: NURSE,
      skill_gaps: IDS.map((id) => ({ element_id: id, llm_gap_description: gapDescriptionOf(MARKETING, NURSE, id) })),
    });
    const [{ llm_gap_description: description }] = analysis.skill_gaps as [Record<string, string>];
    expect(description).toMatch(/11-2021\.00.*2\.A\.1\.a.*29-1141\.00/);
    expect(description!.length).toBeGreaterThan(100);
    expect(description!.length).toBeLessThan(140);
  });

  it('tells its tokens, model, time and id', async () => {
    const answers = [await generate(LEVEL_BODY), await generate(LEVEL_BODY)];
    const [{ candidates, usageMetadata, modelVersion, createTime }] = answers as [GenerateContent];
    const prompt = `You are an analyst.\n${PROMPT}`;
    const promptTokenCount = Math.ceil(prompt.length / 4);
    const candidatesTokenCount = Math.ceil(candidates![0]!.content.parts![0]!.text.length / 4);
    const totalTokenCount = promptTokenCount + candidatesTokenCount;
    expect(usageMetadata).toEqual({ promptTokenCount, candidatesTokenCount, thoughtsTokenCount: 0, totalTokenCount });
    expect(candidates).toMatchObject([{ content: { role: 'model' }, finishReason: 'STOP' }]);
    expect(modelVersion).toBe('gemini-3.5-flash-lite-001');
    expect(Math.abs(Date.parse(createTime!) - Date.now())).toBeLessThan(60_000);
    expect(vertex.calls.map(({ responseId }) => responseId)).toEqual(answers.map(({ responseId }) => responseId));
    expect(new Set(answers.map(({ responseId }) => responseId)).size).toBe(2);
    expect(vertex.calls[0]).toEqual({
      ...{ at: expect.any(Number), purpose: 'levels', codes: [MARKETING], askedIds: IDS, prompt, body: LEVEL_BODY },
      ...{ status: 200, responseId: expect.any(String), answered: true },
      ...{ promptTokens: promptTokenCount, outputTokens: candidatesTokenCount },
    });
  });

  it('ends at the limit of tokens', async () => {
    const { candidates, usageMetadata } = await generate(
      body(levelSchema(MARKETING, IDS), PROMPT, { maxOutputTokens: 20 }),
    );
    expect(candidates![0]).toMatchObject({ finishReason: 'MAX_TOKENS' });
    expect(candidates![0]!.content.parts![0]!.text).toHaveLength(80);
    expect(usageMetadata).toMatchObject({ candidatesTokenCount: 20 });
  });

  it('is some text where the schema is none of the two', async () => {
    const { candidates } = await generate({ contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] });
    expect(candidates).toMatchObject([{ content: { parts: [{ text: expect.any(String) }] } }]);
    expect(vertex.calls).toMatchObject([{ purpose: null, codes: [], askedIds: [], prompt: 'Hello' }]);
  });
});

describe('a request', () => {
  it.each(['', 'Bearer wrong', 'Basic abc'])('with the authorization "%s" is refused', async (authorization) => {
    expect(await errorOf(LEVEL_BODY, { authorization })).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' });
    expect(vertex.calls).toMatchObject([{ status: 401, purpose: 'levels', responseId: null, answered: true }]);
  });

  it.each([
    ['/models/gemini-3.5-flash-lite', '/models/gemini-2.0-flash', 404, 'NOT_FOUND'],
    ['/locations/global', '/locations/us-central1', 404, 'NOT_FOUND'],
    ['/projects/skill-gap-tests', '/projects/other', 403, 'PERMISSION_DENIED'],
  ])('for another one of %s is refused', async (own, other, code, status) => {
    const error = await errorOf(LEVEL_BODY, { url: vertex.url.replace(own, other) });
    expect(error).toMatchObject({ code, status, message: expect.stringContaining(other.slice(1)) });
  });

  it.each([
    ['POST', '/v1/models'],
    ['POST', '/v1beta1/projects/skill-gap-tests'],
    ['GET', ''],
  ])('by %s for the path "%s" meets the page of the front end', async (method, path) => {
    const url = path === '' ? vertex.url : `https://${vertex.endpoint}${path}`;
    const answer = await ask(method === 'GET' ? '' : LEVEL_BODY, { method, url });
    expect([answer.status, answer.type]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(answer.text).toContain('Error 404 (Not Found)!!1');
    expect(vertex.calls).toEqual([]);
  });

  const schema = levelSchema(MARKETING, IDS);
  const contents = [{ role: 'user', parts: [{ text: PROMPT }] }];
  const withSchema = (responseSchema: object) => body(responseSchema);
  it.each<[string, unknown, string]>([
    ['no JSON', '{"contents":', 'Invalid JSON payload'],
    ['no object', [], 'Invalid value'],
    ['no contents', {}, 'at least one contents field'],
    ['empty contents', { contents: [] }, 'at least one contents field'],
    ['a content without parts', { contents: [{ role: 'user', parts: [] }] }, 'contents[0].parts'],
    ['an empty text', { contents: [{ role: 'user', parts: [{ text: '' }] }] }, 'contents[0].parts[0].text'],
    ['another role', { contents: [{ ...contents[0], role: 'system' }] }, 'valid role: user, model'],
    ['an unknown field', { contents, timeout: 5 }, 'Unknown name "timeout": Cannot find field.'],
    ['one in contents', { contents: [{ ...contents[0], name: 'x' }] }, `Unknown name "name" at 'contents[0]'`],
    ['one in a part', { contents: [{ role: 'user', parts: [{ text: 'a', x: 1 }] }] }, `at 'contents[0].parts[0]'`],
    ['one in the instruction', { contents, systemInstruction: { text: 'x' } }, `"text" at 'system_instruction'`],
    ['one in the config', body(schema, PROMPT, { timeout: 5 }), `"timeout" at 'generation_config'`],
    [
      'one in the thinking',
      body(schema, PROMPT, { thinkingConfig: { effort: 1 } }),
      `'generation_config.thinking_config'`,
    ],
    ['one in a safety setting', { contents, safetySettings: [{ name: 'x' }] }, `"name" at 'safety_settings[0]'`],
    ['one in a schema', withSchema({ ...STRING, const: 'x' }), `"const" at 'generation_config.response_schema'`],
    [
      'one deep in it',
      withSchema({ type: 'ARRAY', items: { ...STRING, const: 1 } }),
      `'generation_config.response_schema.items'`,
    ],
    ['a small type', withSchema({ type: 'string' }), 'generation_config.response_schema.type'],
    ['a schema without type', withSchema({ enum: ['a'] }), 'generation_config.response_schema.type'],
    ['numbers in an enum', withSchema({ type: 'NUMBER', enum: [0, 0.5] }), 'response_schema.enum[0]'],
    ['an enum of no STRING', withSchema({ type: 'NUMBER', enum: ['0'] }), 'only allowed for STRING'],
    ['a list without items', withSchema({ type: 'ARRAY' }), 'response_schema.items: missing field'],
    ['an object without properties', withSchema({ type: 'OBJECT' }), 'should be non-empty'],
    ['an unknown property', withSchema({ ...object({ a: STRING }), required: ['b'] }), 'property b is not defined'],
    ['a schema of plain text', body(schema, PROMPT, { responseMimeType: 'text/plain' }), 'mime type text/plain'],
    ['too large a limit', body(schema, PROMPT, { maxOutputTokens: 100_000 }), 'max_output_tokens'],
    [
      'an unknown harm',
      { contents, safetySettings: [{ category: 'HARM', threshold: 'OFF' }] },
      'safety_settings[0].category',
    ],
    ['a label with a point', { contents, labels: { occupation: MARKETING } }, 'labels.occupation'],
  ])('with %s is refused', async (_what, content, message) => {
    const error = await errorOf(content);
    expect(error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT', message: expect.stringContaining(message) });
    expect(vertex.calls).toMatchObject([{ status: 400, purpose: null, promptTokens: 0 }]);
  });

  it('may use every field that the service could have a use for', async () => {
    const sampling = { seed: 7, temperature: 0, topP: 0.9, topK: 40, candidateCount: 1, stopSequences: ['END'] };
    const content = body(schema, PROMPT, {
      ...sampling,
      thinkingConfig: { thinkingBudget: 0, includeThoughts: false },
    });
    const safetySettings = [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_ONLY_HIGH' }];
    await generate({ ...content, safetySettings, labels: { purpose: 'levels' } });
  });
});

describe('a fault', () => {
  it.each<[Fault, number, string, string]>([
    [{ kind: 'status', status: 400 }, 400, 'application/json', 'INVALID_ARGUMENT'],
    [{ kind: 'status', status: 401 }, 401, 'application/json', 'UNAUTHENTICATED'],
    [{ kind: 'status', status: 403 }, 403, 'application/json', 'PERMISSION_DENIED'],
    [{ kind: 'status', status: 404 }, 404, 'application/json', 'NOT_FOUND'],
    [{ kind: 'status', status: 429 }, 429, 'application/json', 'RESOURCE_EXHAUSTED'],
    [{ kind: 'status', status: 429, retryDelaySeconds: 2.5 }, 429, 'application/json', '"retryDelay": "2.5s"'],
    [{ kind: 'status', status: 499 }, 499, 'application/json', 'CANCELLED'],
    [{ kind: 'status', status: 500 }, 500, 'application/json', 'INTERNAL'],
    [{ kind: 'status', status: 503 }, 503, 'application/json', 'UNAVAILABLE'],
    [{ kind: 'status', status: 504 }, 504, 'application/json', 'DEADLINE_EXCEEDED'],
    [{ kind: 'status', status: 503, as: 'html' }, 503, 'text/html', 'Error 503 (Service Unavailable)!!1'],
    [{ kind: 'status', status: 500, as: 'empty' }, 500, 'text/html', ''],
    [{ kind: 'status', status: 403, as: 'no-error-key' }, 403, 'application/json', '{\n  "message"'],
    [{ kind: 'status', status: 429, as: 'array' }, 429, 'application/json', '[\n  {\n    "error"'],
    [{ kind: 'html-in-200' }, 200, 'text/html', '<!DOCTYPE html>'],
    [{ kind: 'empty-object' }, 200, 'application/json', '{}'],
    [{ kind: 'broken-json' }, 200, 'application/json', '{\n  "candidates"'],
  ])('%j is what it says', async (fault, status, type, text) => {
    vertex.fault(fault);
    const answer = await ask(LEVEL_BODY);
    expect(answer).toEqual({ status, type: `${type}; charset=UTF-8`, text: expect.stringContaining(text) });
    if (fault.kind === 'broken-json') expect(() => JSON.parse(answer.text) as unknown).toThrow('JSON');
    expect(vertex.calls).toMatchObject([{ status, answered: true, purpose: 'levels' }]);
  });

  it('meets the requests it is meant for, as often as it is meant, the last given first', async () => {
    vertex.fault({ kind: 'status', status: 500 }, { where: 'locations/global' });
    vertex.fault({ kind: 'status', status: 429 }, { where: 'nurses', times: 1 });
    vertex.fault({ kind: 'gap-text', text: '' }, { times: 1 });
    const nurses = body(levelSchema(NURSE, IDS), 'Think of nurses.');
    for (const content of [LEVEL_BODY, nurses, nurses, GAP_BODY]) await ask(content);
    vertex.heal();
    await ask(nurses);
    expect(vertex.calls.map(({ status }) => status)).toEqual([500, 429, 500, 200, 200]);
  });

  it.each<[Fault, string, number | null]>([
    [{ kind: 'reset' }, 'socket hang up', null],
    [{ kind: 'cut' }, 'aborted', 200],
  ])('%j breaks the connection', async (fault, message, status) => {
    vertex.fault(fault);
    await expect(ask(LEVEL_BODY)).rejects.toThrow(message);
    expect(vertex.calls).toMatchObject([{ status, answered: false }]);
  });

  it.each<[Fault, number | null]>([
    [{ kind: 'hang' }, null],
    [{ kind: 'hang-after-headers' }, 200],
  ])('%j leaves a request without an answer', async (fault, status) => {
    vertex.fault(fault);
    await expect(askInVain(() => vertex.calls[0]?.status === status)).rejects.toThrow('aborted');
    expect(vertex.calls).toMatchObject([{ status, answered: false }]);
  });

  it('keeps a request waiting', async () => {
    vertex.fault({ kind: 'slow', ms: 120 });
    const from = performance.now();
    await generate(LEVEL_BODY);
    expect(performance.now() - from).toBeGreaterThan(100);
  });

  it('keeps a request waiting until who asked has gone', async () => {
    vertex.fault({ kind: 'slow', ms: 60_000 });
    await expect(askInVain(() => vertex.calls.length > 0)).rejects.toThrow('aborted');
    expect(vertex.calls).toMatchObject([{ status: null, promptTokens: 0, answered: false }]);
  });

  it('blocks the prompt', async () => {
    vertex.fault({ kind: 'prompt-blocked' });
    const { candidates, promptFeedback, usageMetadata } = await generate(LEVEL_BODY);
    expect(candidates).toBeUndefined();
    expect(promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT', blockReasonMessage: expect.any(String) });
    expect(usageMetadata).toMatchObject({ candidatesTokenCount: 0 });
    expect(vertex.calls).toMatchObject([{ outputTokens: 0 }]);
  });

  it.each(['SAFETY', 'RECITATION', 'MAX_TOKENS', 'OTHER', 'TOO_TIRED'])(
    'ends with %s, without parts',
    async (reason) => {
      vertex.fault({ kind: 'finish', reason });
      expect((await generate(LEVEL_BODY)).candidates).toEqual([{ content: { role: 'model' }, finishReason: reason }]);
    },
  );

  it('ends for no reason, with text', async () => {
    vertex.fault({ kind: 'finish', reason: null, withText: true });
    const [candidate] = (await generate(LEVEL_BODY)).candidates!;
    expect(candidate).toEqual({ content: { role: 'model', parts: [{ text: expect.any(String) }] } });
  });

  it('hides the tokens, or everything that may be absent, and still counts them', async () => {
    vertex.fault({ kind: 'no-metadata' });
    vertex.fault({ kind: 'no-usage' }, { times: 1 });
    expect(Object.keys(await generate(LEVEL_BODY))).toEqual(['candidates', 'modelVersion', 'createTime', 'responseId']);
    expect(Object.keys(await generate(LEVEL_BODY))).toEqual(['candidates']);
    const tokens = { promptTokens: expect.any(Number), outputTokens: vertex.calls[0]!.outputTokens };
    expect(vertex.calls).toMatchObject([tokens, { ...tokens, responseId: null }]);
    expect(vertex.calls[0]!.outputTokens).toBeGreaterThan(100);
  });
});

describe('a fault of the text', () => {
  let right: string;

  beforeAll(async () => (right = await textOf(LEVEL_BODY)));

  it('changes it, with any reason to end', async () => {
    const change = (text: string): string => text.toUpperCase();
    vertex.fault({ kind: 'text', change, finishReason: 'LANGUAGE' });
    vertex.fault({ kind: 'text', change }, { times: 1 });
    expect(await textOf(LEVEL_BODY)).toBe(right.toUpperCase());
    expect((await generate(LEVEL_BODY)).candidates).toMatchObject([{ finishReason: 'LANGUAGE' }]);
  });

  it('cuts it off at the limit of tokens', async () => {
    vertex.fault({ kind: 'truncated', fraction: 0.5 });
    const [candidate] = (await generate(LEVEL_BODY)).candidates!;
    expect(candidate!.content.parts).toEqual([{ text: right.slice(0, right.length / 2) }]);
    expect(candidate!.finishReason).toBe('MAX_TOKENS');
  });

  it('wraps it in a fence, or in chatter that has a brace of its own', async () => {
    vertex.fault({ kind: 'chatter' });
    vertex.fault({ kind: 'fenced' }, { times: 1 });
    expect(await textOf(LEVEL_BODY)).toBe(`\uFEFF\`\`\`json\n${right}\n\`\`\``);
    expect(await textOf(LEVEL_BODY)).toMatch(/^Here is .*\{.*\}.*:\n\{"skill_.*\}\nIs there anything else\?$/);
  });

  it('sets a thought before it that says something else', async () => {
    vertex.fault({ kind: 'thought-parts' });
    const { candidates, usageMetadata } = await generate(LEVEL_BODY);
    const [thought, answer] = candidates![0]!.content.parts!;
    expect(answer).toEqual({ text: right });
    expect(thought).toEqual({ text: expect.stringMatching(/^\{"skill_proficiency_assessment"/), thought: true });
    const { skill_proficiency_assessment: assessment } = JSON.parse(thought!.text) as Record<string, Assessment>;
    const levels = assessment!.assessed_skills.map((item) => item.llm_assigned_proficiency_level);
    expect(levels).toEqual(IDS.map(() => '7'));
    const thoughtsTokenCount = Math.ceil(thought!.text.length / 4);
    expect(usageMetadata).toMatchObject({ thoughtsTokenCount });
    expect(vertex.calls[0]!.outputTokens).toBe(thoughtsTokenCount + Math.ceil(right.length / 4));
  });

  it('sends it in several parts', async () => {
    vertex.fault({ kind: 'split-parts', parts: 4 });
    vertex.fault({ kind: 'split-parts' }, { times: 1 });
    for (const count of [3, 4]) {
      const parts = (await generate(LEVEL_BODY)).candidates![0]!.content.parts!;
      expect(parts).toHaveLength(count);
      expect(parts.map(({ text }) => text).join('')).toBe(right);
    }
  });
});

describe('a fault of the items', () => {
  const idsOf = (items: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
    items.map((item) => item.element_id);

  it('drops some, by number or by id', async () => {
    vertex.fault({ kind: 'missing-items', items: ['2.A.1.b'] });
    vertex.fault({ kind: 'missing-items', items: 3 }, { times: 1 });
    expect(idsOf((await assess()).assessed_skills)).toEqual(['2.A.1.a']);
    expect(idsOf((await analyse()).skill_gaps)).toEqual(['2.A.1.a', '2.B.1.a', '2.B.3.k']);
  });

  it('adds one that nobody asked for', async () => {
    vertex.fault({ kind: 'extra-items', id: '2.C.1.a' });
    vertex.fault({ kind: 'extra-items' }, { times: 1 });
    expect(idsOf((await assess()).assessed_skills)).toEqual([...IDS, '9.Z.9.z']);
    expect(idsOf((await analyse()).skill_gaps)).toEqual([...IDS, '2.C.1.a']);
  });

  it.each([3.5, '6/7', null, 9, 'NaN'])('gives %j as the level of one', async (value) => {
    vertex.fault({ kind: 'level', value, ids: ['2.B.1.a'] });
    const levels = (await assess()).assessed_skills.map((item) => item.llm_assigned_proficiency_level as unknown);
    const right = IDS.map((id) => levelOf(MARKETING, id));
    expect(levels).toEqual([right[0], right[1], value, right[3]]);
  });

  it('repeats them, alike or not', async () => {
    vertex.fault({ kind: 'duplicate-items', differing: true });
    vertex.fault({ kind: 'duplicate-items', ids: ['2.A.1.b'] }, { times: 1 });
    const [, second, third, ...others] = (await assess()).assessed_skills;
    expect([third, others.length]).toEqual([second, 2]);
    const gaps = (await analyse()).skill_gaps;
    expect(idsOf(gaps)).toEqual(IDS.flatMap((id) => [id, id]));
    expect(gaps[1]).toEqual({ ...gaps[0], llm_gap_description: `After all: ${gaps[0]!.llm_gap_description}` });
  });

  it('echoes another code, which is the target of a gap', async () => {
    vertex.fault({ kind: 'wrong-code', code: '15-1252.00' });
    expect((await assess()).llm_onet_soc_code).toBe('15-1252.00');
    const { llm_from_onet_soc_code: from, llm_to_onet_soc_code: to } = await analyse();
    expect([from, to]).toEqual([MARKETING, '15-1252.00']);
  });

  it('calls them by name', async () => {
    const names = { '2.A.1.a': 'Reading Comprehension' };
    vertex.fault({ kind: 'names-instead-of-ids', names, in: 'llm_skill_name' });
    vertex.fault({ kind: 'names-instead-of-ids', names }, { times: 1 });
    expect(idsOf((await assess()).assessed_skills)).toEqual(['Reading Comprehension', ...IDS.slice(1)]);
    const [first, second] = (await analyse()).skill_gaps;
    expect([first!.llm_skill_name, Object.keys(first!)]).toEqual([
      'Reading Comprehension',
      ['llm_gap_description', 'llm_skill_name'],
    ]);
    expect(second!.element_id).toBe('2.A.1.b');
  });

  it('describes gaps in other words, and leaves levels alone', async () => {
    vertex.fault({ kind: 'gap-text', text: 'Too short', ids: ['2.B.3.k'] });
    expect((await assess()).assessed_skills[3]).not.toHaveProperty('llm_gap_description');
    const texts = (await analyse()).skill_gaps.map((item) => item.llm_gap_description);
    expect([texts[0], texts[3]]).toEqual([gapDescriptionOf(MARKETING, NURSE, '2.A.1.a'), 'Too short']);
  });
});

describe('the environment', () => {
  const runFile = promisify(execFile);
  /** Prints what each of the bodies leads to: a response, or an error with its causes. */
  const SCRIPT = `
    const { VertexAI } = require('@google-cloud/vertexai');
    const { VERTEX_PROJECT: project, VERTEX_LOCATION: location, VERTEX_API_ENDPOINT: apiEndpoint } = process.env;
    const model = new VertexAI({ project, location, apiEndpoint }).getGenerativeModel(
      { model: 'gemini-3.5-flash-lite' },
      { timeout: Number(process.env.TIMEOUT) },
    );
    const told = (error) => [error.name, error.message, error.code, ...(error.cause ? told(error.cause) : [])];
    const ask = (body) => model.generateContent(body).then(({ response }) => response, (error) => told(error).join(' '));
    (async () => {
      const results = [];
      for (const body of JSON.parse(process.env.BODIES)) results.push(await ask(body));
      process.stdout.write(JSON.stringify(results), () => process.exit());
    })();`;

  /** What the real package makes of the answers to some prompts, in a process that has nothing but the environment. */
  async function realPackage(prompts: readonly string[], timeoutMs = 20_000): Promise<unknown[]> {
    const BODIES = JSON.stringify(prompts.map((prompt) => body(levelSchema(MARKETING, IDS), prompt)));
    const env = { PATH: process.env.PATH, ...vertex.environment, BODIES, TIMEOUT: String(timeoutMs) };
    const { stdout } = await runFile(process.execPath, ['-e', SCRIPT], { env, cwd: join(__dirname, '../..') });
    return JSON.parse(stdout) as unknown[];
  }

  it('is all that the real package needs, which asks for one token', async () => {
    const [first, second] = await realPackage(['one', 'two']);
    expect(first).toMatchObject({ candidates: [{ finishReason: 'STOP' }], responseId: vertex.calls[0]!.responseId });
    expect(second).toMatchObject({ modelVersion: 'gemini-3.5-flash-lite-001' });
    expect(vertex.calls).toMatchObject([{ askedIds: IDS, answered: true }, { answered: true }]);
    expect(vertex.tokenRequests).toBe(1);
  });

  it('makes the real package fail in the ways that are known of it', async () => {
    const failures: readonly (readonly [Fault, RegExp])[] = [
      [
        { kind: 'status', status: 429, retryDelaySeconds: 1 },
        /^ClientError .* Error Resource exhausted\. Please try again later\. 429$/,
      ],
      [{ kind: 'status', status: 503 }, /^GoogleGenerativeAIError .*got status: 503 Service Unavailable\. /],
      [{ kind: 'status', status: 503, as: 'html' }, /^SyntaxError Unexpected token '<'/],
      [{ kind: 'status', status: 500, as: 'empty' }, /^SyntaxError Unexpected end of JSON/],
      [{ kind: 'status', status: 403, as: 'no-error-key' }, /^TypeError Cannot read/],
      [{ kind: 'status', status: 429, as: 'array' }, /^TypeError Cannot read/],
      [{ kind: 'html-in-200' }, /^SyntaxError Unexpected token '<'/],
      [{ kind: 'broken-json' }, /^SyntaxError /],
      [{ kind: 'reset' }, /^GoogleGenerativeAIError .* TypeError fetch failed .* UND_ERR_SOCKET$/],
      [{ kind: 'cut' }, /^TypeError terminated .* UND_ERR_SOCKET$/],
    ];
    const prompts = failures.map((_failure, index) => `Case ${index}.`);
    for (const [index, [fault]] of failures.entries()) vertex.fault(fault, { where: prompts[index] });
    const expected: unknown[] = failures.map(([, message]): unknown => expect.stringMatching(message));
    expect(await realPackage(prompts)).toEqual(expected);
  });

  it('makes the real package wait in vain, before and after the headers', async () => {
    vertex.fault({ kind: 'hang' }, { where: 'Case 0.' });
    vertex.fault({ kind: 'hang-after-headers' }, { where: 'Case 1.' });
    const before = expect.stringMatching(/^GoogleGenerativeAIError .* AbortError /);
    const after = expect.stringMatching(/^AbortError /);
    expect(await realPackage(['Case 0.', 'Case 1.'], 600)).toEqual([before, after]);
  });

  it('leads to no answer where tokens are refused', async () => {
    vertex.refuseTokens();
    expect(await realPackage(['one'])).toEqual([expect.stringContaining('invalid_grant')]);
    expect([vertex.tokenRequests, vertex.calls.length]).toEqual([1, 0]);
  });

  it('gives tokens to those with the credentials only', async () => {
    const file = readFileSync(vertex.environment.GOOGLE_APPLICATION_CREDENTIALS!, 'utf8');
    const credentials = JSON.parse(file) as Record<string, string>;
    const { client_id: id, client_secret: secret, refresh_token: token } = credentials;
    const tokenReply = async (client: string, refresh_token: string): Promise<[number, unknown]> => {
      const headers = { authorization: `Basic ${Buffer.from(client).toString('base64')}` };
      const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token });
      const response = await fetch(credentials.token_url!, { method: 'POST', headers, body: form });
      return [response.status, await response.json()];
    };
    const given = { access_token: vertex.accessToken, expires_in: 3_600, token_type: 'Bearer' };
    expect(await tokenReply(`${id}:${secret}`, token!)).toEqual([200, given]);
    expect(await tokenReply(`${id}:${secret}`, 'old')).toMatchObject([400, { error: 'invalid_grant' }]);
    expect(await tokenReply(`${id}:wrong`, token!)).toEqual([401, { error: 'invalid_client' }]);
    expect((await fetch(credentials.token_info_url!)).status).toBe(404);
    expect(vertex.tokenRequests).toBe(3);
  });
});

describe('another server', () => {
  it('has its own place and credentials, and leaves nothing behind', async () => {
    const other = await VertexServer.start({ project: 'elsewhere', location: 'europe-west1', model: 'gemini-next' });
    const { environment, url } = other;
    expect(environment).toMatchObject({
      ...{ LLM_PROVIDER: 'vertexai', LLM_MODEL: 'gemini-next', METADATA_SERVER_DETECTION: 'none' },
      ...{ VERTEX_PROJECT: 'elsewhere', VERTEX_LOCATION: 'europe-west1', VERTEX_API_ENDPOINT: other.endpoint },
    });
    expect(vertex.environment).toMatchObject({ VERTEX_LOCATION: 'global' });
    expect(vertex.environment).not.toHaveProperty('LLM_MODEL');
    const authorization = `Bearer ${vertex.accessToken}`;
    expect((await askVertex(other, LEVEL_BODY, { authorization })).status).toBe(401);
    const { text } = await askVertex(other, LEVEL_BODY);
    expect(JSON.parse(text)).toMatchObject({ modelVersion: 'gemini-next-001' });
    const files = [environment.NODE_EXTRA_CA_CERTS!, environment.GOOGLE_APPLICATION_CREDENTIALS!];
    expect(files.map((file) => existsSync(file))).toEqual([true, true]);
    await other.stop();
    expect(files.map((file) => existsSync(file))).toEqual([false, false]);
    await expect(askVertex(other, LEVEL_BODY, { url, authorization: '' })).rejects.toThrow();
    const again = await VertexServer.start({ port: Number(new URL(url).port) });
    expect(again.endpoint).toBe(environment.VERTEX_API_ENDPOINT);
    await again.stop();
  });

  it('answers in its own time and counts what is open at once', async () => {
    const slow = await VertexServer.start({ delayMs: 100 });
    const from = performance.now();
    await Promise.all([askVertex(slow, LEVEL_BODY), askVertex(slow, GAP_BODY)]);
    expect(performance.now() - from).toBeGreaterThan(75);
    expect(slow.mostAtOnce).toBe(2);
    slow.forget();
    for (const content of [LEVEL_BODY, GAP_BODY]) await askVertex(slow, content);
    expect(slow.mostAtOnce).toBe(1);
    expect(slow.calls).toMatchObject([
      { purpose: 'levels', codes: [MARKETING], status: 200, answered: true },
      { purpose: 'gap', codes: [MARKETING, NURSE], status: 200, answered: true },
    ]);
    await slow.stop();
  });

  it('does not start at a port that somebody else has', async () => {
    const port = Number(new URL(vertex.url).port);
    await expect(VertexServer.start({ port })).rejects.toThrow('EADDRINUSE');
  });
});
