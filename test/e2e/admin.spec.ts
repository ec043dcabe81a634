import { readFile } from 'node:fs/promises';
import { eventually } from '../support/service/eventually';
import { testServersForProcesses } from '../support/databases/databases';
import { DownloadServer } from '../support/sources/download-server';
import { copySource, MANY_TITLES, SAMPLE_FOLDER } from '../support/sources/onet-tables';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { asZip } from '../support/sources/source-forms';

const ADMIN_API_KEY = 'admin-key-of-this-test';
const RUNS = '/api/v1/admin/runs';
const INTEGER = expect.any(Number);

interface Run {
  readonly id: number;
  readonly status: string;
  readonly stage: string;
}

describe.each(testServersForProcesses())('an administrator, on $name', (server) => {
  let site: DownloadServer;
  let source: string;
  let service: Service;

  beforeAll(async () => {
    site = await DownloadServer.start();
    source = await copySource('db_30_1_text', {
      'Read Me.txt': null,
      'Alternate Titles.txt': MANY_TITLES,
      'Job Zones.txt': (lines) => [...lines, 'not\ta row', '99-9999.00\t3\t\t08/2024\tAnalyst'],
    });
    service = await startService({
      ...{ DATABASE_URL: await freshDatabase(server), ADMIN_API_KEY, API_KEY: 'read-key-of-this-test' },
      ...{ ONET_SOURCE: source, ONET_DOWNLOAD_BASE_URL: `${site.url}/onet/`, LOG_LEVEL: 'error' },
    });
  });
  afterAll(() => site.stop());

  it('starts an ingestion of what is configured and sees that there is nothing to do', async () => {
    const started = await post('/ingestions');
    expect(started).toMatchObject({
      status: 202,
      body: { command: 'ingest', triggered_by: 'admin', finished_at: null },
    });
    expect(started.headers.get('location')).toBe(`${RUNS}/${idOf(started)}`);
    expect(await ended(started)).toMatchObject({
      ...{ status: 'unchanged', requested_by: 'ADMIN_API_KEY', cancelled_by: null, error: null, error_code: null },
      seconds: INTEGER,
    });
  });

  it('lands what is configured anew, then transforms it, both because told to', async () => {
    expect(await ended(await post('/ingestions', { force: true }))).toMatchObject({
      command: 'ingest',
      status: 'succeeded',
    });
    expect(await ended(await post('/transforms'))).toMatchObject({ command: 'transform', status: 'unchanged' });
    expect(await ended(await post('/transforms?force=true'))).toMatchObject({ status: 'succeeded', release: '30.1' });
  });

  it('refreshes from a URL of the site that the operator has configured', async () => {
    site.file('/onet/db_30_2_text.zip', await readFile(await asZip(SAMPLE_FOLDER)));
    const body = { source: `${site.url}/onet/db_30_2_text.zip?token=pa55word`, release: '30.2' };
    const run = await ended(await post('/refreshes', body));
    expect(run).toMatchObject({ status: 'succeeded', release: '30.2', source: `${site.url}/…/db_30_2_text.zip` });
    await eventually('it is listed', async () => (await service.get('/api/v1/releases')).text.includes('"30.2"'));
    expect(service.output).not.toContain('pa55word');
  });

  it('does not make the service download from a private network', async () => {
    const other = await DownloadServer.start();
    for (const place of [`${other.url}/db_30_3_text.zip`, 'https://127.0.0.1/db.zip', 'https://[::1]/db.zip']) {
      const run = await ended(await post('/refreshes', { source: place }));
      expect(run).toMatchObject({ status: 'failed', error_code: 'DOWNLOAD_REFUSED' });
      expect(run).toMatchObject({
        error: expect.stringContaining('is not a public address. A request may name public'),
      });
    }
    expect(other.requests).toEqual([]);
    await other.stop();
  });

  it.each<[string, string, unknown, string[]]>([
    ['a file of the server', '/ingestions', { source: '/etc/passwd' }, ['source']],
    ['a folder beside the configured one', '/refreshes', { source: '../data' }, ['source']],
    ['plain http', '/refreshes', { source: 'http://example.org/db.zip' }, ['source']],
    ['Web Services without credentials', '/refreshes', { source: 'api' }, ['source']],
    ['the name of the sample for something else', '/refreshes', { release: 'sample' }, ['release']],
    [
      'several wrong fields, naming all',
      '/refreshes',
      { source: 7, release: '', force: 1, x: 2 },
      ['source', 'release', 'force', 'x'],
    ],
    ['a field of another endpoint', '/ingestions', { accept_shrink: true }, ['accept_shrink']],
    ['a list', '/refreshes', [1], ['body']],
    ['options in the query that belong into the body', '/refreshes?force=true', undefined, ['force']],
    ['options in the body that belong into the query', '/transforms', { force: true }, ['body']],
    ['options in the body of assessments', '/assessments?all=true', { dry_run: true }, ['body']],
    ['an unknown option', '/transforms?landed=all', undefined, ['landed']],
    ['options for the end of a run', '/runs/1/cancel', { now: true }, ['body']],
  ])('is refused %s', async (_what, path, body, fields) => {
    const problem = expectProblem(await post(path, body), 400, 'INVALID_PARAMETER');
    expect(problem.errors?.map(({ parameter }) => parameter)).toEqual(fields);
  });

  it('is refused what is no JSON', async () => {
    const headers = { ...admin(), 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/api/v1/admin/refreshes`, {
      method: 'POST',
      headers,
      body: '{"force":',
    });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST' },
    });
  });

  it('watches a run while it works, and sees it end: here the way back to an older release', async () => {
    const started = await post('/refreshes', { source, force: true, accept_shrink: true });
    const events = await eventsOf(idOf(started));
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ id }) => id))).toEqual(new Set([idOf(started)]));
    expect(events.slice(0, -1).every(({ status }) => status === 'running')).toBe(true);
    expect(events.at(-1)).toMatchObject({ status: 'succeeded', release: '30.1' });
  });

  it('cancels a run, which then publishes nothing, and is told whose key did', async () => {
    const current = await currentRelease();
    const started = await post('/refreshes', { source, force: true });
    expectProblem(await post('/refreshes'), 409, 'RUN_IN_PROGRESS');
    const answer = await post(`/runs/${idOf(started)}/cancel`);
    expect(answer).toMatchObject({ status: 202, body: { cancelled_by: 'ADMIN_API_KEY' } });
    expect(await ended(started)).toMatchObject({ status: 'cancelled', error_code: 'RUN_CANCELLED' });
    expect(await currentRelease()).toEqual(current);
    expectProblem(await post(`/runs/${idOf(started)}/cancel`), 409, 'RUN_ENDED');
    expectProblem(await post('/runs/99999/cancel'), 404, 'RUN_NOT_FOUND');
  });

  it('lists runs page by page, of a kind if told to', async () => {
    const list = async (query: string) =>
      (await get(`/runs?${query}`)).body as { runs: Run[]; next_cursor: string | null };
    const all = await list('limit=100');
    expect(all.runs.map(({ id }) => id)).toEqual([...all.runs.map(({ id }) => id)].sort((a, b) => b - a));
    const seen: Run[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.runs);
      cursor = page.next_cursor;
    }
    expect(seen.map(({ id }) => id)).toEqual(all.runs.map(({ id }) => id));
    const failed = await list('status=failed&command=refresh&limit=100');
    expect(failed.runs.map(({ id }) => id)).toEqual(all.runs.flatMap((run) => (run.status === 'failed' ? run.id : [])));
    expectProblem(await get('/runs?status=broken&command=x'), 400, 'INVALID_PARAMETER');
    expectProblem(await get('/runs?cursor=abc'), 400, 'INVALID_PARAMETER');
  });

  it('reads which rows were rejected and why, page by page', async () => {
    const [run] = ((await get('/runs?command=refresh&status=succeeded&limit=100')).body as { runs: Run[] }).runs.slice(
      -1,
    );
    const first = await get(`/runs/${run!.id}/rejected-rows?limit=1`);
    expect(first.body).toMatchObject({
      run_id: run!.id,
      rejected_rows: [
        { file: 'Job Zones.txt', line: INTEGER, column: null, value: 'not\ta row', reason: expect.any(String) },
      ],
    });
    const cursor = (first.body as { next_cursor: string }).next_cursor;
    expect((await get(`/runs/${run!.id}/rejected-rows?limit=1&cursor=${cursor}`)).body).toMatchObject({
      rejected_rows: [{ column: 'O*NET-SOC Code', value: '99-9999.00', reason: 'is not in Occupation Data' }],
      next_cursor: null,
    });
    expectProblem(await get('/runs/99999/rejected-rows'), 404, 'RUN_NOT_FOUND');
    expectProblem(await get('/runs/99999/events'), 404, 'RUN_NOT_FOUND');
  });

  it('leaves a trace in the log of everything, with the name of the key, whatever the level', () => {
    const lines = service.output
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as object] : []));
    const usual = { level: 'info', context: 'Admin', key: 'ADMIN_API_KEY', status: 202 };
    expect(lines).toContainEqual(
      expect.objectContaining({ ...usual, method: 'POST', route: '/api/v1/admin/refreshes', run_id: INTEGER }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ ...usual, route: '/api/v1/admin/runs/:id/cancel' }));
  });

  const admin = () => ({ 'x-api-key': ADMIN_API_KEY });

  function get(path: string): Promise<Answer> {
    return service.get(`/api/v1/admin${path}`, admin());
  }

  async function post(path: string, body?: unknown): Promise<Answer> {
    const sent =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { ...admin(), 'content-type': 'application/json' } };
    const response = await fetch(`${service.url}/api/v1/admin${path}`, { method: 'POST', headers: admin(), ...sent });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }

  /** As of the next look of the service. */
  async function currentRelease(): Promise<unknown> {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { releases } = (await service.get('/api/v1/releases')).body as { releases: { is_current: boolean }[] };
    return releases.find(({ is_current: isCurrent }) => isCurrent);
  }

  async function ended(started: Answer): Promise<Run> {
    for (;;) {
      const run = (await get(`/runs/${idOf(started)}`)).body as Run;
      if (run.status !== 'running') return run;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The stream to its end. */
  async function eventsOf(id: number): Promise<Run[]> {
    const { headers, text, status } = await service.get(`${RUNS}/${id}/events`, admin());
    expect({ status, type: headers.get('content-type') }).toEqual({ status: 200, type: 'text/event-stream' });
    const events = text.split('\n\n').filter((event) => event.trim() !== '');
    return events.map((event) => {
      const [, data] = /^event: run\nid: \d+\ndata: (.+)$/.exec(event.trim()) ?? [];
      return JSON.parse(data ?? event) as Run;
    });
  }
});

function idOf({ body }: Answer): number {
  return (body as Run).id;
}
