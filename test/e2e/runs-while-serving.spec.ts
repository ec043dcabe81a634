import { testServersForProcesses } from '../support/databases/databases';
import { eventually } from '../support/service/eventually';
import { copySource } from '../support/sources/onet-tables';
import { runCli } from '../support/service/command-line';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

const GAP = '/api/v1/skill-gap-by-lvl?from=11-1011.00&to=11-3013.00';
const KEYS = { API_KEY: 'read-key-of-this-test', ADMIN_API_KEY: 'admin-key-of-this-test' };
/** Promised to those who publish with another process. */

describe.each(testServersForProcesses())('while a service on $name serves', (server) => {
  let variables: Record<string, string>;
  let service: Service;

  beforeAll(async () => {
    variables = { DATABASE_URL: await freshDatabase(server), ...KEYS };
    service = await startService({ ...variables, ONET_SOURCE: 'sample' });
  });

  it('a release that another process publishes replaces the old one without a failure between', async () => {
    const old = await service.get(GAP);
    let wanted = old;
    const seen = await answersDuring(service, async () => {
      const publisher = await startService({ ...variables, ONET_SOURCE: await sourceWithLevel('30.1', '5.00') });
      wanted = await publisher.get(GAP);
      await publisher.stop();
      await answerOf(service, '30.1');
    });
    expect(wanted.text).not.toBe(old.text);
    // Each connection saw the old answer, then the new one, and nothing else.
    for (const answers of seen) expect(answers).toEqual([`200 ${old.text}`, `200 ${wanted.text}`]);
  });

  it('every endpoint speaks of the new release, and an answer held from the old one is not confirmed', async () => {
    const old = await service.get(GAP);
    await refreshByCli(await sourceWithLevel('30.2', '6.00'));
    await answerOf(service, '30.2');
    const paths = ['/skills', '/scales', '/occupations', '/occupations/11-1011', '/occupations/11-1011/skills'];
    for (const path of paths) {
      expect((await service.get(`/api/v1${path}`)).body).toMatchObject({ release: '30.2' });
    }
    expect((await service.get('/health/ready')).body).toMatchObject({ release: '30.2', warnings: [] });
    const { status, headers } = await service.get(GAP, { 'if-none-match': old.headers.get('etag') ?? '' });
    expect(status).toBe(200);
    expect(headers.get('etag')).not.toBe(old.headers.get('etag'));
  });

  it('landed rows change nothing until they are transformed', async () => {
    const source = await sourceWithLevel('30.3', '4.00');
    expect(await runCli(['ingest', '--source', source], variables)).toMatchObject({ code: 0 });
    expect((await service.get(GAP)).body).toMatchObject({ release: '30.2' });
    expect(await runCli(['transform'], variables)).toMatchObject({ code: 0 });
    expect(levelsIn(await answerOf(service, '30.3'))).toEqual(new Set([4]));
  });

  it('a release that is refused changes nothing', async () => {
    const half = await copySource('db_30_4_text', {
      'Read Me.txt': null,
      'Skills.txt': (lines) => lines.slice(0, lines.length / 2),
    });
    const { code, stderr } = await runCli(['refresh', '--source', half], variables);
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('Release 30.4 was not published') });
    expect((await service.get(GAP)).body).toMatchObject({ release: '30.3' });
    await eventually('the failure is listed', async () => (await releaseNames(service)).includes('30.4 failed'));
    const kept = ['30.3 published', '30.2 published', '30.1 published', 'sample published'];
    expect(await releaseNames(service)).toEqual(['30.4 failed', ...kept]);
  });

  it('a mistaken release can be followed by the old content again', async () => {
    await refreshByCli('sample');
    expect(await answerOf(service, 'sample')).toMatchObject({ status: 200 });
    expect((await service.get('/health/ready')).body).toMatchObject({ warnings: [expect.stringContaining('sample')] });
  });

  async function refreshByCli(source: string): Promise<void> {
    const { code, stdout, stderr } = await runCli(['refresh', '--source', source, '--json'], variables);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('ERROR') });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'published', rows_rejected: 0 });
  }
});

describe.each(testServersForProcesses())('services that start at once on an empty $name', (server) => {
  it('migrate it together, load the first release once, and all serve it', async () => {
    const variables = { DATABASE_URL: await freshDatabase(server), ...KEYS };
    const services = await Promise.all([startService(variables), startService(variables), startService(variables)]);
    for (const service of services) {
      expect((await service.get(GAP)).status).toBe(200);
      expect(await releaseNames(service)).toEqual(['sample published']);
    }
  });
});

/** Asks for a gap over and over while work is done: the different answers in the order in which each connection saw them. */
async function answersDuring(service: Service, work: () => Promise<void>): Promise<string[][]> {
  let working = true;
  const watch = async (): Promise<string[]> => {
    const answers: string[] = [];
    for (let isLast = false; !isLast;) {
      // The last one is asked for after the work is done.
      isLast = !working;
      const answer = await service.get(GAP).then(({ status, text }) => `${status} ${text}`, String);
      if (answer !== answers.at(-1)) answers.push(answer);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return answers;
  };
  const watches = Array.from({ length: 4 }, watch);
  await work().finally(() => (working = false));
  return Promise.all(watches);
}

/** The answer once it comes from this release. */
async function answerOf(service: Service, release: string): Promise<Answer> {
  let answer = await service.get(GAP);
  await eventually(`${release} is served`, async () => {
    answer = await service.get(GAP);
    return (answer.body as { release?: string }).release === release;
  });
  return answer;
}

/** The sample under another name, where Facilities Managers need this level of everything. */
async function sourceWithLevel(release: string, level: string): Promise<string> {
  return copySource(`db_${release.replace('.', '_')}_text`, {
    'Read Me.txt': null,
    'Skills.txt': (lines) => lines.map((line) => line.replace(/^(11-3013\.00\t.*\tLV\t)[\d.]+/, `$1${level}`)),
  });
}

function levelsIn({ body }: Answer): Set<number> {
  const { skill_gaps: gaps } = body as { skill_gaps: { to_proficiency_level: number }[] };
  return new Set(gaps.map(({ to_proficiency_level: level }) => level));
}

/** Newest first. */
async function releaseNames(service: Service): Promise<string[]> {
  const { releases } = (await service.get('/api/v1/releases')).body as { releases: { name: string; status: string }[] };
  return releases.map(({ name, status }) => `${name} ${status}`);
}
