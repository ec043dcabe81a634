import { testServers } from '../support/databases/databases';
import { SchemaChecker, type OpenApiDocument } from '../support/requests/openapi';
import { runCli } from '../support/service/command-line';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { copySource } from '../support/sources/onet-tables';

const PATH = '/api/v1/gap-analysis/changes';
const PAIR = 'from=11-1011&to=11-3013';
const CHANGES = `${PATH}?${PAIR}&between=sample..30.1`;
/** Only the later release has it, without ratings. */
const ADDED = '15-1299.99';
const [server] = testServers();

interface ChangedDomain {
  readonly [member: string]: unknown;
  readonly changes: readonly { readonly element_id: string; readonly difference: number }[];
}

interface Changes {
  readonly domains: Readonly<Record<string, ChangedDomain | null>>;
}

let service: Service;

beforeAll(async () => {
  const DATABASE_URL = await freshDatabase(server!);
  await runCli(['refresh', '--source', 'sample'], { DATABASE_URL });
  const ONET_SOURCE = await laterRelease();
  const { code, stderr } = await runCli(['refresh', '--source', ONET_SOURCE, '--accept-shrink'], { DATABASE_URL });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  service = await startService({ DATABASE_URL, ONET_SOURCE });
});

async function changes(path = CHANGES): Promise<Changes> {
  const { status, body } = await service.get(path);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as Changes;
}

it('tells what has become of each gap, and how sure that is, the largest change first', async () => {
  const { domains, ...answer } = await changes();
  expect(answer).toEqual({
    from: { code: '11-1011.00', title: 'Chief Executives' },
    to: { code: '11-3013.00', title: 'Facilities Managers' },
    between: { before: 'sample', after: '30.1' },
    not_compared: [{ domain: 'abilities', release: '30.1', reason: 'not_in_release' }],
    citation: expect.stringMatching(
      /^This answer comes from the made-up sample .+ the O\*NET 30\.1 Database by /,
    ) as string,
  });
  expect(domains.abilities).toBeNull();
  expect(domains.skills).toMatchObject({
    ...{ compared: 34, unchanged: 30, real: 2, data_fixes: 1, added: [] },
    removed: [{ element_id: '2.B.3.e', name: 'Programming' }],
  });
  const [closed, fixed, narrowed, noise] = domains.skills?.changes ?? [];
  expect(closed).toEqual({
    ...{ element_id: '2.B.3.l', name: 'Repairing', change: 'closed', difference: -1.75, half_width: 0.4538 },
    before: { from_level: 0, to_level: 1.75, gap: 1.75, verdict: 'real' },
    after: { from_level: 0, to_level: 0, gap: 0, verdict: 'not_required' },
    ...{ certainty: 'real', rerated: { from: false, to: true }, data_fix: false },
  });
  expect(fixed).toMatchObject({
    ...{ element_id: '2.B.3.c', change: 'widened', difference: 0.5, half_width: null, certainty: 'unknown' },
    ...{ rerated: { from: false, to: false }, data_fix: true },
  });
  expect(narrowed).toMatchObject({ element_id: '2.B.3.h', difference: -0.5, half_width: 0.3465, certainty: 'real' });
  expect(noise).toMatchObject({ element_id: '2.B.3.m', difference: -0.13, certainty: 'within_noise' });
  expect(domains.knowledge).toMatchObject({ unchanged: domains.knowledge?.compared, changes: [], data_fixes: 0 });
});

it('covers as much in each release as the analysis there', async () => {
  const { domains } = await changes();
  for (const [release, member] of [
    ['sample', 'coverage_before'],
    ['30.1', 'coverage_after'],
  ] as const) {
    const { body } = await service.get(`/api/v1/gap-analysis?${PAIR}&release=${release}`);
    const analysed = body as { domains: { skills: { coverage: number } } };
    expect(domains.skills?.[member]).toBe(analysed.domains.skills.coverage);
  }
});

it('turns around with the order of the releases', async () => {
  const there = await changes(`${CHANGES}&domains=skills`);
  const back = await changes(`${PATH}?${PAIR}&between=30.1..sample&domains=skills`);
  const differences = ({ domains }: Changes, sign: number) =>
    domains.skills?.changes.map(({ element_id, difference }) => [element_id, sign * difference]);
  expect(differences(back, -1)).toEqual(differences(there, 1));
  expect(back.domains.skills).toMatchObject({ added: [{ element_id: '2.B.3.e' }], removed: [] });
  expect(Object.keys(there.domains)).toEqual(['skills']);
});

it('answers as documented, and not again while both releases stay the same', async () => {
  const document = (await service.get('/openapi.json')).body as OpenApiDocument;
  const schema = document.paths[PATH]?.get?.responses['200']?.content?.['application/json']?.schema;
  const { headers, body } = await service.get(CHANGES);
  expect(schema).toBeDefined();
  expect(new SchemaChecker(document).problemsOf(schema ?? {}, body)).toEqual([]);
  expect(headers.get('cache-control')).toBe('private, max-age=60');
  const held = { 'if-none-match': headers.get('etag') ?? '' };
  expect(await service.get(CHANGES, held)).toMatchObject({ status: 304, text: '' });
  expect((await service.get(`${CHANGES}&domains=skills`, held)).status).toBe(200);
  expect((await service.get(`${PATH}?${PAIR}&between=30.1..sample`, held)).status).toBe(200);
});

it.each([
  ['from=11-1011&to=11-3013', 400, 'MISSING_PARAMETER', /between is missing; give two releases such as 29\.0\.\.30\.0/],
  [`${PAIR}&between=30.1`, 400, 'INVALID_PARAMETER', /between must be two releases such as/],
  [`${PAIR}&between=30.1..30.1`, 400, 'INVALID_PARAMETER', /between must be two different releases/],
  [`${PAIR}&between=28.0..30.1`, 404, 'RELEASE_NOT_FOUND', /no release 28\.0 here; there are 30\.1, sample/],
  [`from=11-1011&to=${ADDED}&between=sample..30.1`, 404, 'OCCUPATION_NOT_FOUND', /^Release sample has no occupation/],
  [`from=11-1011&to=${ADDED}&between=30.1..sample`, 422, 'OCCUPATION_NOT_RATED', /no skill ratings in release 30\.1/],
  ['from=15-2051&to=11-1011&between=sample..30.1', 422, 'OCCUPATION_NOT_RATED', /no skill ratings in release sample/],
])('refuses %s', async (query, status, code, reason) => {
  expect(expectProblem(await service.get(`${PATH}?${query}`), status, code).detail).toMatch(reason);
});

/** The sample as if Facilities Managers had been rated again on some skills, without abilities. */
function laterRelease(): Promise<string> {
  const [level, month] = [/\tLV\t[\d.]+/, /\t08\/2023\t/];
  const again = (line: string, to: string): string => line.replace(level, `\tLV\t${to}`).replace(month, '\t08/2024\t');
  const rate = (line: string): string[] => {
    const [, element] = /^11-3013\.00\t([^\t]+)\t/.exec(line) ?? [];
    if (element === '2.B.3.e') return [];
    if (!level.test(line)) return [line];
    if (element === '2.B.3.l') return [again(line, '0.00')];
    if (element === '2.B.3.h') return [again(line, '1.62')];
    if (element === '2.B.3.m') return [again(line, '2.75')];
    return [element === '2.B.3.c' ? line.replace(level, '\tLV\t2.62') : line];
  };
  return copySource('db_30_1_text', {
    'Read Me.txt': null,
    'Abilities.txt': null,
    'Occupation Data.txt': (lines) => [...lines, `${ADDED}\tMade-Up Technicians\tMake things up.\tsample`],
    'Skills.txt': (lines) => lines.flatMap(rate),
  });
}
