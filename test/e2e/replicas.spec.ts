import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { AdminRuns, type ShownRun } from '../support/service/admin-runs';
import { ChangingSource, type Truth } from '../support/sources/changing-source';
import { testServers } from '../support/databases/databases';
import { DownloadServer } from '../support/sources/download-server';
import { eventually } from '../support/service/eventually';
import { FLAWLESS, GapLoad } from '../support/service/gap-load';
import { type Variables } from '../support/service/program';
import { freshDatabase } from '../support/service/scratch';
import { launchService, Service, startService } from '../support/service/service';
import { TcpProxy } from '../support/databases/tcp-proxy';
import { zip } from '../support/sources/zip-archive';

const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
/** Fifty in all. */
const LOAD = { connections: 17 };
/** Copies of the titles: for a run that is under way when the next is asked for, and for one that takes seconds. */
const FEW = 20;
const MANY = 300;
/** For one that is to be met in its second half, which is told of once a second. */
const VERY_MANY = 500;
/** Promised; and what a database may cut off a time that it keeps in whole seconds. */
const SERVED_WITHIN_MS = 5_000;
const ROUNDING_MS = 1_000;
const TAKEN_OVER_WITHIN_MS = 15_000;
/** A run that stalled ends when it wakes: it was given up, or its connections were, or its rows are gone. */
const ENDED_IN_VAIN = /"level":"(?:warn|error)",.*"context":"Admin"/;

// Every process of an embedded database is on one machine; replicas have a server.
const server = testServers().find(({ url }) => url !== undefined);
const describeWithServer = server ? describe : describe.skip;

describeWithServer('three replicas that 50 connections ask for gaps', () => {
  let site: DownloadServer;
  let source: ChangingSource;
  let databaseUrl: string;
  let variables: Variables;
  let replicas: AdminRuns[];
  /** The newest release on the site, its number and its file. */
  let newest: Truth;
  let minor = 0;
  let archive: Buffer;
  let served: Truth;

  beforeAll(async () => {
    site = await DownloadServer.start();
    source = await ChangingSource.create();
    served = await publish();
    databaseUrl = await freshDatabase(server!);
    const inHalfADay = new Date(Date.now() + 12 * 3_600_000).getUTCHours();
    variables = {
      ...KEYS,
      DATABASE_URL: databaseUrl,
      ONET_SOURCE: 'latest',
      ONET_DOWNLOAD_BASE_URL: `${site.url}/onet`,
      REFRESH_CRON: `0 ${inHalfADay} * * *`,
      REFRESH_RETRY_SECONDS: '1',
    };
    const services = await Promise.all([startService(variables), startService(variables), startService(variables)]);
    replicas = services.map((service) => new AdminRuns(service));
  });
  afterAll(() => site.stop());

  it('one of three refreshes that are asked for at once runs, and all replicas serve its release in time', async () => {
    const next = await publish(FEW);
    const loads = startLoads(next);
    const answers = await Promise.all(replicas.map((replica) => replica.post('/refreshes')));
    const [started, ...refused] = answers.sort((a, b) => a.status - b.status);
    const { id } = started?.body as ShownRun;
    expect(started?.status).toBe(202);
    for (const { status, body } of refused) {
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'RUN_IN_PROGRESS', run_id: id } });
    }
    expect(await replicas[0]!.end(id)).toMatchObject({ status: 'succeeded', release: next.name });
    await expectFlawless(loads, next);
    const asked = (await replicas[0]!.runs()).filter(({ triggered_by: trigger }) => trigger === 'admin');
    expect(asked.map((run) => run.id)).toEqual([id]);
    const releases = await replicas[0]!.releases();
    const publishedAt = Date.parse(releases.find(({ name }) => name === next.name)?.published_at ?? '');
    for (const load of loads) {
      expect(load.seen(next)!.first - publishedAt).toBeLessThan(SERVED_WITHIN_MS + ROUNDING_MS);
    }
  });

  it('a run is seen live through the others, as a record and as events, and can be cancelled there', async () => {
    const [runner, other, third] = replicas as [AdminRuns, AdminRuns, AdminRuns];
    const unwanted = await publish(MANY);
    const loads = startLoads(unwanted);
    const { id } = await runner.refresh();
    const events = eventsOf(third, id);
    const seen = await other.middleOf(id);
    expect(seen).toMatchObject({ status: 'running', release: unwanted.name, progress: { unit: 'rows' } });
    expect(seen.rows_read).toBeGreaterThan(0);
    expect(await other.post(`/runs/${id}/cancel`)).toMatchObject({ status: 202, body: { id } });
    const told = await events;
    expect(told[0]).toMatchObject({ id, status: 'running' });
    expect(told.at(-1)).toMatchObject({ id, status: 'cancelled', cancelled_by: 'ADMIN_API_KEY' });
    expect(told.filter(({ status }) => status !== 'running')).toHaveLength(1);
    expect(await runner.run(id)).toEqual(told.at(-1));
    await expectFlawless(loads);
  });

  it('another replica takes over within 15 s from one that is killed, and the survivors serve its release', async () => {
    const [victim, ...survivors] = replicas as [AdminRuns, AdminRuns, AdminRuns];
    const next = await publish(MANY);
    replicas = survivors;
    const loads = startLoads(next);
    const { id } = await victim.refresh();
    await victim.middleOf(id);
    victim.service.signal('SIGKILL');
    await victim.service.ended;
    const killedAt = performance.now();
    const takeover = await takeOver(survivors[0]);
    expect(performance.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    expect(await survivors[1].end(takeover.id)).toMatchObject({ status: 'succeeded', release: next.name });
    expect(await survivors[1].run(id)).toMatchObject({ status: 'failed', error_code: 'RUN_LOST' });
    await expectFlawless(loads, next);
  });

  it('one that stalled in its run cannot publish after another took over', async () => {
    const [stalled, other] = replicas as [AdminRuns, AdminRuns];
    const lost = await publish(VERY_MANY);
    const { id } = await stalled.refresh();
    // Its release is there by then, half written.
    await stalled.runOnce(id, ({ stage }) => stage === 'landing Alternate Titles.txt');
    stalled.service.signal('SIGSTOP');
    const next = await publish();
    const load = GapLoad.start(other.service, [served, lost, next], LOAD);
    const takeover = await takeOver(other);
    expect(await other.end(takeover.id)).toMatchObject({ status: 'succeeded', release: next.name });
    const said = stalled.service.output.length;
    stalled.service.signal('SIGCONT');
    await eventually('the one that stalled says so', () => ENDED_IN_VAIN.test(stalled.service.output.slice(said)));
    const late = GapLoad.start(stalled.service, [served, lost, next], LOAD);
    await late.sees(next);
    await load.sees(next);
    expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases: [served.name, next.name] });
    expect(await late.stop()).toMatchObject({ ...FLAWLESS, releases: expect.not.arrayContaining([lost.name]) });
    served = next;
    expect(await other.run(id)).toMatchObject({ status: 'failed', error_code: 'RUN_LOST' });
    await eventually('it knows that its release failed', async () => {
      const known = (await stalled.releases()).find(({ name }) => name === lost.name);
      return known?.status === 'failed' && known.published_at === null;
    });
  });

  it('a nightly refresh whose process died counts as failed, and another replica makes up for it', async () => {
    const [survivor] = replicas as [AdminRuns];
    const [before] = await survivor.runs();
    const connection = await createConnection(databaseUrl);
    await connection.query(
      'INSERT INTO pipeline_runs (command, triggered_by, status, stage, active, started_at, heartbeat_at, rows_read, ' +
        "rows_written, rows_rejected) SELECT 'refresh', 'schedule', 'running', 'landing', 1, UTC_TIMESTAMP(), " +
        'UTC_TIMESTAMP(), 0, 0, 0',
    );
    await connection.end();
    const since = async () => (await survivor.runs()).filter(({ id }) => id > before!.id).reverse();
    await eventually('it was tried again', async () => (await since()).at(-1)?.status === 'unchanged');
    const [lost, ...made] = await since();
    expect(lost).toMatchObject({ triggered_by: 'schedule', status: 'failed', error_code: 'RUN_LOST' });
    // A replica that had looked just before another one ended makes up for it once more, which changes nothing.
    for (const run of made) expect(run).toMatchObject({ triggered_by: 'schedule', status: 'unchanged' });
    await eventually('the warning is gone', async () => (await survivor.warnings()).length === 0);
  });

  it('one that starts while the database is down waits for it, and all say that the source is in trouble', async () => {
    const { proxy, url } = await TcpProxy.before(databaseUrl);
    proxy.cut();
    const program = await launchService({ ...variables, DATABASE_URL: url.href });
    try {
      expect(await program.says(/Cannot use the database .* Waiting for it, trying again every 2 s/)).toBe(true);
      const [before] = await replicas[0]!.runs();
      site.status(pathOf(newest), 503);
      proxy.restore();
      expect(await program.says(/The database answers, after \d+ s[^]*Try it:/)).toBe(true);
      const late = new AdminRuns(new Service(program, variables));
      replicas = [...replicas, late];
      const loads = startLoads();
      for (const replica of replicas) {
        await eventually('the warning is there', async () => (await replica.warnings()).length > 0);
        expect(await replica.warnings()).toEqual([expect.stringContaining('the server answered with status 503')]);
      }
      const failures = async () =>
        (await late.runs()).filter(({ id, status }) => id > before!.id && status === 'failed');
      await eventually('it is tried again', async () => (await failures()).length >= 3);
      expectBackoff((await failures()).reverse());
      site.file(pathOf(newest), archive);
      for (const replica of replicas) {
        await eventually('the warning is gone', async () => (await replica.warnings()).length === 0);
      }
      expect((await late.runs())[0]).toMatchObject({ status: 'unchanged', triggered_by: 'schedule' });
      await expectFlawless(loads);
    } finally {
      proxy.close();
    }
  });

  /** Puts the next release on the site. */
  async function publish(titles = 1): Promise<Truth> {
    minor++;
    newest = await source.become({ name: `30.${minor}`, shift: minor * 0.75, titles });
    archive = await archiveOf(source);
    site.file(pathOf(newest), archive);
    return newest;
  }

  /** They may come to see this release too. */
  function startLoads(next?: Truth): GapLoad[] {
    return replicas.map(({ service }) => GapLoad.start(service, next ? [served, next] : [served], LOAD));
  }

  /** Nothing failed, and nothing was seen but the release from before and then, if there is one, the next. */
  async function expectFlawless(loads: readonly GapLoad[], next?: Truth): Promise<void> {
    const releases = next ? [served.name, next.name] : [served.name];
    if (next) served = next;
    await Promise.all(loads.map(async (load) => load.sees(served).then(() => load.goesOn())));
    for (const load of loads) expect(await load.stop()).toMatchObject({ ...FLAWLESS, releases });
  }
});

describeWithServer('three replicas with a schedule of a few seconds', () => {
  it('refresh once at each of its moments', async () => {
    const site = await DownloadServer.start();
    const source = await ChangingSource.create();
    const release = await source.become({ name: '30.1', shift: 1 });
    const archive = await archiveOf(source);
    site.file(pathOf(release), archive);
    const variables = {
      ...KEYS,
      DATABASE_URL: await freshDatabase(server!),
      ONET_SOURCE: 'latest',
      ONET_DOWNLOAD_BASE_URL: `${site.url}/onet`,
      REFRESH_CRON: '*/4 * * * * *',
    };
    try {
      const services = await Promise.all([startService(variables), startService(variables), startService(variables)]);
      const [admin] = services.map((service) => new AdminRuns(service));
      const scheduled = async () => (await admin!.runs()).filter((run) => run.triggered_by === 'schedule');
      const before = (await scheduled()).length;
      await eventually('it was refreshed four times', async () => {
        const runs = (await scheduled()).slice(0, -before || undefined);
        return runs.length >= 4 && runs.every(({ status }) => status !== 'running');
      });
      const runs = (await scheduled()).slice(0, 4).reverse();
      expect(runs.map(({ status }) => status)).toEqual(Array(4).fill('unchanged'));
      expect(runs.map(({ rows_read: rows }) => rows)).toEqual([0, 0, 0, 0]);
      const moments = runs.map((run) => Math.floor(Date.parse(run.started_at) / 4_000));
      expect(moments).toEqual([0, 1, 2, 3].map((i) => moments[0]! + i));
      // Each replica fetches the archive once at most; then it asks whether it has changed.
      const whole = site.requests.filter(({ sent }) => sent === archive.length);
      expect(whole.length).toBeLessThanOrEqual(services.length);
    } finally {
      await site.stop();
    }
  });
});

function pathOf({ name }: Truth): string {
  return `/onet/db_${name.replace('.', '_')}_text.zip`;
}

async function archiveOf({ folder }: ChangingSource): Promise<Buffer> {
  const files = (await readdir(folder)).map(async (file) => [file, await readFile(join(folder, file))] as const);
  return zip(await Promise.all(files));
}

/** Asks for a refresh until it is let in. */
async function takeOver(replica: AdminRuns): Promise<ShownRun> {
  for (;;) {
    const { status, body, text } = await replica.post('/refreshes');
    if (status === 202) return body as ShownRun;
    if (status !== 409) throw new Error(`${status}: ${text}`);
    await sleep(250);
  }
}

/** What the stream of a run's events tells until it ends. */
async function eventsOf({ service }: AdminRuns, id: number): Promise<ShownRun[]> {
  const response = await fetch(`${service.url}/api/v1/admin/runs/${id}/events`, {
    headers: { 'x-api-key': service.adminApiKey },
  });
  const lines = (await response.text()).split('\n');
  return lines.flatMap((line) => (line.startsWith('data: ') ? (JSON.parse(line.slice(6)) as ShownRun) : []));
}

/** Each failure is waited for twice as long as the one before; a database may keep times in whole seconds. */
function expectBackoff(failures: readonly ShownRun[]): void {
  failures.slice(1).forEach((run, i) => {
    const waited = Date.parse(run.started_at) - Date.parse(failures[i]?.finished_at ?? '');
    expect({ try: i, waited }).toEqual({ try: i, waited: expect.any(Number) });
    expect(waited).toBeGreaterThan(2 ** i * 1_000 - ROUNDING_MS);
  });
}
