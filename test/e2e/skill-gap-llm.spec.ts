import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { testServersForProcesses } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { failToStart, startService, type Answer, type Service } from '../support/service/service';
import { gapDescriptionOf, levelOf, VertexServer } from '../support/vertex/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
/** No test of this file may be kept from asking by what another one has spent. */
const RICH = { API_KEY_SCOPES: 'read,llm', LLM_DAILY_BUDGET_USD: '1000' };

interface Gap {
  readonly element_id: string;
  readonly from_proficiency_level: number;
  readonly to_proficiency_level: number;
  readonly onet_from_level: number | null;
  readonly onet_to_level: number | null;
  readonly llm_gap_description: string | null;
}

interface GapBody {
  readonly skill_gaps: readonly Gap[];
  readonly compared: number;
  readonly coverage: string;
  readonly described: string;
}

interface Skill {
  readonly element_id: string;
  readonly onet_level: number | null;
  readonly llm_assigned_proficiency_level: number | null;
  readonly llm_explanation: string | null;
  readonly hole_reason: string | null;
}

const servers = testServersForProcesses();

describe.each(servers)('/skill-gap-llm on $name', (server) => {
  let vertex: VertexServer;
  let service: Service;
  let variables: Record<string, string>;
  let database: PipelineFixture;
  let skills: readonly string[];
  let codes: string[];

  beforeAll(async () => {
    vertex = await VertexServer.start({ delayMs: 20 });
    const url = await freshDatabase(server);
    variables = { ...KEYS, ...RICH, ...vertex.environment, DATABASE_URL: url, DATA_DIR: await freshFolder() };
    service = await startService(variables);
    database = await openPipeline({ url, drop: () => Promise.resolve() });
    skills = ((await service.get('/api/v1/skills')).body as { skills: { element_id: string }[] }).skills.map(
      ({ element_id }) => element_id,
    );
    const { occupations } = (await service.get('/api/v1/occupations?limit=100')).body as {
      occupations: { code: string; rated: boolean }[];
    };
    codes = occupations.filter(({ rated }) => rated).map(({ code }) => code);
  });
  beforeEach(() => {
    vertex.heal();
    vertex.forget();
  });
  afterAll(async () => {
    await database.close();
    await service.stop();
    await vertex.stop();
  });

  /** Two occupations that no other test uses. */
  function freshPair(): [from: string, to: string] {
    const [from, to] = codes.splice(0, 2);
    if (from === undefined || to === undefined) throw new Error('the sample has no more occupations for another test');
    return [from, to];
  }

  function gapPath(from: string, to: string): string {
    return `/api/v1/skill-gap-llm?from=${from}&to=${to}`;
  }

  async function gap(from: string, to: string): Promise<GapBody> {
    const { status, body } = await service.get(gapPath(from, to));
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as GapBody;
  }

  function calls(): string[] {
    return vertex.calls.map(({ purpose, codes: about }) => `${purpose} ${about.join(' ')}`).sort();
  }

  /** What the audit has of an occupation's calls. */
  async function audit(code: string): Promise<Record<string, unknown>[]> {
    return database.dataSource.query(
      'SELECT q.round, q.attempt, r.outcome, r.failure, r.cost_usd AS cost FROM llm_requests q ' +
        `LEFT JOIN llm_replies r ON r.request_id = q.id WHERE q.onet_soc_code = '${code}' ORDER BY q.id`,
    );
  }

  it('compares the levels that the model assessed, describes each gap, and shows the levels of O*NET beside', async () => {
    const [from, to] = freshPair();
    const { body } = await service.get(gapPath(from, to));
    const onet = async (code: string) =>
      new Map(
        (
          (await service.get(`/api/v1/occupations/${code}/skills`)).body as {
            skills: { element_id: string; level: { data_value: number } | null }[];
          }
        ).skills.map(({ element_id, level }) => [element_id, level?.data_value ?? null]),
      );
    const [onetFrom, onetTo] = [await onet(from), await onet(to)];
    const expected = skills.flatMap((id) => {
      const levels = {
        from_proficiency_level: Number(levelOf(from, id)),
        to_proficiency_level: Number(levelOf(to, id)),
      };
      if (levels.to_proficiency_level <= levels.from_proficiency_level) return [];
      return {
        ...{ element_id: id, skill_name: expect.any(String), ...levels },
        ...{ onet_from_level: onetFrom.get(id), onet_to_level: onetTo.get(id) },
        llm_gap_description: gapDescriptionOf(from, to, id),
      };
    });
    expect(expected.length).toBeGreaterThan(3);
    expect(body).toEqual({
      from_occupation: { code: from, title: expect.any(String) },
      to_occupation: { code: to, title: expect.any(String) },
      skill_gaps: expected,
      compared: 35,
      provider: 'vertexai',
      model: 'gemini-3.5-flash-lite',
      prompt_version: 'levels-1, gap-1',
      assessed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      coverage: '35/35',
      described: `${expected.length}/${expected.length}`,
      described_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      notice: null,
      release: 'sample',
    });
    expect(calls()).toEqual([`gap ${from} ${to}`, `levels ${from}`, `levels ${to}`].sort());
  });

  it('asks once: later answers, also after a restart, and those of other pairs use what is stored', async () => {
    const [from, to] = freshPair();
    const [third] = freshPair();
    const first = await service.get(gapPath(from, to));
    await gap(third, to);
    expect(calls().filter((call) => call.startsWith('levels'))).toHaveLength(3);
    vertex.forget();
    expect((await service.get(gapPath(from, to))).text).toBe(first.text);
    const other = await startService(variables);
    const restarted = await other.get(gapPath(from, to));
    expect(restarted.text).toBe(first.text);
    expect(vertex.calls).toEqual([]);
    const etag = restarted.headers.get('etag') ?? '';
    expect((await other.get(gapPath(from, to), { 'if-none-match': etag })).status).toBe(304);
    await other.stop();
  });

  it('finds no gap of an occupation to itself, and asks nobody to describe it', async () => {
    const [code] = freshPair();
    expect(await gap(code, code)).toMatchObject({ skill_gaps: [], described: '0/0', described_at: null });
    expect(calls()).toEqual([`levels ${code}`]);
  });

  it('fifty simultaneous first requests for one pair make two assessments and one description', async () => {
    const [from, to] = freshPair();
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.get(gapPath(from, to))));
    for (const { status, text } of answers) expect({ status, text }).toEqual({ status: 200, text: answers[0]?.text });
    expect(calls()).toEqual([`gap ${from} ${to}`, `levels ${from}`, `levels ${to}`].sort());
  });

  it('fifty simultaneous first requests to two processes make two assessments and one description as well', async () => {
    const [from, to] = freshPair();
    const other = await startService(variables);
    const both = [service, other];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => both[i % 2]!.get(gapPath(from, to))));
    for (const { status, body } of answers) expect({ status, body }).toMatchObject({ status: 200 });
    expect(new Set(answers.map(({ body }) => JSON.stringify((body as GapBody).skill_gaps))).size).toBe(1);
    expect(calls()).toEqual([`gap ${from} ${to}`, `levels ${from}`, `levels ${to}`].sort());
    expect(await database.dataSource.query('SELECT * FROM llm_claims')).toEqual([]);
    await other.stop();
  });

  it('compares stored assessments by /skill-gap-by-lvl?levels=llm without a call, also those of another process', async () => {
    const [from, to] = freshPair();
    const path = `/api/v1/skill-gap-by-lvl?from=${from}&to=${to}&levels=llm`;
    const { detail } = expectProblem(await service.get(path), 422, 'OCCUPATION_NOT_ASSESSED');
    expect(detail).toContain('/api/v1/skill-gap-llm assesses them');
    expect(vertex.calls).toEqual([]);
    const other = await startService(variables);
    const described = (await other.get(gapPath(from, to))).body as GapBody;
    vertex.forget();
    let answer = await service.get(path);
    for (let i = 0; i < 100 && answer.status === 422; i++) {
      await sleep(100);
      answer = await service.get(path);
    }
    expect(answer.body).toMatchObject({
      ...{ provider: 'vertexai', model: 'gemini-3.5-flash-lite', prompt_version: 'levels-1' },
      ...{ compared: 35, coverage: '35/35', notice: null, release: 'sample' },
      skill_gaps: described.skill_gaps.map(({ element_id, from_proficiency_level, to_proficiency_level }) => ({
        ...{ element_id, from_proficiency_level, to_proficiency_level },
      })),
    });
    expect(vertex.calls).toEqual([]);
    expect((await service.get(path.replace('&levels=llm', '&levels=onet'))).body).not.toHaveProperty('provider');
    expectProblem(await service.get(path.replace('levels=llm', 'levels=x')), 400, 'INVALID_PARAMETER');
    await other.stop();
  });

  it('asks for missing skills alone, twice at most; holes are seen as holes and are no gaps', async () => {
    const [from, to] = freshPair();
    const [hole = '', other = ''] = skills;
    vertex.setLevel(from, hole, '0');
    vertex.setLevel(to, hole, '5');
    vertex.fault({ kind: 'missing-items', items: [hole, other] }, { where: from });
    const { skill_gaps, compared, coverage } = await gap(from, to);
    const asked = vertex.calls.filter(({ codes: about }) => about.length === 1 && about[0] === from);
    expect(asked.map(({ askedIds }) => askedIds.length)).toEqual([35, 2, 2]);
    expect({ compared, coverage }).toEqual({ compared: 33, coverage: '33/35' });
    expect(skill_gaps.map(({ element_id }) => element_id)).not.toContain(hole);
    expect(await audit(from)).toMatchObject([
      { round: 0, outcome: 'partial' },
      { round: 1, outcome: 'rejected' },
      { round: 2, outcome: 'rejected' },
    ]);
    const { body } = await service.get(`/api/v1/occupations/${from}/llm-assessment`);
    const [first] = (body as { skills: Skill[] }).skills;
    expect(first).toMatchObject({ llm_assigned_proficiency_level: null, llm_explanation: null });
    expect(first?.hole_reason).toMatch(/.{5,}/);
    expect(body).toMatchObject({ coverage: '33/35' });
  });

  it('rounds a level between half steps, and the explanation says so', async () => {
    const [code] = freshPair();
    const [id = '', next = ''] = skills;
    vertex.setLevel(code, id, '3.3');
    vertex.setLevel(code, next, '3');
    const { body } = await service.get(`/api/v1/occupations/${code}/llm-assessment`);
    const [rounded, right] = (body as { skills: Skill[] }).skills;
    expect(rounded).toMatchObject({ llm_assigned_proficiency_level: 3.5 });
    expect(rounded?.llm_explanation).toMatch(/\. \[The model gave 3\.3, rounded here to 3\.5\.\]$/);
    expect(right).toMatchObject({ llm_assigned_proficiency_level: 3 });
    expect(right?.llm_explanation).not.toContain('rounded');
  });

  it('takes what the model says of skills that are no gaps for nothing', async () => {
    const [from, to] = freshPair();
    vertex.fault({ kind: 'extra-items', id: '2.A.9.z' }, { where: from });
    const { skill_gaps } = await gap(from, to);
    expect(skill_gaps.every(({ element_id }) => skills.includes(element_id))).toBe(true);
    expect(skill_gaps.every((one) => one.to_proficiency_level > one.from_proficiency_level)).toBe(true);
  });

  it('leaves a gap without a text where the model gives none that can be used', async () => {
    const [from, to] = freshPair();
    const id = skills.find((skill) => Number(levelOf(to, skill)) > Number(levelOf(from, skill))) ?? '';
    vertex.fault({ kind: 'gap-text', ids: [id], text: 'Too short.' });
    const { skill_gaps, described } = await gap(from, to);
    expect(skill_gaps.find(({ element_id }) => element_id === id)).toMatchObject({ llm_gap_description: null });
    expect(described).toBe(`${skill_gaps.length - 1}/${skill_gaps.length}`);
    expect(calls().filter((call) => call.startsWith('gap'))).toHaveLength(3);
  });

  it.each([
    ['refused for too many requests', { kind: 'status', status: 429 } as const, 'RATE_LIMITED'],
    ['unavailable', { kind: 'status', status: 503 } as const, 'UNAVAILABLE'],
    ['cut off', { kind: 'reset' } as const, 'NETWORK'],
  ])('tries again when the first call is %s, and records both', async (_name, fault, failure) => {
    const [code] = freshPair();
    vertex.fault(fault, { where: code, times: 1 });
    expect((await service.get(`/api/v1/occupations/${code}/llm-assessment`)).status).toBe(200);
    expect(await audit(code)).toMatchObject([
      { round: 0, attempt: 1, outcome: 'failed', failure },
      { round: 0, attempt: 2, outcome: 'complete', failure: null },
    ]);
  });

  it('does not ask again for a while what the model refused to answer', async () => {
    const [from, to] = freshPair();
    vertex.fault({ kind: 'prompt-blocked' }, { where: from });
    const { detail } = expectProblem(await service.get(gapPath(from, to)), 502, 'LLM_REPLY_REJECTED');
    expect(detail).toMatch(new RegExp(`no usable answer for ${from}: BLOCKED`));
    vertex.heal();
    vertex.forget();
    const again = await service.get(gapPath(from, to));
    expectProblem(again, 502, 'LLM_REPLY_REJECTED');
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(calls()).not.toContain(`levels ${from}`);
  });

  it('explains levels, with an occupation to compare with if one is given; those never count for gaps', async () => {
    const [from, to] = freshPair();
    const path = `/api/v1/occupations/${to}/llm-assessment`;
    const { body } = await service.get(`${path}?source=${from}`);
    expect(body).toMatchObject({
      occupation: { code: to },
      source_occupation: { code: from },
      coverage: '35/35',
      skills: skills.map((id) => ({
        element_id: id,
        llm_assigned_proficiency_level: Number(levelOf(to, id)),
        llm_explanation: expect.stringMatching(/.{5,}/),
        hole_reason: null,
      })),
    });
    expect(vertex.calls[0]?.prompt).toContain(from);
    await gap(from, to);
    expect(calls()).toEqual([`gap ${from} ${to}`, `levels ${from}`, `levels ${to}`, `levels ${to}`].sort());
    expect((await service.get(path)).body).toMatchObject({ source_occupation: null });
  });

  it('keeps the levels of O*NET, and carries those of the model over when the same content is loaded again', async () => {
    const [from, to] = freshPair();
    await gap(from, to);
    const rows = () =>
      database.dataSource.query<{ id: string; onet: number; llm: number }[]>(
        'SELECT element_id AS id, data_value AS onet, llm_proficiency_level AS llm FROM occupation_skills ' +
          `WHERE onet_soc_code = '${to}' AND scale_id = 'LV' AND release_id = ` +
          '(SELECT id FROM releases WHERE is_current = 1) ORDER BY element_id',
      );
    const before = await rows();
    expect(before.map(({ id, llm }) => [id, llm])).toEqual(before.map(({ id }) => [id, Number(levelOf(to, id))]));
    await database.pipeline.refresh({ location: 'sample', releaseName: null }, { triggeredBy: 'cli', force: true });
    expect(await rows()).toEqual(before);
    await sleep(4_500);
    vertex.forget();
    await gap(from, to);
    expect(vertex.calls).toEqual([]);
  });

  it('answers what is stored while the model is down, and says of the rest when to ask again', async () => {
    const [from, to] = freshPair();
    const [third] = freshPair();
    await gap(from, to);
    vertex.fault({ kind: 'status', status: 503 });
    const failed = await service.get(gapPath(third, to));
    const { detail } = expectProblem(failed, 503, 'LLM_UNAVAILABLE');
    expect(detail).toMatch(/vertexai .*is not available at the moment \(UNAVAILABLE\)\. Try again later\.$/);
    expect(Number(failed.headers.get('retry-after'))).toBeGreaterThan(0);
    // Five failures in a row break the circuit: then nobody is asked any more.
    expectProblem(await service.get(gapPath(third, to)), 503, 'LLM_UNAVAILABLE');
    vertex.forget();
    expectProblem(await service.get(gapPath(third, to)), 503, 'LLM_UNAVAILABLE');
    expect(vertex.calls).toEqual([]);
    await gap(from, to);
    expect((await service.get(`/api/v1/skill-gap?from=${from}&to=${third}`)).status).toBe(200);
    expect((await service.get('/health/ready')).status).toBe(200);
  });

  it('asks nobody without a budget, and answers what is stored', async () => {
    const stored = (
      await database.dataSource.query<{ code: string }[]>('SELECT onet_soc_code AS code FROM llm_assessments LIMIT 1')
    )[0]!.code;
    const poor = await startService({ ...variables, LLM_DAILY_BUDGET_USD: '0' });
    const [code] = freshPair();
    const refused = await poor.get(gapPath(code, code));
    expect(expectProblem(refused, 503, 'LLM_BUDGET_EXCEEDED').detail).toContain('LLM_DAILY_BUDGET_USD');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await poor.get(gapPath(stored, stored))).status).toBe(200);
    expect(vertex.calls).toEqual([]);
    expect(await audit(code)).toEqual([]);
    await poor.stop();
  });
});

describe('the language model', () => {
  const GAP = '/api/v1/skill-gap-llm?from=11-1011.00&to=11-3013.00';

  it('is for keys with the scope llm', async () => {
    const service = await startService({ ...KEYS, LLM_PROVIDER: 'offline' });
    const { detail } = expectProblem(await service.get(GAP), 403, 'INSUFFICIENT_SCOPE');
    expect(detail).toContain('"llm"');
    expectProblem(await service.get(GAP, { 'x-api-key': '' }), 401, 'MISSING_API_KEY');
    expect((await service.get(GAP, { 'x-api-key': KEYS.ADMIN_API_KEY })).status).toBe(200);
    await service.stop();
  });

  it('is not there unless one is configured, and the answer says how', async () => {
    const service = await startService({ ...KEYS, ...RICH });
    for (const path of [GAP, '/api/v1/occupations/11-1011.00/llm-assessment']) {
      const { detail } = expectProblem(await service.get(path), 503, 'LLM_UNAVAILABLE');
      expect(detail).toContain('LLM_PROVIDER=vertexai');
    }
    const admin = { 'x-api-key': KEYS.ADMIN_API_KEY };
    const refused = await service.request('POST', '/api/v1/admin/assessments?all=true', admin);
    expectProblem(refused, 503, 'LLM_UNAVAILABLE');
    await service.stop();
  });

  it('is not needed by the offline provider, which says so in every answer and always answers the same', async () => {
    const answers: Answer[][] = [];
    for (let i = 0; i < 2; i++) {
      const service = await startService({ ...KEYS, ...RICH, LLM_PROVIDER: 'offline' });
      const paths = [GAP, `${GAP.replace('-llm', '-by-lvl')}&levels=llm`, '/api/v1/occupations/11-1011/llm-assessment'];
      const given: Answer[] = [];
      for (const path of paths) given.push(await service.get(path));
      answers.push(given);
      await service.stop();
    }
    const bodies = answers.map((given) => given.map((answer) => ({ ...(answer.body as object), ...WITHOUT_TIMES })));
    expect(bodies[1]).toEqual(bodies[0]);
    for (const body of bodies[0]!) {
      expect(body).toMatchObject({
        provider: 'offline',
        notice: expect.stringMatching(/^No language model wrote this/),
        coverage: '35/35',
      });
    }
  });

  it('is not replaced by the offline provider in production, unless that is allowed by name', async () => {
    const offline = { ...KEYS, NODE_ENV: 'production', LLM_PROVIDER: 'offline' };
    const { code, stderr } = await failToStart(offline);
    expect(code).toBe(1);
    expect(stderr).toContain('LLM_ALLOW_IN_PRODUCTION=offline allows it all the same');
    const service = await startService({ ...offline, LLM_ALLOW_IN_PRODUCTION: 'offline' });
    await service.stop();
  });

  it('gets no secret into a log or an answer when it refuses the credentials', async () => {
    const vertex = await VertexServer.start();
    vertex.refuseTokens();
    const service = await startService({ ...KEYS, ...RICH, ...vertex.environment, LOG_LEVEL: 'debug' });
    const refused = await service.get(GAP);
    const { detail } = expectProblem(refused, 503, 'LLM_UNAVAILABLE');
    expect(detail).toContain('refuses the credentials, or there are none (AUTH)');
    const { output } = service;
    for (const secret of secretsOf(vertex)) expect(output + refused.text).not.toContain(secret);
    await service.stop();
    await vertex.stop();
  });
});

const WITHOUT_TIMES = { assessed_at: null, described_at: null };

/** What only the server, its files and whoever signs in with them may know. */
function secretsOf({ accessToken, environment }: VertexServer): string[] {
  const file = readFileSync(environment.GOOGLE_APPLICATION_CREDENTIALS ?? '', 'utf8');
  const { client_secret: clientSecret, refresh_token: refreshToken } = JSON.parse(file) as Record<string, string>;
  return [accessToken, clientSecret ?? '', refreshToken ?? ''];
}
