import { testServersForProcesses } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import { eventually } from '../support/service/eventually';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { copySource } from '../support/sources/onet-tables';

const PAIR = 'from=11-1011.00&to=11-3013.00';
const GAP = `/api/v1/skill-gap?${PAIR}`;
const BY_LEVEL = `/api/v1/skill-gap-by-lvl?${PAIR}`;
const ENDPOINTS = [GAP, BY_LEVEL, `${BY_LEVEL}&levels=llm`];
/** Only later releases have it, without ratings. */
const ADDED = '15-1299.99';

describe.each(testServersForProcesses())('gaps by older releases on $name', (server) => {
  let variables: Record<string, string>;
  let service: Service;
  /** What the sample said of each endpoint while it was the current release. */
  let ofSample: Answer[];

  beforeAll(async () => {
    variables = {
      DATABASE_URL: await freshDatabase(server),
      API_KEY: 'read-key-of-this-test',
      ADMIN_API_KEY: 'admin-key-of-this-test',
      API_KEY_SCOPES: 'read,llm',
      LLM_PROVIDER: 'offline',
      RELEASES_KEPT: '2',
    };
    service = await startService({ ...variables, ONET_SOURCE: 'sample' });
    expect((await service.get(`/api/v1/skill-gap-llm?${PAIR}`)).status).toBe(200);
    ofSample = await Promise.all(ENDPOINTS.map((path) => service.get(path)));
  });
  afterAll(() => service.stop());

  it.each(ENDPOINTS)('the name of the current release changes nothing: %s', async (path) => {
    const [plain, named] = await Promise.all([service.get(path), service.get(`${path}&release=sample`)]);
    expect(plain.status).toBe(200);
    expect({ text: named.text, etag: named.headers.get('etag') }).toEqual({
      text: plain.text,
      etag: plain.headers.get('etag'),
    });
  });

  it('a release that another process publishes is found at once, and the one of before stays', async () => {
    await publish('30.1', '5.00');
    const named = await service.get(`${BY_LEVEL}&release=30.1`);
    expect({ status: named.status, release: releaseOf(named), levels: levelsIn(named) }).toEqual({
      ...{ status: 200, release: '30.1', levels: new Set([5]) },
    });
    await currentIs('30.1');
    const [current, older] = await Promise.all([service.get(BY_LEVEL), service.get(`${BY_LEVEL}&release=sample`)]);
    expect(current.text).toBe(named.text);
    expect(older.text).toBe(ofSample[1]?.text);
    expect(levelsIn(older)).not.toEqual(levelsIn(current));
  });

  it('all who ask at once get the answers of before, byte for byte, and may keep them', async () => {
    for (const [i, path] of ENDPOINTS.entries()) {
      const before = ofSample[i]!;
      const answers = await Promise.all(Array.from({ length: 30 }, () => service.get(`${path}&release=sample`)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set([`200 ${before.text}`]));
      const etag = before.headers.get('etag') ?? '';
      expect(answers[0]!.headers.get('etag')).toBe(etag);
      const held = { 'if-none-match': etag };
      expect(await service.get(`${path}&release=sample`, held)).toMatchObject({ status: 304, text: '' });
      // With levels=llm nothing is assessed for the current release.
      expect((await service.get(path, held)).status).toBe(path.includes('llm') ? 422 : 200);
    }
  });

  it('an occupation that an older release lacks is neither taken from the current one nor completed', async () => {
    const path = `/api/v1/skill-gap?from=11-1011&to=${ADDED}`;
    expectProblem(await service.get(path), 422, 'OCCUPATION_NOT_RATED');
    const answer = await service.get(`${path}&release=sample`);
    const { detail } = expectProblem(answer, 404, 'OCCUPATION_NOT_FOUND');
    expect(detail).toContain('Release sample has no occupation');
    expect(detail).toContain('On-demand completion adds to the current release only.');
    expect(answer.body).toMatchObject({ on_demand: 'older_release' });
  });

  it('an occupation that an older release has not rated is told with its relatives there', async () => {
    const answer = await service.get('/api/v1/skill-gap-by-lvl?from=15-2051&to=11-1011&release=sample');
    const { detail } = expectProblem(answer, 422, 'OCCUPATION_NOT_RATED');
    expect(detail).toContain('in release sample');
    expect(answer.body).toMatchObject({ on_demand: 'older_release' });
  });

  it('levels that nobody has assessed for an older release are said to stay away', async () => {
    const path = '/api/v1/skill-gap-by-lvl?from=11-1011&to=29-1141&levels=llm&release=sample';
    const { detail } = expectProblem(await service.get(path), 422, 'OCCUPATION_NOT_ASSESSED');
    expect(detail).toMatch(/for release sample\. Occupations are assessed for the current release only\.$/);
  });

  it.each([
    ['is not there', GAP, 'release=28.0', 404, 'RELEASE_NOT_FOUND'],
    ['cannot be one', GAP, 'release=29%200', 400, 'INVALID_PARAMETER'],
    ['is too long to be one', BY_LEVEL, `release=${'9'.repeat(21)}`, 400, 'INVALID_PARAMETER'],
    ['is given twice', BY_LEVEL, 'release=sample&release=sample', 400, 'INVALID_PARAMETER'],
    ['is for a model to assess', `/api/v1/skill-gap-llm?${PAIR}`, 'release=sample', 400, 'INVALID_PARAMETER'],
  ])('a release that %s is refused', async (_what, path, query, status, code) => {
    expect(expectProblem(await service.get(`${path}&${query}`), status, code).detail).toContain('release');
  });

  it('a release that is not there is told with those that are, and where to look', async () => {
    const { body } = await service.get(`${GAP}&release=28.0`);
    expect(body).toMatchObject({
      detail: 'There is no release 28.0 here; there are 30.1, sample. /api/v1/releases tells of each what it has.',
      releases: ['30.1', 'sample'],
    });
  });

  it('the command line answers from it as the endpoint does', async () => {
    const gap = ['gap', '11-1011', '11-3013', '--by-level', '--json', '--release'];
    const { code, stdout } = await runCli([...gap, 'sample'], variables);
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({ code: 0, answer: ofSample[1]?.body });
    const unknown = await runCli([...gap, '28.0'], variables);
    expect({ code: unknown.code, told: JSON.parse(unknown.stderr) as unknown }).toMatchObject({
      code: 4,
      told: { error: { code: 'RELEASE_NOT_FOUND', exit_code: 4, releases: ['30.1', 'sample'] } },
    });
  });

  it('a release that is swept is gone, also for who had it in memory', async () => {
    expect((await service.get(`${GAP}&release=sample`)).status).toBe(200);
    await publish('30.2', '6.00');
    await eventually('the sample is gone', async () => (await service.get(`${GAP}&release=sample`)).status !== 200);
    const answer = await service.get(`${GAP}&release=sample`);
    expectProblem(answer, 404, 'RELEASE_NOT_FOUND');
    expect(answer.body).toMatchObject({ releases: ['30.2', '30.1'] });
    expect(levelsIn(await service.get(`${BY_LEVEL}&release=30.1`))).toEqual(new Set([5]));
  });

  /** The sample under another name, with one occupation more, where Facilities Managers need this level of everything. */
  async function publish(name: string, level: string): Promise<void> {
    const source = await copySource(`db_${name.replace('.', '_')}_text`, {
      'Read Me.txt': null,
      'Occupation Data.txt': (lines) => [...lines, `${ADDED}\tMade-Up Technicians\tMake things up.\tsample`],
      'Skills.txt': (lines) => lines.map((line) => line.replace(/^(11-3013\.00\t.*\tLV\t)[\d.]+/, `$1${level}`)),
    });
    const { code, stderr } = await runCli(['refresh', '--source', source], variables);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  }

  async function currentIs(name: string): Promise<void> {
    await eventually(`${name} is served`, async () => releaseOf(await service.get(GAP)) === name);
  }
});

function releaseOf({ body }: Answer): string {
  return (body as { release: string }).release;
}

function levelsIn({ body }: Answer): Set<number> {
  const { skill_gaps: gaps } = body as { skill_gaps: { to_proficiency_level: number }[] };
  return new Set(gaps.map(({ to_proficiency_level: level }) => level));
}
