import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LANDING_ENTITIES } from '@app/ingestion';
import { Release } from '@app/releases';
import { PipelineRun } from '@app/runs';
import { testServersForProcesses } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { copySource, MANY_TITLES } from '../support/sources/onet-tables';
import { openPipeline, type PipelineFixture } from '../support/pipeline/pipeline-fixture';
import { runCli, startCli } from '../support/service/command-line';
import { type Ending, type Variables } from '../support/service/program';
import { freshDatabase } from '../support/service/scratch';
import { launchService, startService, type Service } from '../support/service/service';

type Stage = 'landing' | 'publishing' | 'sweeping';
/** Without numbers, so that neither is older than the other. */
type Name = 'odd' | 'even';

const PATHS = [
  '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00',
  '/api/v1/skill-gap?from=11-1011.00&to=11-3013.00',
  '/api/v1/skill-gap-by-lvl?from=35-3031.00&to=41-2011.00',
  '/api/v1/occupations/11-3013/skills',
] as const;
const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };

describe.each(testServersForProcesses())('a published release on $name', (server) => {
  let variables: Record<string, string>;
  let sources: Record<Name, string>;
  let service: Service;
  let database: PipelineFixture;
  /** What the service says of each release. */
  const answers = new Map<string, string[]>();
  /** How long each stage of a run takes, which says when to strike. */
  let lengths: Record<Stage, number>;
  let watch: ReturnType<typeof watchAnswers>;

  beforeAll(async () => {
    // With a single release kept, every run has one to sweep.
    variables = { DATABASE_URL: await freshDatabase(server), ...KEYS, RELEASES_KEPT: '1' };
    sources = { odd: await sourceWithLevel('odd', '5.00'), even: await sourceWithLevel('even', '6.00') };
    service = await startService({ ...variables, ...sourceOf('odd') });
    database = await openPipeline({ url: variables.DATABASE_URL!, drop: () => Promise.resolve() });
    answers.set('odd', await ask(service));
    lengths = await measureStages();
    await eventually('the even one is served', async () => (await ask(service))[0] !== answers.get('odd')?.[0]);
    answers.set('even', await ask(service));
    watch = watchAnswers(service);
  });
  afterAll(async () => {
    await watch.end();
    await database.close();
  });

  it.each([
    // Meanwhile the rows of the release are written as well.
    ...momentsIn('landing', 6),
    ...momentsIn('publishing', 2),
    ...momentsIn('sweeping', 2),
  ])('outlives a run that is killed while $stage, $percent % into it', async ({ stage, percent, isFirst }) => {
    const before = await current();
    const target = otherThan(before);
    // Before the run starts: one that is killed late may publish before the service has looked.
    await eventually(`${before.name} is served`, () => isServed(before.name));
    const { killedId, nextRun } = await killRun(target, stage, percent);
    const killed = await runOf(killedId);
    const after = await current();
    const isPublished = after.runId === killed.id;
    expect(after.name).toBe(isPublished ? target : before.name);
    // What was published a moment ago, the service may not have seen yet.
    expect([before.name, after.name].map((name) => answers.get(name))).toContainEqual(await ask(service));
    expect((await service.get('/health/ready')).body).toMatchObject({ status: 'ready', warnings: [] });
    if (isFirst) expect(await askFresh()).toEqual(answers.get(after.name));
    await ageHeartbeat(killedId);
    const { code, stdout, stderr } = await nextRun;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/Error|^\s+at /m) });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: isPublished ? 'unchanged' : 'published' });
    expect(await current()).toMatchObject({ name: target });
    await expectClosed(killed);
    await expectNothingLeftOver();
  });

  it.each(momentsIn('start', 2))('outlives a start that is killed $percent % into its run', async ({ percent }) => {
    const before = await current();
    const target = otherThan(before);
    const length = Object.values(lengths).reduce((sum, each) => sum + each, 0);
    const killed = await launchService({ ...variables, ...sourceOf(target) });
    const runId = await idOfActive();
    await sleep((length * percent) / 100);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const after = await current();
    const nextStart = startService({ ...variables, ...sourceOf(target) });
    expect(await askFresh()).toEqual(answers.get(after.name));
    await ageHeartbeat(runId);
    const next = await nextStart;
    expect(await ask(next)).toEqual(answers.get(target));
    next.signal('SIGKILL');
    await expectNothingLeftOver();
  });

  it('is answered from whole, whoever asks at whatever moment', async () => {
    const { name } = await current();
    await eventually(`${name} is served`, () => isServed(name));
    const whole = [...answers.values()].map(([answer]) => `200 ${answer}`);
    expect([...(await watch.end())].sort()).toEqual(whole.sort());
  });

  /** What a process says that starts now; its source is the latest release, which it looks for when it serves. */
  async function askFresh(): Promise<string[]> {
    const fresh = await startService({ ...variables, ONET_SOURCE: 'latest' });
    return ask(fresh).finally(() => fresh.signal('SIGKILL'));
  }

  async function isServed(release: string): Promise<boolean> {
    return isDeepStrictEqual(await ask(service), answers.get(release));
  }

  /**
   * Starts a run and kills it with the given share of a stage behind it. Starting a process takes longest: so the next
   * run starts meanwhile. It finds that the pipeline is taken, and waits until the one that was killed counts as dead.
   */
  async function killRun(
    target: Name,
    stage: Stage,
    percent: number,
  ): Promise<{ killedId: number; nextRun: Promise<Ending> }> {
    const program = await startCli(['refresh', '--source', sources[target], '--release', target], variables);
    await program.reports(BEGINNING.landing);
    const killedId = await idOfActive();
    const nextRun = runCli(['refresh', '--source', sources[target], '--release', target, '--json'], variables);
    await program.reports(BEGINNING[stage]);
    await sleep((lengths[stage] * percent) / 100);
    program.child.kill('SIGKILL');
    await program.ended;
    return { killedId, nextRun };
  }

  function sourceOf(name: Name): Variables {
    return { ONET_SOURCE: sources[name], ONET_RELEASE: name };
  }

  async function measureStages(): Promise<Record<Stage, number>> {
    const program = await startCli(['refresh', '--source', sources.even, '--release', 'even'], variables);
    const begun = new Map<Stage, number>();
    program.child.stderr?.on('data', () => {
      for (const stage of STAGES) {
        if (!begun.has(stage) && BEGINNING[stage].test(program.stderr)) begun.set(stage, Date.now());
      }
    });
    const { code, stderr } = await program.ended;
    const ends = [...STAGES.slice(1).map((stage) => begun.get(stage)), Date.now()];
    if (code !== 0 || begun.size < STAGES.length) throw new Error(`The run to be measured failed:\n${stderr}`);
    const lengthOf = (stage: Stage, i: number) => [stage, (ends[i] ?? 0) - (begun.get(stage) ?? 0)] as const;
    return Object.fromEntries(STAGES.map(lengthOf)) as Record<Stage, number>;
  }

  async function current(): Promise<Release> {
    const release = await database.releases.findCurrent();
    if (!release) throw new Error('No release is current.');
    return release;
  }

  async function runOf(id: number): Promise<PipelineRun> {
    return database.dataSource.manager.findOneByOrFail(PipelineRun, { id });
  }

  /** Of the run that holds the pipeline, when there is one. */
  async function idOfActive(): Promise<number> {
    const find = () => database.dataSource.manager.findOneBy(PipelineRun, { active: 1 });
    let run = await find();
    await eventually('a run is under way', async () => (run ??= await find()) !== null);
    return run?.id ?? NaN;
  }

  /** As if the time had passed for which a run that gives no sign of life is waited for. */
  async function ageHeartbeat(id: number): Promise<void> {
    // The next run may hold the pipeline by now, and must not be taken for dead.
    await database.dataSource.manager.update(PipelineRun, { id, active: 1 }, { heartbeatAt: new Date(0) });
  }

  async function expectClosed({ id, active }: PipelineRun): Promise<void> {
    const closed = await runOf(id);
    const dead = { status: 'failed', error: 'The process of this run died or stalled. Run it again.' };
    // One that was killed when its work was done had closed itself.
    expect(closed).toMatchObject({ active: null, ...(active === 1 ? dead : { status: 'succeeded' }) });
  }

  /** No row of any release but the current one, no landed row but those that it was made from. */
  async function expectNothingLeftOver(): Promise<void> {
    const { dataSource } = database;
    const { id, runId } = await current();
    const owners: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const { name, target, tableName } of dataSource.entityMetadatas) {
      // What only Web Services fill is empty here.
      if (tableName.startsWith('onet_api_')) continue;
      const isLanding = Object.values(LANDING_ENTITIES).some((landing) => landing === target);
      const key = isLanding ? 'run_id' : 'release_id';
      if (!isLanding && !dataSource.getMetadata(target).findColumnWithDatabaseName(key)) continue;
      const rows = await dataSource.query<Record<string, number>[]>(
        `SELECT DISTINCT ${key} AS owner FROM ${tableName}`,
      );
      owners[name] = rows.map(({ owner }) => owner);
      expected[name] = [isLanding ? runId : id];
    }
    expect(owners).toEqual(expected);
    const releases = await dataSource.manager.find(Release);
    expect(releases.filter(({ status }) => status !== 'failed')).toMatchObject([{ id, isCurrent: true }]);
  }
});

interface Moment<S> {
  readonly stage: S;
  readonly percent: number;
  readonly isFirst: boolean;
}

const STAGES: readonly Stage[] = ['landing', 'publishing', 'sweeping'];
/** What the command line says when a stage begins. Publishing takes so little that it counts from the checks before it. */
const BEGINNING: Record<Stage, RegExp> = {
  landing: /^landing /m,
  publishing: /^checking$/m,
  sweeping: /^sweeping$/m,
};

/** Moments at random, one in each of as many equal parts of a stage; the name of a test that fails says which it was. */
function momentsIn<S extends string>(stage: S, count: number): Moment<S>[] {
  return Array.from({ length: count }, (_, i) => {
    return { stage, percent: Math.floor(((i + Math.random()) * 100) / count), isFirst: i === 0 };
  });
}

function otherThan({ name }: Release): Name {
  return name === 'odd' ? 'even' : 'odd';
}

async function ask(service: Service): Promise<string[]> {
  return Promise.all(PATHS.map(async (path) => (await service.get(path)).text));
}

/** Asks for a gap over and over; `end` gives the different answers. */
function watchAnswers(service: Service): { end(): Promise<Set<string>> } {
  let isOver = false;
  const watch = async (): Promise<Set<string>> => {
    const seen = new Set<string>();
    while (!isOver) {
      seen.add(await service.get(PATHS[0]).then(({ status, text }) => `${status} ${text}`, String));
      await sleep(10);
    }
    return seen;
  };
  const seen = watch();
  return {
    end: () => {
      isOver = true;
      return seen;
    },
  };
}

/** The sample under another name, with many titles, where Facilities Managers need this level of everything. */
async function sourceWithLevel(release: Name, level: string): Promise<string> {
  return copySource(release, {
    'Read Me.txt': null,
    'Skills.txt': (lines) => lines.map((line) => line.replace(/^(11-3013\.00\t.*\tLV\t)[\d.]+/, `$1${level}`)),
    'Alternate Titles.txt': MANY_TITLES,
  });
}
