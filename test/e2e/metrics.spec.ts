import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { runCli } from '../support/service/command-line';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { TcpProxy } from '../support/databases/tcp-proxy';
import { WebServicesServer } from '../support/web-services/server';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
const MODEL = { LLM_PROVIDER: 'offline', API_KEY_SCOPES: 'read,llm' };
const GAP = '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00';
const GAP_ROUTE = { method: 'GET', route: '/api/v1/skill-gap' };
const DEPLOY = join(__dirname, '../../deploy');
/** In the sample, known but without ratings. */
const UNRATED = ['15-2051.00', '15-1299.00'] as const;

type Labels = Readonly<Record<string, string>>;

/** The sum of the values of a metric whose labels include these; null if there is none. */
function valueOf(text: string, name: string, wanted: Labels = {}): number | null {
  const values = text.split('\n').flatMap((line) => {
    const [, itsName, labels = '', value] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const has = Object.entries(wanted).every(([label, text]) => labels.split(',').includes(`${label}="${text}"`));
    return itsName === name && has ? [Number(value)] : [];
  });
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

// Only a database server has a pool, and can be away.
const server = testServers().find(({ url }) => url !== undefined);
const describeWithServer = server ? describe : describe.skip;

describeWithServer('/metrics', () => {
  let proxy: TcpProxy;
  let webServices: WebServicesServer;
  let service: Service;
  let direct: Record<string, string>;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase(server!);
    direct = { ...KEYS, DATABASE_URL: databaseUrl, DATA_DIR: await freshFolder() };
    webServices = await WebServicesServer.start();
    const before = await TcpProxy.before(databaseUrl);
    proxy = before.proxy;
    service = await startService({ ...direct, ...MODEL, ...webServices.environment, DATABASE_URL: before.url.href });
  });
  afterAll(async () => {
    proxy.close();
    await webServices.stop();
  });

  async function scrape(): Promise<string> {
    const { status, text } = await service.get('/metrics');
    expect(status).toBe(200);
    return text;
  }

  /** What a counter goes up by while something happens. */
  async function growth(name: string, labels: Labels, happening: () => Promise<unknown>): Promise<number> {
    const before = valueOf(await scrape(), name, labels) ?? 0;
    await happening();
    return (valueOf(await scrape(), name, labels) ?? 0) - before;
  }

  it('needs no key and is text that Prometheus reads', async () => {
    const { status, headers, text } = await service.get('/metrics', { 'x-api-key': '' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    const lines = text.trimEnd().split('\n').filter(Boolean);
    for (const line of lines) {
      expect(line).toMatch(/^# (HELP|TYPE) \w+ \S|^\w+(\{(\w+="[^"]*",?)*\})? (-?[\d.]+(e[+-]?\d+)?|NaN)$/);
    }
    const types = lines.flatMap((line) => /^# TYPE (\w+) (\w+)$/.exec(line)?.slice(1) ?? []);
    expect(types).toEqual(expect.arrayContaining(['nodejs_eventloop_lag_seconds', 'process_cpu_seconds_total']));
    for (const line of lines.filter((line) => /^# TYPE skill_gap_\w+ counter$/.test(line))) {
      expect(line).toMatch(/_total counter$/);
    }
  });

  it('is described in the OpenAPI document', async () => {
    const { body } = await service.get('/openapi.json');
    const { paths } = body as { paths: Record<string, { get: Record<string, unknown> }> };
    expect(paths['/metrics']?.get).toMatchObject({ tags: ['Health'], security: [] });
  });

  it('counts and times requests by route pattern, not by address', async () => {
    const others = ['11-1011.00', '11-3013.00', '11-2021.00'].map((code) => `/api/v1/occupations/${code}`);
    const route = { route: '/api/v1/occupations/:code', status: '200' };
    const counts = await growth('skill_gap_http_requests_total', route, () =>
      Promise.all(others.map((path) => service.get(path))),
    );
    expect(counts).toBe(3);
    expect(await growth('skill_gap_http_request_duration_seconds_count', GAP_ROUTE, () => service.get(GAP))).toBe(1);
    const all = { ...GAP_ROUTE, le: '+Inf' };
    expect(await growth('skill_gap_http_request_duration_seconds_bucket', all, () => service.get(GAP))).toBe(1);
    const text = await scrape();
    expect(valueOf(text, 'skill_gap_http_request_duration_seconds_sum', GAP_ROUTE)).toBeGreaterThan(0);
    expect(text).not.toContain('11-2021');
  });

  it('counts refusals by their status, and everything that nothing is at as one', async () => {
    const name = 'skill_gap_http_requests_total';
    const refused = { ...GAP_ROUTE, status: '401' };
    expect(await growth(name, refused, () => service.get(GAP, { 'x-api-key': 'wrong' }))).toBe(1);
    expect(await growth(name, { ...GAP_ROUTE, status: '400' }, () => service.get('/api/v1/skill-gap'))).toBe(1);
    const unknown = { route: 'unknown', status: '404' };
    expect(await growth(name, unknown, () => Promise.all([service.get('/a"b'), service.get('/api/v1/c')]))).toBe(2);
    const unreadable = { route: 'unknown', status: '400' };
    expect(await growth(name, unreadable, () => service.get('/%zz'))).toBe(1);
    expect(await scrape()).not.toMatch(/a"b|\/api\/v1\/c"/);
  });

  it('tells the runs of this process, and of the others what the database knows', async () => {
    const before = await scrape();
    const first = { command: 'refresh', triggered_by: 'start', status: 'succeeded' };
    expect(valueOf(before, 'skill_gap_runs_total', first)).toBe(1);
    const rows = (kind: string) => valueOf(before, 'skill_gap_run_rows_total', { command: 'refresh', kind });
    expect(rows('read')).toBeGreaterThan(3_000);
    expect(rows('read')).toBe(rows('written')! + rows('rejected')!);
    expect(valueOf(before, 'skill_gap_run_duration_seconds_count', { command: 'refresh' })).toBe(1);
    expect(valueOf(before, 'skill_gap_run_active', { command: 'refresh' })).toBe(0);
    expect(valueOf(before, 'skill_gap_last_run_timestamp_seconds', { command: 'transform' })).toBeNull();

    expect((await runCli(['transform'], direct)).code).toBe(0);
    const after = await scrape();
    expect(valueOf(after, 'skill_gap_runs_total', { command: 'transform' })).toBeNull();
    const time = valueOf(after, 'skill_gap_last_run_timestamp_seconds', { command: 'transform' });
    expect(Math.abs(time! - Date.now() / 1000)).toBeLessThan(60);
  });

  it('tells the release that is served and the index that it is served from', async () => {
    const text = await scrape();
    expect(valueOf(text, 'skill_gap_release_info', { release: 'sample' })).toBe(1);
    expect(valueOf(text, 'skill_gap_index_occupations')).toBe(48);
    expect(valueOf(text, 'skill_gap_index_skills')).toBe(35);
    // Both ratings of 48 occupations on 161 elements: a number of 8 bytes and 4 of 4, 2 flags of 1, 3 words of 2, hundredths of 2.
    expect(valueOf(text, 'skill_gap_index_bytes')).toBe(2 * 48 * 161 * (8 + 4 * 4 + 2 + 3 * 2 + 2));
    expect(valueOf(text, 'skill_gap_index_age_seconds')).toBeGreaterThan(0);
    expect(valueOf(text, 'skill_gap_release_age_seconds')).toBeGreaterThan(0);
    expect(valueOf(text, 'skill_gap_release_poll_failing')).toBe(0);
  });

  it('tells how completions on demand ended, and the requests to Web Services that they took', async () => {
    const rated = webServices.rows('skills').filter((row) => row.onetsoc_code === '11-1011.00');
    webServices.setRows('skills', [
      ...webServices.rows('skills'),
      ...rated.map((row) => ({ ...row, onetsoc_code: UNRATED[0] })),
    ]);
    const ask = (code: string) => () => service.get(`/api/v1/occupations/${code}/skills`);
    const name = 'skill_gap_on_demand_completions_total';
    const requests = await growth('skill_gap_web_services_requests_total', { outcome: 'answered' }, async () => {
      expect(await growth(name, { outcome: 'completed' }, ask(UNRATED[0]))).toBe(1);
    });
    expect(requests).toBe(webServices.requests.length);
    expect(await growth(name, { outcome: 'absent' }, ask('11-1099.00'))).toBe(1);
    webServices.fault({ kind: 'status', status: 429 });
    const limited = await growth('skill_gap_web_services_requests_total', { outcome: 'limited' }, async () => {
      expect(await growth(name, { outcome: 'unavailable' }, ask(UNRATED[1]))).toBe(1);
    });
    expect(limited).toBeGreaterThan(0);
    webServices.heal();
  });

  it('tells calls of the language model, what they cost and what of the budget is left', async () => {
    const calls = await growth('skill_gap_llm_calls_total', { outcome: 'complete' }, async () => {
      expect((await service.get(GAP.replace('skill-gap', 'skill-gap-llm'))).status).toBe(200);
    });
    expect(calls).toBeGreaterThan(0);
    const text = await scrape();
    expect(valueOf(text, 'skill_gap_llm_cost_usd_total')).toBe(0);
    expect(valueOf(text, 'skill_gap_llm_tokens_total', { kind: 'output' })).toBeGreaterThanOrEqual(0);
    expect(valueOf(text, 'skill_gap_llm_budget_usd')).toBeGreaterThan(0);
    expect(valueOf(text, 'skill_gap_llm_committed_usd')).toBe(0);
  });

  it('has every metric that the alert rules and the dashboard look at', async () => {
    const rules = readFileSync(join(DEPLOY, 'prometheus-alerts.yml'), 'utf8');
    const dashboard = readFileSync(join(DEPLOY, 'grafana-dashboard.json'), 'utf8');
    const names = new Set((rules + dashboard).match(/\b(skill_gap|process|nodejs)_\w+/g));
    expect(names.size).toBeGreaterThan(10);
    const text = await scrape();
    expect([...names].filter((name) => valueOf(text, name) === null)).toEqual([]);
    const operations = readFileSync(join(DEPLOY, '../docs/operations.md'), 'utf8');
    for (const [, alert = ''] of rules.matchAll(/- alert: (\w+)/g)) {
      expect(rules).toContain(`runbook: docs/operations.md#${alert.toLowerCase()}\n`);
      expect(operations).toContain(`\n### ${alert}\n`);
    }
  });

  it.each(['cut', 'freeze'] as const)('answers without the figures of a database that is away: %s', async (how) => {
    const before = await scrape();
    expect(valueOf(before, 'skill_gap_database_up')).toBe(1);
    expect(valueOf(before, 'skill_gap_database_pool_connections')).toBeGreaterThan(0);
    expect(valueOf(before, 'skill_gap_database_pool_waiting')).toBe(0);
    proxy[how]();
    const texts = await Promise.all([scrape(), scrape(), scrape()]);
    // Those that come together share one text; collected apart, they would differ in the CPU time at least.
    expect(new Set(texts).size).toBe(1);
    expect(valueOf(texts[0], 'skill_gap_database_up')).toBe(0);
    expect(valueOf(texts[0], 'skill_gap_last_run_timestamp_seconds')).toBeNull();
    expect(valueOf(texts[0], 'skill_gap_llm_committed_usd')).toBeNull();
    expect(valueOf(texts[0], 'skill_gap_index_occupations')).toBe(48);
    proxy.restore();
    for (let up: number | null = 0; up !== 1;) up = valueOf(await scrape(), 'skill_gap_database_up');
  });
});

describe('with METRICS=local', () => {
  it('/metrics is there for this machine only, and not for those whom a proxy on it asks for', async () => {
    const service = await startService({ ...KEYS, METRICS: 'local', TRUSTED_PROXIES: '127.0.0.0/8' });
    expect((await service.get('/metrics')).text).toContain('skill_gap_http_requests_total');
    for (const header of ['x-forwarded-for', 'forwarded']) {
      expectProblem(await service.get('/metrics', { [header]: '127.0.0.1' }), 404, 'ROUTE_NOT_FOUND');
    }
    await service.stop();
  });
});

describe('with METRICS=off', () => {
  it('/metrics is not there', async () => {
    const service = await startService({ ...KEYS, METRICS: 'off' });
    expectProblem(await service.get('/metrics'), 404, 'ROUTE_NOT_FOUND');
    const { body } = await service.get('/openapi.json');
    expect(Object.keys((body as { paths: object }).paths)).not.toContain('/metrics');
  });
});
