import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineRun } from '@app/runs';
import { testServersForProcesses } from '../support/databases/databases';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { runCli } from '../support/service/command-line';
import { eventually } from '../support/service/eventually';
import type { Ending, Variables } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { LlmAudit } from '../support/vertex/llm-audit';
import { gapDescriptionOf, levelOf, VertexServer } from '../support/vertex/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test', API_KEY_SCOPES: 'read,llm' };
const SAMPLE = { location: 'sample', releaseName: null };
const [FROM, TO] = ['11-1011.00', '11-3013.00'];
const BY_LEVEL = `/api/v1/skill-gap-by-lvl?from=${FROM}&to=${TO}&levels=llm`;
/** Asked of those who are refused for too many requests; times are stored in whole seconds. */
const WAIT_SECONDS = 1;
const AFTER_WAIT_MS = 2_100;
const REFUSED = { kind: 'status', status: 429, retryDelaySeconds: WAIT_SECONDS } as const;

describe.each(testServersForProcesses())('what a model left open, on $name', (server) => {
  let vertex: VertexServer;
  let database: PipelineFixture;
  let audit: LlmAudit;
  let variables: Record<string, string>;

  beforeAll(async () => {
    vertex = await VertexServer.start();
    const url = await freshDatabase(server);
    variables = { ...KEYS, ...vertex.environment, DATABASE_URL: url, DATA_DIR: await freshFolder() };
    database = await openPipeline({ url, drop: () => Promise.resolve() });
    audit = new LlmAudit(database.dataSource);
    await database.pipeline.refresh(SAMPLE, { triggeredBy: 'cli' });
  });
  beforeEach(() => {
    vertex.heal();
    vertex.forget();
  });
  afterAll(async () => {
    await database.close();
    await vertex.stop();
  });

  describe('to a request', () => {
    let service: Service;
    let replica: Service;
    let codes: string[];
    let from: string;
    let to: string;

    beforeAll(async () => {
      [service, replica] = await Promise.all([startService(variables), startService(variables)]);
      codes = [...new Set((await audit.levelRows()).map(({ code }) => code))];
    });
    /** Two occupations that no other test uses. */
    beforeEach(() => {
      [from = '', to = ''] = codes.splice(0, 2);
    });
    afterAll(() => Promise.all([service.stop(), replica.stop()]));

    async function body<T>(path: string, of = service): Promise<T> {
      const { status, body: answer } = await of.get(path);
      expect({ status, answer }).toMatchObject({ status: 200 });
      return answer as T;
    }

    async function etag(path: string, of = service): Promise<string> {
      return (await of.get(path)).headers.get('etag') ?? '';
    }

    /** How many levels of an occupation are missing. */
    async function missing(code: string): Promise<number> {
      return missingIn(await body(assessmentPath(code)));
    }

    /** What is open is left alone until then. */
    async function waitUntil(day: string): Promise<void> {
      const due = `'${day} 00:00:00.000'`;
      await database.dataSource.query(`UPDATE llm_assessments SET retry_at = ${due} WHERE retry_at IS NOT NULL`);
    }

    async function gap(): Promise<GapBody> {
      return body(gapPath(from, to));
    }

    it('is asked for again, alone, when the wait is over, and every process has it within seconds', async () => {
      cutThenRefused(to, 3);
      const open = await missing(to);
      expect(open).toBeGreaterThan(0);
      expect(vertex.calls).toHaveLength(4);
      vertex.heal();
      await waitUntil('2099-01-01');
      expect(await missing(from)).toBe(0);
      const byLevel = `/api/v1/skill-gap-by-lvl?from=${from}&to=${to}&levels=llm`;
      await eventually('the other process has both', async () => (await replica.get(byLevel)).status === 200);
      const here = await etag(gapPath(from, to));
      const there = await etag(byLevel, replica);
      vertex.forget();
      await sleep(AFTER_WAIT_MS);
      expect(await missing(to)).toBe(open);
      expect(vertex.calls).toEqual([]);
      await waitUntil('2000-01-01');
      // Who holds the answer of before gets another one.
      const { status, headers } = await service.get(gapPath(from, to), { 'if-none-match': here });
      expect(status).toBe(200);
      expect(headers.get('etag')).not.toBe(here);
      expect(vertex.calls[0]).toMatchObject({ purpose: 'levels', codes: [to] });
      expect(vertex.calls[0]?.askedIds).toHaveLength(open);
      expect(await gap()).toMatchObject({ coverage: '35/35', compared: 35 });
      expect(await missing(to)).toBe(0);
      await eventually('the other process has it', async () => (await body<GapBody>(byLevel, replica)).compared === 35);
      expect(await etag(byLevel, replica)).not.toBe(there);
      const asked = vertex.calls.length;
      expect(await body(gapPath(from, to), replica)).toEqual(await gap());
      expect(vertex.calls).toHaveLength(asked);
      const beside = (await audit.levelRows()).filter(({ code }) => code === to);
      const wanted = beside.map(({ elementId }) => Number(levelOf(to, elementId)));
      expect(beside.map(({ assessed }) => assessed)).toEqual(wanted);
      expect((await audit.assessedCodes()).filter((code) => code === to)).toHaveLength(1);
    });

    it('of the texts of a gap is asked for again alone', async () => {
      await bothAssessed();
      vertex.fault(REFUSED, { times: 3 });
      vertex.fault({ kind: 'truncated', fraction: 0.6 }, { times: 1 });
      const first = await service.get(gapPath(from, to));
      const [described = 0, all = 0] = (first.body as GapBody).described.split('/').map(Number);
      expect(described).toBeGreaterThan(0);
      expect(described).toBeLessThan(all);
      vertex.heal();
      await sleep(AFTER_WAIT_MS);
      vertex.forget();
      const second = await service.get(gapPath(from, to), { 'if-none-match': first.headers.get('etag') ?? '' });
      expect(second.body).toMatchObject({ described: `${all}/${all}` });
      expect(vertex.calls.map(({ askedIds }) => askedIds.length)).toEqual([all - described]);
      const held = { 'if-none-match': second.headers.get('etag') ?? '' };
      expect((await service.get(gapPath(from, to), held)).status).toBe(304);
    });

    it('before an upgrade, when nothing told why, is asked for once more', async () => {
      vertex.fault({ kind: 'missing-items', items: ['2.A.1.a'] }, { where: to });
      expect(await missing(to)).toBe(1);
      // As the migration leaves it.
      await database.dataSource.query('UPDATE llm_assessments SET retry_at = assessed_at WHERE assessed < asked');
      vertex.forget();
      expect(await missing(to)).toBe(1);
      expect(vertex.calls.map(({ askedIds }) => askedIds)).toEqual(Array(3).fill(['2.A.1.a']));
      vertex.heal();
      vertex.forget();
      expect(await missing(to)).toBe(1);
      expect(vertex.calls).toEqual([]);
    });

    it('is no text that has emphasis in it: it loses its marks', async () => {
      await bothAssessed();
      const change = (right: string) => right.replaceAll(/"llm_gap_description": ?"/g, '$&**Needed:** *now* ');
      vertex.fault({ kind: 'text', change });
      const { skill_gaps: gaps } = await gap();
      expect(gaps.map(({ llm_gap_description: text }) => text)).toEqual(
        gaps.map(({ element_id: id }) => `Needed: now ${gapDescriptionOf(from, to, id)}`),
      );
    });

    it.each([
      ['every text is refused', { kind: 'gap-text', text: 'Too short.' } as const],
      ['the texts are blocked', { kind: 'prompt-blocked' } as const],
      ['the model is down', { kind: 'status', status: 503 } as const],
    ])('is the texts where %s: the gap is answered without', async (_when, fault) => {
      await bothAssessed();
      vertex.fault(fault);
      const { skill_gaps: gaps, ...answer } = await gap();
      expect(gaps.length).toBeGreaterThan(3);
      expect(answer).toMatchObject({ described: `0/${gaps.length}`, described_at: null });
    });

    it('is the texts where the budget is used up: the gap is answered without', async () => {
      await bothAssessed();
      const poor = await startService({ ...variables, LLM_DAILY_BUDGET_USD: '0' });
      expect((await body<GapBody>(gapPath(from, to), poor)).described).toMatch(/^0\/\d/);
      await poor.stop();
      expect((await gap()).described).not.toMatch(/^0/);
    });

    // The last one: it breaks the circuit.
    it('is missing from the answer while the model is down', async () => {
      cutThenRefused(to, 3);
      const open = await missing(to);
      await sleep(AFTER_WAIT_MS);
      vertex.fault({ kind: 'status', status: 503 });
      expect(await missing(to)).toBe(open);
      vertex.forget();
      expect(await missing(to)).toBe(open);
      expect(vertex.calls).toEqual([]);
    });

    async function bothAssessed(): Promise<void> {
      expect([await missing(from), await missing(to)]).toEqual([0, 0]);
      vertex.forget();
    }
  });

  describe('to a run', () => {
    beforeEach(() => audit.clear());

    it('by a passing error is asked for again by the same run', async () => {
      cutThenRefused(TO, 4);
      expect(await json('assess', TO)).toMatchObject({ assessed: 1, rejected: 0, holes: [] });
      expect((await audit.levelRows()).filter(({ code, assessed }) => code === TO && assessed === null)).toEqual([]);
    });

    it('by the budget ends it with an error that tells what is open, and the next run asks for that alone', async () => {
      vertex.fault({ kind: 'status', status: 429, retryDelaySeconds: 4 }, { times: 1 });
      vertex.fault({ kind: 'truncated', fraction: 0.7 }, { times: 1 });
      const bulk = cli(['assess', TO]);
      await eventually('it asks for what was cut off', () => vertex.calls.length === 2);
      const open = vertex.calls[1]?.askedIds ?? [];
      // More than the budget, as what is reserved for the refused question comes back.
      await database.dataSource.query('UPDATE llm_spending SET committed_usd = 6');
      const { code, stdout, stderr } = await bulk;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('LLM_DAILY_BUDGET_USD');
      expect(stderr).toContain(`${open.length} of 35 levels are missing`);
      expect(vertex.calls).toHaveLength(2);
      await database.dataSource.query('UPDATE llm_spending SET committed_usd = 0');
      expect(await lastRun()).toMatchObject({ status: 'failed', rowsRead: 1, rowsWritten: 0, rowsRejected: 1 });
      expect(await rejected()).toEqual([
        { code: TO, reason: expect.stringMatching(new RegExp(`^${open.length} of 35 levels are missing: .*budget`)) },
      ]);
      vertex.forget();
      expect(await json('assess', '--all', '--dry-run')).toMatchObject({ occupations: 42, assessed: 0, holes: 0 });
      expect(await json('assess', TO)).toMatchObject({ assessed: 1, holes: [] });
      expect(vertex.calls.map(({ askedIds }) => askedIds)).toEqual([open]);
      expect(await json('assess', TO)).toMatchObject({ assessed: 0 });
      expect(await audit.assessedCodes()).toEqual([TO]);
    });

    it('by the model itself is told, and asked for again by --holes alone', async () => {
      const holes = ['2.A.1.a', '2.B.3.a'];
      vertex.fault({ kind: 'missing-items', items: holes }, { where: TO });
      const { code, stdout } = await cli(['assess', FROM, TO]);
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringMatching(/^Assessed 1 occupations\. .*holes: 11-3013\.00 \(2 of 35\).*assess --holes/),
      });
      expect(await lastRun()).toMatchObject({ status: 'succeeded', rowsRead: 2, rowsWritten: 1, rowsRejected: 1 });
      expect(await rejected()).toEqual([
        { code: TO, reason: expect.stringMatching(/^2 of 35 levels are missing: .*2\.A\.1\.a, 2\.B\.3\.a/) },
      ]);
      vertex.heal();
      vertex.forget();
      expect(await json('assess', FROM, TO)).toMatchObject({ assessed: 0 });
      expect(vertex.calls).toEqual([]);
      expect(await json('assess', FROM, TO, '--dry-run')).toMatchObject({ assessed: 2, holes: 1, calls: 0 });
      expect(await json('assess', '--holes', '--dry-run')).toMatchObject({ calls: 1 });
      expect(await json('assess', '--holes')).toMatchObject({ assessed: 1, rejected: 0, holes: [] });
      expect(vertex.calls.map(({ askedIds }) => askedIds)).toEqual([holes]);
      expect(await json('assess', '--holes')).toMatchObject({ assessed: 0 });
    });

    it('is asked for again over HTTP as well', async () => {
      const admin = { 'x-api-key': KEYS.ADMIN_API_KEY };
      vertex.fault({ kind: 'missing-items', items: ['2.A.1.a'] }, { where: TO });
      expect(await json('assess', TO)).toMatchObject({ holes: [{ code: TO, missing: 1, of: 35 }] });
      vertex.heal();
      vertex.forget();
      const service = await startService(variables);
      const started = await service.request('POST', '/api/v1/admin/assessments?all=true&holes=true', admin);
      expect(started).toMatchObject({ status: 202 });
      await eventually('it is asked', () => vertex.calls.length === 1);
      await eventually('it is there', async () => {
        const { body } = await service.get(assessmentPath(TO));
        return missingIn(body as { coverage: string }) === 0;
      });
      await service.stop();
    });
  });

  it('levels that no language model wrote are for those who configured it, and for nobody in production', async () => {
    await audit.clear();
    const offline = { LLM_PROVIDER: 'offline' };
    expect(await cli(['assess', FROM, TO], offline)).toMatchObject({ code: 0 });
    const shown: [status: number, variables: Variables][] = [
      [200, offline],
      [200, { LLM_PROVIDER: 'none' }],
      [422, {}],
      [422, { LLM_PROVIDER: 'none', NODE_ENV: 'production' }],
    ];
    for (const [status, more] of shown) {
      const service = await startService({ ...variables, ...more });
      expect({ more, status: (await service.get(BY_LEVEL)).status }).toEqual({ more, status });
      await service.stop();
    }
    const refresh = ['refresh', '--source', 'sample', '--force'];
    const beside = async () => (await audit.levelRows()).filter(({ assessed }) => assessed !== null).length;
    expect(await cli(refresh, offline)).toMatchObject({ code: 0 });
    expect(await beside()).toBe(70);
    expect(await cli(refresh)).toMatchObject({ code: 0 });
    expect(await beside()).toBe(0);
  });

  /** The first answer is cut off, and the next questions are refused. */
  function cutThenRefused(where: string, times: number): void {
    vertex.fault(REFUSED, { where, times });
    vertex.fault({ kind: 'truncated', fraction: 0.7 }, { where, times: 1 });
  }

  async function cli(args: readonly string[], more: Variables = {}): Promise<Ending> {
    return runCli(args, { ...variables, ...more });
  }

  async function json(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await cli([...args, '--json']);
    if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async function lastRun(): Promise<PipelineRun | null> {
    return database.dataSource.manager.findOne(PipelineRun, { where: { command: 'assess' }, order: { id: 'DESC' } });
  }

  async function rejected(): Promise<unknown> {
    const id = (await lastRun())?.id;
    return database.dataSource.query(`SELECT value AS code, reason FROM rejected_rows WHERE run_id = ${id}`);
  }
});

interface GapBody {
  readonly skill_gaps: readonly { readonly element_id: string; readonly llm_gap_description: string | null }[];
  readonly compared: number;
  readonly described: string;
}

function assessmentPath(code: string): string {
  return `/api/v1/occupations/${code}/llm-assessment`;
}

function gapPath(from: string, to: string): string {
  return `/api/v1/skill-gap-llm?from=${from}&to=${to}`;
}

function missingIn({ coverage }: { readonly coverage: string }): number {
  const [assessed = 0, asked = 0] = coverage.split('/').map(Number);
  return asked - assessed;
}
