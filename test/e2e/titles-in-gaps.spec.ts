import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testServersForProcesses } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

/** Every endpoint that compares two occupations and needs no language model. */
const ENDPOINTS = ['skill-gap', 'skill-gap-by-lvl', 'gap-analysis', 'work-gap', 'technology-gap', 'paths'];
const CROSSWALK = [
  'O*NET-SOC 2019 Crosswalks,,,',
  'ESCO to O*NET-SOC 2019,,,',
  'ESCO/ISCO Code,ESCO/ISCO Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title',
  '1120.1,one,11-1011.00,Chief Executives',
  '2221.1,several,29-1141.00,Registered Nurses',
  '2221.1,several,29-1141.01,Acute Care Nurses',
];

describe.each(testServersForProcesses())('occupations by other names on $name', (server) => {
  let service: Service;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'crosswalks-'));
    await writeFile(join(folder, 'ESCO_to_ONET-SOC.csv'), CROSSWALK.join('\n'));
    const DATABASE_URL = await freshDatabase(server);
    service = await startService({ DATABASE_URL, ONET_SOURCE: 'sample', ONET_CROSSWALKS: folder });
  });
  afterAll(() => service.stop());

  const get = (path: string) => service.get(`/api/v1/${path}`);

  it.each(ENDPOINTS)('%s takes titles', async (endpoint) => {
    const byCode = await get(`${endpoint}?from=11-1011.00&to=11-3013.00`);
    expect(byCode.status).toBe(200);
    const byTitle = await get(`${endpoint}?from_title=chief%20executive&to_title=FACILITIES%20MANAGERS`);
    expect(byTitle.text).toBe(byCode.text);
    expect(byTitle.headers.get('etag')).toBe(byCode.headers.get('etag'));
  });

  it.each(ENDPOINTS)('%s says which retired code was asked for', async (endpoint) => {
    const { status, body, headers } = await get(`${endpoint}?from=15-1131.00&to=11-1011.00`);
    expect(status).toBe(200);
    const { from, from_occupation = from } = body as { from?: object; from_occupation?: object };
    expect(from_occupation).toMatchObject({ code: '15-1251.00', replaces: '15-1131.00' });
    const own = await get(`${endpoint}?from=15-1251.00&to=11-1011.00`);
    expect(own.text).not.toContain('replaces');
    expect(own.headers.get('etag')).not.toBe(headers.get('etag'));
  });

  it.each(['similar', 'moves', 'feeders', 'unlocks'])('/%s says which retired code was asked for', async (list) => {
    const { status, body } = await get(`occupations/15-1131/${list}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ occupation: { code: '15-1251.00', replaces: '15-1131.00' } });
    expectProblem(await get(`occupations/15-1132/${list}`), 422, 'OCCUPATION_RETIRED');
  });

  it.each(ENDPOINTS)('%s picks none of several, and tells what depends on it', async (endpoint) => {
    const answer = await get(`${endpoint}?from_title=nurse&to=11-1011`);
    const problem = expectProblem(answer, 422, 'TITLE_AMBIGUOUS');
    const { candidates, coverage } = problem as unknown as {
      candidates: { code: string; coverage: { lowest: number; highest: number } }[];
      coverage: { lowest: number; highest: number };
    };
    expect(candidates.map(({ code }) => code)).toEqual(expect.arrayContaining(['29-1141.00', '29-1141.01']));
    for (const { code, coverage: own } of candidates) {
      const { body } = await get(`gap-analysis?domains=skills&from=${code}&to=11-1011`);
      const exact = (body as { domains: { skills: { coverage: number } } }).domains.skills.coverage;
      expect(own).toEqual({ lowest: exact, highest: exact });
    }
    const all = candidates.map((candidate) => candidate.coverage.lowest);
    expect(coverage).toEqual({ lowest: Math.min(...all), highest: Math.max(...all) });
  });

  it.each(ENDPOINTS)('%s names the nearest of a title that nobody has', async (endpoint) => {
    const answer = await get(`${endpoint}?from=11-1011&to_title=registred%20nures`);
    const problem = expectProblem(answer, 404, 'TITLE_NOT_FOUND') as unknown as { candidates: { code: string }[] };
    expect(problem.candidates.map(({ code }) => code)).toContain('29-1141.00');
  });

  it('knows titles that occupations had before their codes were retired', async () => {
    const { body } = await get('skill-gap?from_title=Computer%20Programmers&to=11-1011');
    expect(body).toMatchObject({ from_occupation: { code: '15-1251.00' } });
    const old = await get('skill-gap?from_title=Government%20Service%20Executives&to=15-1251');
    expect(old.body).toMatchObject({ from_occupation: { code: '11-1011.00', replaces: '11-1011.01' } });
  });

  it('leads codes of ESCO and ISCO-08 on', async () => {
    const own = await get('skill-gap?from=11-1011.00&to=15-1251.00');
    for (const code of ['1120.1', '1120']) expect((await get(`skill-gap?from=${code}&to=15-1251`)).text).toBe(own.text);
    const { detail } = expectProblem(await get('skill-gap?from=11-1011&to=2221'), 422, 'TITLE_AMBIGUOUS');
    expect(detail).toContain('29-1141.00 Registered Nurses, 29-1141.01 Acute Care Nurses');
    expectProblem(await get('skill-gap?from=9999&to=11-1011'), 404, 'OCCUPATION_NOT_FOUND');
  });

  it('takes a code or a title, and not both', async () => {
    const answer = await get('skill-gap?from_occupation=11-1011&from_title=nurse&to=11-1011');
    expect(expectProblem(answer, 400, 'INVALID_PARAMETER').detail).toBe(
      'from_title must not be given together with from_occupation.',
    );
    expectProblem(await get('skill-gap?from_title=&to=11-1011'), 400, 'MISSING_PARAMETER');
    expectProblem(await get(`skill-gap?to=11-1011&from_title=${'x'.repeat(201)}`), 400, 'INVALID_PARAMETER');
  });
});
