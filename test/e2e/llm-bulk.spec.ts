import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineRun } from '@app/runs';
import { testServersForProcesses, type TestServer } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { billOf, LlmAudit, type LevelRow } from '../support/vertex/llm-audit';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { expectProblem } from '../support/service/problems';
import { runCli, startCli } from '../support/service/command-line';
import { type Ending, type Variables } from '../support/service/program';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { levelOf, VertexServer, type SeenCall } from '../support/vertex/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const ADMIN = { 'x-api-key': KEYS.ADMIN_API_KEY };
const ASSESSMENTS = '/api/v1/admin/assessments';
const SAMPLE = { location: 'sample', releaseName: null };
/** What it has. */
const RATED = 42;
const SKILLS = 35;
/** Unless LLM_CONCURRENCY says otherwise. */
const CONCURRENCY = 4;
/** Allows about fifteen occupations: each takes less than a cent, and two while it is being asked about. */
const SMALL_BUDGET = { LLM_DAILY_BUDGET_USD: '0.12' };

const servers = testServersForProcesses();

describe.each(servers)('assessing many occupations, on $name', (server) => {
  // What a command says of wrong arguments is the same on every database, and so is how long it waits for a model.
  const isFirst = server === servers[0];
  const isLast = server === servers.at(-1);
  let vertex: VertexServer;
  let database: PipelineFixture;
  let audit: LlmAudit;
  let variables: Record<string, string>;
  let outage: Promise<void> | undefined;

  beforeAll(async () => {
    if (isFirst) outage = begun(runThroughOutage(server));
    vertex = await VertexServer.start();
    const url = await freshDatabase(server);
    variables = { ...KEYS, ...vertex.environment, DATABASE_URL: url, DATA_DIR: await freshFolder() };
    database = await openPipeline({ url, drop: () => Promise.resolve() });
    audit = new LlmAudit(database.dataSource);
    await database.pipeline.refresh(SAMPLE, { triggeredBy: 'cli' });
  });
  beforeEach(async () => {
    vertex.heal();
    vertex.forget();
    await audit.clear();
  });
  afterAll(async () => {
    await database.close();
    await vertex.stop();
    await outage?.catch(() => undefined);
  });

  describe('with the command line', () => {
    it('a dry run tells what it would take, from measured calls once there are some, and asks nobody', async () => {
      const guess = await json('assess', '--all', '--dry-run');
      expect(guess).toEqual({
        ...{ occupations: RATED, assessed: 0, holes: 0, calls: RATED, prompt_tokens: expect.any(Number) },
        ...{ output_tokens: expect.any(Number), cost_usd: expect.any(Number) },
        ...{ based_on_calls: 0, budget_left_usd: 5, left: [] },
      });
      const { prompt_tokens: prompt, output_tokens: output, cost_usd: cost } = guess;
      expect(cost).toBeCloseTo(billOf([{ promptTokens: Number(prompt), outputTokens: Number(output) }]), 6);
      expect(vertex.calls).toEqual([]);
      expect(vertex.tokenRequests).toBe(0);
      expect(await audit.calls()).toEqual([]);
      expect(await lastRun()).toBeNull();
      expect(await json('assess', '11-1011', '11-3013.00', '11-1011.00')).toMatchObject({ assessed: 2, rejected: 0 });
      expect(askedCodes()).toEqual(['11-1011.00', '11-3013.00']);
      const [first, second] = vertex.calls;
      expect(await json('assess', '--all', '--dry-run')).toEqual({
        ...{ occupations: RATED, assessed: 2, holes: 0, calls: RATED - 2, based_on_calls: 2 },
        prompt_tokens: (RATED - 2) * Math.ceil((first!.promptTokens + second!.promptTokens) / 2),
        output_tokens: (RATED - 2) * Math.ceil((first!.outputTokens + second!.outputTokens) / 2),
        cost_usd: expect.any(Number),
        budget_left_usd: expect.closeTo(5 - billOf(vertex.calls), 6),
        left: [],
      });
      expect(vertex.calls).toHaveLength(2);
      await audit.expectToAgree(vertex);
    });

    if (isFirst) {
      it('what cannot be assessed is refused with its exit code, and nobody is asked', async () => {
        const refused: [exitCode: number, reason: RegExp, args: string[]][] = [
          [2, /give either codes such as 11-1011\.00, or --all/, ['assess']],
          [2, /give either codes such as 11-1011\.00, or --all/, ['assess', '11-1011', '--all']],
          [2, /not an O\*NET-SOC code/, ['assess', 'nurse']],
          [4, /has no occupation 11-9999\.00/, ['assess', '11-9999']],
          [4, /15-2051\.00 Data Scientists has no skill ratings/, ['assess', '15-2051', '11-9999']],
        ];
        for (const [exitCode, reason, args] of refused) {
          const { code, stdout, stderr } = await cli(args);
          expect({ args, code, stdout, stderr }).toEqual({
            ...{ args, code: exitCode, stdout: '' },
            stderr: expect.stringMatching(reason),
          });
          expect(stderr).not.toMatch(/^\s+at /m);
        }
        expect(vertex.calls).toEqual([]);
      });
    }

    it('what cannot be assessed is left out, and the output, the exit code and the run say so', async () => {
      const args = ['assess', '11-1011', '15-2051', '11-9999', '11-3013', '--json'];
      const left = [
        {
          onet_soc_code: '15-2051.00',
          code: 'OCCUPATION_NOT_RATED',
          detail: expect.stringContaining('no skill ratings'),
        },
        { onet_soc_code: '11-9999.00', code: 'OCCUPATION_NOT_FOUND', detail: expect.stringContaining('no occupation') },
      ];
      const plan = await cli([...args, '--dry-run']);
      expect({ code: plan.code, plan: JSON.parse(plan.stdout) as unknown }).toMatchObject({
        ...{ code: 4, plan: { occupations: 2, assessed: 0, calls: 2, left } },
      });
      const { code, stdout, stderr } = await cli(args);
      const { id } = (await lastRun())!;
      expect({ code, outcome: JSON.parse(stdout) as unknown, problem: JSON.parse(stderr) as unknown }).toEqual({
        code: 4,
        outcome: { run_id: id, assessed: 2, rejected: 0, holes: [], left },
        problem: { error: expect.objectContaining({ code: 'OCCUPATION_NOT_RATED', exit_code: 4, left }) },
      });
      expect(askedCodes()).toEqual(['11-1011.00', '11-3013.00']);
      expect(await lastRun()).toMatchObject({ status: 'succeeded', rowsRead: 4, rowsWritten: 2, rowsRejected: 2 });
      expect(await rejectedRows(id)).toEqual(
        left.map(({ onet_soc_code, detail }) => ({ code: onet_soc_code, reason: detail })),
      );
    });

    it('all occupations are asked about once, few at a time, and their levels stand beside those of O*NET', async () => {
      const before = await audit.levelRows();
      // Then as many as may ask are there before the first one is answered.
      vertex.fault({ kind: 'slow', ms: 700 }, { times: 9 });
      const program = await startCli(['assess', '--all', '--json'], { ...variables, LLM_CONCURRENCY: '9' });
      const { run_id: id } = outcomeOf(await program.ended);
      expect(askedCodes()).toEqual([...new Set(before.map(({ code }) => code))]);
      expect(vertex.calls).toHaveLength(RATED);
      expect(vertex.mostAtOnce).toBeLessThanOrEqual(9);
      expect(vertex.mostAtOnce).toBeGreaterThan(CONCURRENCY);
      expect(await lastRun()).toMatchObject({
        ...{ id, command: 'assess', triggeredBy: 'cli', status: 'succeeded', active: null, error: null },
        ...{ rowsRead: RATED, rowsWritten: RATED, rowsRejected: 0 },
        source: 'vertexai gemini-3.5-flash-lite, levels-1',
      });
      const beside = before.map((row) => ({ ...row, assessed: Number(levelOf(row.code, row.elementId)) }));
      expect(await audit.levelRows()).toEqual(beside);
      expect(beside).toHaveLength(RATED * SKILLS);
      expect(await json('assess', '--all')).toMatchObject({ assessed: 0, rejected: 0 });
      expect(await lastRun()).toMatchObject({ status: 'unchanged', rowsRead: 0, rowsWritten: 0, rowsRejected: 0 });
      expect(vertex.calls).toHaveLength(RATED);
      await expectAllAssessedOnce();
    });
  });

  const strikes = strikesAtRandom();

  it(`though a run is killed ${strikes.map(({ when }) => when).join(', then ')}, every occupation is assessed once`, async () => {
    vertex.fault({ kind: 'slow', ms: 150 });
    const killed = [await killRun(strikes[0])];
    // On one server the next run has to find out by itself that this one is dead.
    if (!isLast) await letTimePass();
    killed.push(await killRun(strikes[1]));
    await letTimePass();
    killed.push(await killRun(strikes[2]));
    await letTimePass();
    expect(await json('assess', '--all')).toMatchObject({ assessed: RATED - killed[2]!.stored.length, rejected: 0 });
    for (const { runId, asked, stored } of killed) {
      const askedLater = vertex.calls.slice(asked).flatMap(({ codes }) => codes);
      expect(askedLater.filter((code) => stored.includes(code))).toEqual([]);
      expect(await database.dataSource.manager.findOneBy(PipelineRun, { id: runId })).toMatchObject({
        ...{ status: 'failed', active: null, error: 'The process of this run died or stalled. Run it again.' },
      });
    }
    const cutOff = killed.length * CONCURRENCY;
    expect(vertex.calls.length).toBeLessThanOrEqual(RATED + cutOff);
    expect(vertex.mostAtOnce).toBeLessThanOrEqual(CONCURRENCY);
    await expectAllAssessedOnce({ cutOff });
  });

  describe('within a budget', () => {
    it('a run ends before it would be passed, and with a larger one the next run goes on', async () => {
      const spending = watchSpending();
      const { code, stdout, stderr } = await cli(['assess', '--all'], SMALL_BUDGET);
      const highest = await spending.end();
      expect({ code, stdout, stderr }).toEqual({
        ...{ code: 1, stdout: '' },
        stderr: expect.stringMatching(/^The budget .* of 0\.12 US dollars a day \(LLM_DAILY_BUDGET_USD\) does not/m),
      });
      const assessed = await audit.assessedCodes();
      expect(assessed.length).toBeGreaterThan(3);
      expect(assessed.length).toBeLessThan(RATED);
      expect(assessed).toEqual(askedCodes());
      expect(highest).toBeLessThanOrEqual(0.12);
      expect(billOf(vertex.calls)).toBeLessThanOrEqual(0.12);
      expect(await lastRun()).toMatchObject({
        ...{ status: 'failed', active: null, error: expect.stringContaining('LLM_DAILY_BUDGET_USD') },
        ...{ rowsRead: RATED, rowsWritten: assessed.length, rowsRejected: 0 },
      });
      await audit.expectToAgree(vertex);
      expect(await json('assess', '--all')).toMatchObject({ assessed: RATED - assessed.length });
      expect(vertex.calls).toHaveLength(RATED);
      await expectAllAssessedOnce();
    });

    it('two processes that ask at the same time do not pass it together', async () => {
      vertex.fault({ kind: 'slow', ms: 30 });
      const budget = { ...variables, API_KEY_SCOPES: 'read,llm', LLM_DAILY_BUDGET_USD: '0.25' };
      const codes = [...new Set((await audit.levelRows()).map(({ code }) => code))];
      const service = await startService(budget);
      const spending = watchSpending();
      const bulk = runCli(['assess', '--all'], budget);
      await eventually('the model is asked', () => vertex.calls.length > 0);
      // From the other end: they meet, if the budget allows that.
      const answers = await Promise.all(
        codes.reverse().map((code) => service.get(`/api/v1/occupations/${code}/llm-assessment`)),
      );
      const { code, stderr } = await bulk;
      const highest = await spending.end();
      await service.stop();
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('LLM_DAILY_BUDGET_USD') });
      const refused = answers.filter(({ status }) => status !== 200);
      for (const answer of refused) expectProblem(answer, 503, 'LLM_BUDGET_EXCEEDED');
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(RATED);
      expect(highest).toBeLessThanOrEqual(0.25);
      expect(billOf(vertex.calls)).toBeLessThanOrEqual(0.25);
      expect(askedCodes()).toEqual(await audit.assessedCodes());
      await audit.expectToAgree(vertex);
    });
  });

  // How a model fails is the same for every database.
  if (isFirst) describe('with a model that', failing);

  function failing(): void {
    it('is away for a moment is waited for', async () => {
      vertex.fault({ kind: 'slow', ms: 20 });
      const bulk = cli(['assess', '--all', '--json']);
      await eventually('the model is asked', () => vertex.calls.length > 10);
      vertex.fault({ kind: 'status', status: 503 }, { times: 1 });
      vertex.fault({ kind: 'status', status: 429, retryDelaySeconds: 1 }, { times: 1 });
      vertex.fault({ kind: 'reset' }, { times: 1 });
      expect(outcomeOf(await bulk)).toMatchObject({ assessed: RATED, rejected: 0 });
      expect(vertex.calls).toHaveLength(RATED + 3);
      const failures = (await audit.calls()).flatMap(({ failure, costUsd, reservedUsd }) =>
        failure === null ? [] : [[failure, costUsd === reservedUsd]],
      );
      // What broke off may have been billed.
      expect(failures.sort()).toEqual([
        ['NETWORK', true],
        ['RATE_LIMITED', false],
        ['UNAVAILABLE', false],
      ]);
      await expectAllAssessedOnce();
    });

    it('is down is asked no more for half a minute, and the run waits for it', async () => {
      await outage;
    });

    it('refuses the credentials ends the run at once, and the next one goes on', async () => {
      vertex.fault({ kind: 'slow', ms: 20 });
      const bulk = cli(['assess', '--all']);
      await eventually('the model is asked', () => vertex.calls.length > 10);
      vertex.fault({ kind: 'status', status: 401 });
      const { code, stderr } = await bulk;
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/refuses the credentials.*\(AUTH\)/) });
      const refused = vertex.calls.filter(({ status }) => status === 401).length;
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThanOrEqual(CONCURRENCY);
      const stored = await audit.assessedCodes();
      expect(await lastRun()).toMatchObject({ status: 'failed', rowsWritten: stored.length, rowsRejected: 0 });
      expect(await audit.claims()).toEqual([]);
      vertex.heal();
      expect(await json('assess', '--all')).toMatchObject({ assessed: RATED - stored.length });
      expect(vertex.calls).toHaveLength(RATED + refused);
      await expectAllAssessedOnce();
    });

    it('says nothing usable of one occupation is asked about the others, and not about that one for a while', async () => {
      const unusable = '11-3013.00';
      vertex.fault({ kind: 'text', change: () => 'I cannot rate this occupation.' }, { where: unusable });
      expect(await json('assess', '--all')).toMatchObject({ assessed: RATED - 1, rejected: 1 });
      const { id } = (await lastRun())!;
      expect(await lastRun()).toMatchObject({
        status: 'succeeded',
        rowsRead: RATED,
        rowsWritten: RATED - 1,
        rowsRejected: 1,
      });
      expect(await rejectedRows(id)).toEqual([
        { code: unusable, reason: expect.stringContaining('The reply holds no JSON') },
      ]);
      const tries = askedCodes().filter((code) => code === unusable).length;
      expect(tries).toBe(3);
      expect(vertex.calls).toHaveLength(RATED - 1 + tries);
      expect(await audit.assessedCodes()).toHaveLength(RATED - 1);
      vertex.heal();
      expect(await json('assess', '--all')).toMatchObject({ assessed: 0, rejected: 1 });
      expect(vertex.calls).toHaveLength(RATED - 1 + tries);
      expect(await audit.claims()).toEqual([
        { claimKey: expect.stringContaining(unusable), reason: expect.stringContaining('The reply holds no JSON') },
      ]);
      await audit.expectToAgree(vertex);
    });
  }

  describe('over HTTP', () => {
    let service: Service;

    beforeAll(async () => {
      service = await startService(variables);
    });

    it('an administrator starts a run, follows it, and cannot start another one meanwhile', async () => {
      const post = (query: string, headers = ADMIN) => service.request('POST', `${ASSESSMENTS}${query}`, headers);
      expectProblem(await post(''), 400, 'MISSING_PARAMETER');
      expectProblem(await post('?codes=nurse'), 400, 'INVALID_ONET_SOC_CODE');
      expectProblem(await post('?codes=11-1011&all=true'), 400, 'INVALID_PARAMETER');
      expectProblem(await post('?codes=11-9999.00'), 404, 'OCCUPATION_NOT_FOUND');
      expectProblem(await post('?codes=15-2051'), 422, 'OCCUPATION_NOT_RATED');
      expectProblem(await service.request('POST', `${ASSESSMENTS}?all=true`), 403, 'INSUFFICIENT_SCOPE');
      const plan = await post('?codes=11-1011,15-2051,11-3013&dry_run=true');
      const left = [{ onet_soc_code: '15-2051.00', code: 'OCCUPATION_NOT_RATED', detail: expect.any(String) }];
      expect(plan).toMatchObject({
        ...{ status: 200, body: { occupations: 2, assessed: 0, calls: 2, based_on_calls: 0, left } },
      });
      expect(plan.headers.get('location')).toBeNull();
      expect(vertex.calls).toEqual([]);
      vertex.fault({ kind: 'slow', ms: 100 });
      const started = await post('?all=true');
      const { id } = started.body as { id: number };
      const run = { id, command: 'assess', triggered_by: 'admin' };
      expect(started).toMatchObject({ status: 202, body: { ...run, status: 'running', finished_at: null } });
      expect(started.headers.get('location')).toBe(`/api/v1/admin/runs/${id}`);
      const second = await post('?codes=11-1011');
      expectProblem(second, 409, 'RUN_IN_PROGRESS');
      expect(second.body).toMatchObject({ run_id: id });
      expect(await ended(id)).toMatchObject({
        ...{ ...run, status: 'succeeded', error: null, source: 'vertexai gemini-3.5-flash-lite, levels-1' },
        ...{ rows_read: RATED, rows_written: RATED, rows_rejected: 0 },
      });
      await expectAllAssessedOnce();
    });

    it('a refresh runs beside a run, and what it publishes has the levels of the whole run', async () => {
      vertex.fault({ kind: 'slow', ms: 300 });
      const refresh = await startCli(['refresh', '--source', 'sample', '--force', '--json'], variables);
      await refresh.reports(/^landing /m);
      const id = await start('?all=true');
      expect(outcomeOf(await refresh.ended)).toMatchObject({ outcome: 'published' });
      expect(await lastRun()).toMatchObject({ id, status: 'running' });
      expect(await ended(id)).toMatchObject({ status: 'succeeded', rows_written: RATED });
      await expectAllAssessedOnce();
    });

    it('a run leaves out what is not rated, and says so', async () => {
      expect(await ended(await start('?codes=11-1011,15-2051'))).toMatchObject({
        ...{ status: 'succeeded', rows_read: 2, rows_written: 1, rows_rejected: 1 },
        rejections: [{ reason: expect.stringContaining('15-2051.00 Data Scientists has no skill ratings') }],
      });
      expect(askedCodes()).toEqual(['11-1011.00']);
    });

    it('the usage adds up to what the model saw, by day and model', async () => {
      const other = await VertexServer.start({ model: 'gemini-3.1-flash-lite' });
      const prices = { LLM_PRICE_INPUT_USD: '0.25', LLM_PRICE_OUTPUT_USD: '1.5' };
      const byOther = cli(['assess', '11-1011'], { ...other.environment, ...prices });
      vertex.fault({ kind: 'status', status: 503, retryDelaySeconds: 0 }, { times: 2 });
      vertex.fault({ kind: 'text', change: () => 'No.' }, { where: '11-3013.00', times: 1 });
      const run = await ended(await start('?codes=11-1011,11-2021,11-3013'));
      const { code } = await byOther.finally(() => other.stop());
      expect({ run, code }).toMatchObject({ run: { status: 'succeeded', rows_written: 3 }, code: 0 });
      const [today, yesterday] = [Date.now(), Date.now() - 86_400_000].map((time) =>
        new Date(time).toISOString().slice(0, 10),
      );
      const entry = {
        ...{ day: today, provider: 'vertexai', model: 'gemini-3.5-flash-lite', open_calls: 0 },
        ...{ calls: 6, failed_calls: 3, ...tokensOf(vertex), cost_usd: billOf(vertex.calls) },
      };
      const [{ promptTokens, outputTokens }] = other.calls as [SeenCall];
      const ofOther = {
        ...{ day: today, provider: 'vertexai', model: 'gemini-3.1-flash-lite', open_calls: 0 },
        ...{ calls: 1, failed_calls: 0, ...tokensOf(other) },
        cost_usd: expect.closeTo((promptTokens * 0.25 + outputTokens * 1.5) / 1e6, 5),
      };
      expect(vertex.calls).toHaveLength(6);
      expect(await usage()).toEqual({
        ...{ today, daily_budget_usd: 5, committed_usd: await audit.committedUsd(), usage: [ofOther, entry] },
      });
      // As if the other model had been asked the day before.
      await database.dataSource.query(`UPDATE llm_requests SET day = '${yesterday}' WHERE model LIKE '%3.1%'`);
      expect(await usage('?days=1')).toMatchObject({ usage: [entry] });
      expect(await usage('?days=2')).toMatchObject({ usage: [entry, { ...ofOther, day: yesterday }] });
      expectProblem(await service.get('/api/v1/admin/llm-usage'), 403, 'INSUFFICIENT_SCOPE');
    });

    // How long it waits for a model is the same on every database.
    if (isFirst) {
      it('a run that is cancelled ends within seconds though the model takes its time', async () => {
        vertex.fault({ kind: 'slow', ms: 9_000 });
        const id = await start('?all=true');
        await eventually('the model is asked', () => vertex.calls.length === CONCURRENCY);
        const told = performance.now();
        expect(await service.request('POST', `/api/v1/admin/runs/${id}/cancel`, ADMIN)).toMatchObject({ status: 202 });
        expect(await ended(id)).toMatchObject({ status: 'cancelled', error_code: 'RUN_CANCELLED' });
        expect(performance.now() - told).toBeLessThan(8_500);
        // What was asked by then has been paid for.
        await eventually('no claim is left', async () => (await audit.claims()).length === 0);
        expect(await audit.assessedCodes()).toHaveLength(CONCURRENCY);
        expect(vertex.calls).toHaveLength(CONCURRENCY);
      });
    }

    it('a service that is told to stop ends soon, its run closed, and the next run goes on', async () => {
      // Shorter than the three seconds that a stopping service gives to what is under way.
      vertex.fault({ kind: 'slow', ms: 1_500 });
      await start('?all=true');
      await eventually('the model is asked', () => vertex.calls.length > CONCURRENCY);
      const told = performance.now();
      await service.stop();
      expect(performance.now() - told).toBeLessThan(10_000);
      const stored = await audit.assessedCodes();
      const asked = vertex.calls.length;
      const closing = { run: await lastRun(), claims: await audit.claims() };
      vertex.heal();
      await letTimePass();
      expect(await json('assess', '--all')).toMatchObject({ assessed: RATED - stored.length });
      const askedAfter = vertex.calls.slice(asked).flatMap(({ codes }) => codes);
      expect(askedAfter.filter((code) => stored.includes(code))).toEqual([]);
      await expectAllAssessedOnce({ cutOff: CONCURRENCY });
      // Last, so that a service that just drops everything fails here alone.
      expect(closing).toMatchObject({ run: { status: 'failed', active: null }, claims: [] });
      await audit.expectToAgree(vertex);
    });

    /** Starts a run and gives its id. */
    async function start(query: string): Promise<number> {
      const { status, body } = await service.request('POST', `${ASSESSMENTS}${query}`, ADMIN);
      expect({ status, body }).toMatchObject({ status: 202 });
      return (body as { id: number }).id;
    }

    async function usage(query = ''): Promise<unknown> {
      return (await service.get(`/api/v1/admin/llm-usage${query}`, ADMIN)).body;
    }

    /** A run when it has ended. */
    async function ended(id: number): Promise<unknown> {
      for (;;) {
        const { body } = await service.get(`/api/v1/admin/runs/${id}`, ADMIN);
        if ((body as { status: string }).status !== 'running') return body;
        await sleep(50);
      }
    }
  });

  it('an evaluation holds the levels of the model against those of O*NET, never those of templates', async () => {
    expect(await cli(['assess', '11-1011', '11-3013'], { LLM_PROVIDER: 'offline' })).toMatchObject({ code: 0 });
    for (const provider of [[], ['--provider', 'offline']]) {
      const { code, stdout, stderr } = await cli(['llm-eval', '--json', ...provider]);
      const refusal = expect.stringMatching(
        /"NOTHING_TO_EVALUATE","detail":"Nothing to evaluate of (any language model|offline): .*assess --all/,
      );
      expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: refusal });
    }
    const holes = ['2.A.1.a', '2.B.3.a'];
    vertex.fault({ kind: 'missing-items', items: holes }, { where: '11-3013.00' });
    await json('assess', '--all');
    const rows = await audit.levelRows();
    const onet = levelsIn(rows, ({ onet: level }) => level);
    const assessed = levelsIn(rows, ({ code, elementId: id }) =>
      code === '11-3013.00' && holes.includes(id) ? null : Number(levelOf(code, id)),
    );
    const ofSkill = scoresOf(
      onet,
      othersMean(onet, () => true),
    );
    const ofGroup = scoresOf(
      onet,
      othersMean(onet, (code, other) => code.slice(0, 2) === other.slice(0, 2)),
    );
    expect(await json('llm-eval')).toEqual({
      ...{ release: 'sample', provider: 'vertexai', model: 'gemini-3.5-flash-lite', prompt_version: 'levels-1' },
      // What is missing is asked for again, twice and in vain.
      ...{ occupations: RATED, calls: RATED + 2, cost_usd: expect.closeTo(billOf(vertex.calls), 6) },
      scores: nearly(scoresOf(onet, assessed)),
      baselines: {
        skill_mean: expect.objectContaining(nearly({ mae: ofSkill.mae, bias: ofSkill.bias })),
        major_group_mean: expect.objectContaining(nearly({ mae: ofGroup.mae, bias: ofGroup.bias })),
      },
    });
    expect(await audit.committedUsd()).toBe(billOf(vertex.calls));
  });

  async function cli(args: readonly string[], more: Variables = {}): Promise<Ending> {
    return runCli(args, { ...variables, ...more });
  }

  /** What a command says to programs. */
  async function json(...args: string[]): Promise<Record<string, unknown>> {
    return outcomeOf(await cli([...args, '--json']));
  }

  /** The newest run of assessments. */
  async function lastRun(): Promise<PipelineRun | null> {
    return database.dataSource.manager.findOne(PipelineRun, { where: { command: 'assess' }, order: { id: 'DESC' } });
  }

  /** Codes of all calls, in their own order. */
  function askedCodes(): string[] {
    return vertex.calls.flatMap(({ codes }) => codes).sort();
  }

  /** Starts a run and kills it; what had been asked and stored by then. */
  async function killRun(strike: Strike): Promise<{ runId: number; asked: number; stored: string[] }> {
    const before = vertex.calls.length;
    const program = await startCli(['assess', '--all'], variables);
    await eventually('it is near the moment', () => strike.isNear(vertex.calls.slice(before)), 1);
    await sleep(strike.afterMs);
    program.child.kill('SIGKILL');
    await program.ended;
    return { runId: (await lastRun())!.id, asked: vertex.calls.length, stored: await audit.assessedCodes() };
  }

  /** As if a run and its claims had given no sign of life for so long that they count as dead. */
  async function letTimePass(): Promise<void> {
    await database.dataSource.manager.update(
      PipelineRun,
      { command: 'assess', active: 2 },
      { heartbeatAt: new Date(0) },
    );
    await audit.ageClaims();
  }

  /** Looks again and again; `end` gives the most that was ever spent or reserved. */
  function watchSpending(): { end(): Promise<number> } {
    let isOver = false;
    const watch = async (): Promise<number> => {
      let highest = 0;
      while (!isOver) {
        highest = Math.max(highest, await audit.committedUsd());
        await sleep(5);
      }
      return highest;
    };
    const highest = watch();
    return {
      end: () => {
        isOver = true;
        return highest;
      },
    };
  }

  async function rejectedRows(runId: number): Promise<unknown> {
    return database.dataSource.query(`SELECT value AS code, reason FROM rejected_rows WHERE run_id = ${runId}`);
  }

  async function expectAllAssessedOnce({ cutOff = 0 } = {}): Promise<void> {
    const rows = await audit.levelRows();
    expect(await audit.assessedCodes()).toEqual([...new Set(rows.map(({ code }) => code))]);
    const without = rows.filter(({ assessed }) => assessed === null).map(({ code }) => code);
    expect({ withoutLevels: [...new Set(without)] }).toEqual({ withoutLevels: [] });
    expect(await audit.claims()).toEqual([]);
    await audit.expectToAgree(vertex, { cutOff });
  }
});

/** When to kill a run. */
interface Strike {
  readonly when: string;
  /** By the calls of this run. */
  readonly isNear: (calls: readonly SeenCall[]) => boolean;
  /** Since then. */
  readonly afterMs: number;
}

/** Some milliseconds of each are at random; the name of the test says how many. */
function strikesAtRandom(): [Strike, Strike, Strike] {
  const [asking, storing] = [Math.floor(Math.random() * 140), 1 + Math.floor(Math.random() * 12)];
  const answered = (calls: readonly SeenCall[], count: number) => calls.filter((call) => call.answered).length >= count;
  return [
    { when: `${asking} ms after its 8th question`, isNear: (calls) => calls.length >= 8, afterMs: asking },
    { when: 'at its 9th answer', isNear: (calls) => answered(calls, 9), afterMs: 0 },
    { when: `${storing} ms after its 6th answer`, isNear: (calls) => answered(calls, 6), afterMs: storing },
  ];
}

/** For work that is awaited later: until then nobody handles its failure. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** A run that finds the model down. It takes half a minute, nearly all of it waiting, so it goes on beside other tests. */
async function runThroughOutage(server: TestServer): Promise<void> {
  const vertex = await VertexServer.start();
  const url = await freshDatabase(server);
  const database = await openPipeline({ url, drop: () => Promise.resolve() });
  try {
    await database.pipeline.refresh(SAMPLE, { triggeredBy: 'cli' });
    vertex.fault({ kind: 'status', status: 503 });
    const many = { LLM_CONCURRENCY: '8' };
    const bulk = runCli(['assess', '--all', '--json'], { ...vertex.environment, ...many, DATABASE_URL: url });
    await eventually('the model is asked', () => vertex.calls.length >= 5);
    // Longer than it takes until the next try.
    await sleep(4_000);
    vertex.heal();
    expect(outcomeOf(await bulk)).toMatchObject({ assessed: RATED, rejected: 0 });
    const audit = new LlmAudit(database.dataSource);
    const failures = (await audit.calls()).flatMap(({ failure }) => failure ?? []);
    expect(new Set(failures)).toEqual(new Set(['UNAVAILABLE']));
    expect(failures.length).toBeLessThanOrEqual(8);
    expect(await audit.assessedCodes()).toHaveLength(RATED);
    await audit.expectToAgree(vertex);
  } finally {
    await database.close();
    await vertex.stop();
  }
}

function outcomeOf({ code, stdout, stderr }: Ending): Record<string, unknown> {
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

function tokensOf({ calls }: VertexServer): { prompt_tokens: number; output_tokens: number } {
  const sum = (tokens: 'promptTokens' | 'outputTokens') => calls.reduce((all, call) => all + call[tokens], 0);
  return { prompt_tokens: sum('promptTokens'), output_tokens: sum('outputTokens') };
}

/** By code and element id; a level that is not there is a hole. */
type Levels = ReadonlyMap<string, ReadonlyMap<string, number>>;

function levelsIn(rows: readonly LevelRow[], levelIn: (row: LevelRow) => number | null): Levels {
  const levels = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const ofCode = levels.get(row.code) ?? new Map<string, number>();
    const level = levelIn(row);
    if (level !== null) ofCode.set(row.elementId, level);
    levels.set(row.code, ofCode);
  }
  return levels;
}

/** What the others have on average; where none of them counts, all do. */
function othersMean(onet: Levels, counts: (code: string, other: string) => boolean): Levels {
  const levelOfOthers = (code: string, id: string): number => {
    const others = [...onet.keys()].filter((other) => other !== code);
    const counting = others.filter((other) => counts(code, other));
    return meanOf((counting.length > 0 ? counting : others).flatMap((other) => onet.get(other)?.get(id) ?? []));
  };
  return new Map(
    [...onet].map(([code, levels]) => [code, new Map([...levels.keys()].map((id) => [id, levelOfOthers(code, id)]))]),
  );
}

/** As they are defined, without regard to how long it takes. */
function scoresOf(onet: Levels, assessed: Levels) {
  const both = new Map(
    [...onet].map(([code, levels]) => [code, [...levels.keys()].filter((id) => assessed.get(code)?.has(id))]),
  );
  const level = (levels: Levels, code: string, id: string): number => levels.get(code)!.get(id)!;
  const differences = [...both].flatMap(([code, ids]) =>
    ids.map((id) => level(assessed, code, id) - level(onet, code, id)),
  );
  const correlations = [...both].map(([code, ids]) =>
    rankCorrelation(
      ids.map((id) => level(onet, code, id)),
      ids.map((id) => level(assessed, code, id)),
    ),
  );
  const gaps = { onet: 0, assessed: 0, phantom: 0, missed: 0 };
  for (const [from, ids] of both) {
    for (const [to, idsOfTo] of both) {
      for (const id of ids.filter((each) => idsOfTo.includes(each))) {
        const [isGap, isAssessed] = [onet, assessed].map((levels) => level(levels, to, id) > level(levels, from, id));
        if (isGap) gaps.onet++;
        if (isAssessed) gaps.assessed++;
        if (isAssessed && !isGap) gaps.phantom++;
        if (isGap && !isAssessed) gaps.missed++;
      }
    }
  }
  const within = (limit: number) => differences.filter((difference) => Math.abs(difference) < limit + 1e-6).length;
  const compared = differences.length;
  return {
    compared,
    coverage: compared / [...onet.values()].flatMap((levels) => [...levels]).length,
    mae: meanOf(differences.map(Math.abs)),
    bias: meanOf(differences),
    spearman: meanOf(correlations),
    within_half: within(0.5) / compared,
    within_one: within(1) / compared,
    phantom_gaps_per_pair: gaps.phantom / (onet.size * (onet.size - 1)),
    phantom_share: gaps.phantom / gaps.assessed,
    missed_share: gaps.missed / gaps.onet,
  };
}

/** The order in which a sum is made shows in its last digits. */
function nearly(figures: Readonly<Record<string, number>>): Record<string, unknown> {
  const entries = Object.entries(figures).map(([name, figure]): [string, unknown] => [name, expect.closeTo(figure, 9)]);
  return Object.fromEntries(entries);
}

function rankCorrelation(xs: readonly number[], ys: readonly number[]): number {
  // Equal values share the mean of their ranks.
  const ranks = (values: readonly number[]) =>
    values.map((value) => values.filter((v) => v < value).length + values.filter((v) => v === value).length / 2);
  const centred = (values: readonly number[]) => values.map((value) => value - meanOf(values));
  const [x, y] = [centred(ranks(xs)), centred(ranks(ys))];
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
