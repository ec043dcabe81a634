import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { testServersForProcesses } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';

interface PersonAnalysis {
  readonly from: { readonly occupations: readonly { readonly code: string }[]; readonly rough: boolean };
  readonly similarity: { readonly nearest_occupation: { readonly code: string } };
  readonly domains: Readonly<Record<string, { readonly coverage: number; readonly gaps: readonly Gap[] }>>;
  readonly limits: readonly { readonly id: string }[];
}

interface Gap {
  readonly element_id: string;
  readonly from_level: number;
  readonly from_date: string | null;
}

interface Questionnaire {
  readonly answered: number;
  readonly rough: boolean;
  readonly questions: readonly { readonly element_id: string; readonly swing: number; readonly anchors: object[] }[];
}

const ANALYSIS = '/api/v1/gap-analysis';
const QUESTIONS = '/api/v1/questionnaire';
const [CASHIER, NURSE, TARGET] = ['41-2011.00', '29-1141.00', '11-3013.00'];
/** A title and an element's id that no other request of these tests names. */
const SAID = { title: 'Chimney Sweep of the Moon', element: '2.A.1.zz9', past: '45-3011.00', target: '53-7111.00' };

describe.each(testServersForProcesses())('persons on $name', (server) => {
  let service: Service;
  let databaseUrl: string;

  beforeAll(async () => {
    databaseUrl = await freshDatabase(server);
    service = await startService({ DATABASE_URL: databaseUrl, ONET_SOURCE: 'sample' });
  });
  afterAll(() => service.stop());

  const post = (path: string, body: object): Promise<Answer> =>
    service.request('POST', path, { 'x-api-key': service.apiKey }, body);

  async function analyse(from: object, more: object = {}): Promise<PersonAnalysis> {
    const { status, body } = await post(ANALYSIS, { from, to: TARGET, ...more });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as PersonAnalysis;
  }

  it('who have been in one occupation are analysed as the occupation is', async () => {
    const person = await analyse({ occupations: [NURSE] });
    const { body } = await service.get(`${ANALYSIS}?from=${NURSE}&to=${TARGET}`);
    expect(person.domains).toEqual((body as PersonAnalysis).domains);
    expect(person.similarity).toMatchObject((body as { similarity: object }).similarity);
    expect(person.limits.map(({ id }) => id)).toContain('persons');
  });

  it('who have been in several have the best of each, in whatever order these are named', async () => {
    const one = await analyse({ occupations: [CASHIER] });
    const both = await analyse({ occupations: [CASHIER, NURSE] });
    expect(await analyse({ occupations: [NURSE, CASHIER, NURSE] })).toEqual(both);
    expect(both.from.occupations.map(({ code }) => code)).toEqual([NURSE, CASHIER]);
    for (const [domain, { coverage }] of Object.entries(both.domains)) {
      expect(coverage).toBeGreaterThanOrEqual(one.domains[domain]?.coverage ?? 0);
    }
    expect([CASHIER, NURSE]).toContain(both.similarity.nearest_occupation.code);
  });

  it('are asked what matters most, and taken at their word', async () => {
    const from = { occupations: [CASHIER] };
    const { body } = await post(QUESTIONS, { from, to_title: 'Facilities Managers' });
    const { questions, rough } = body as Questionnaire;
    expect(rough).toBe(true);
    expect(questions.length).toBeGreaterThan(0);
    expect(questions.length).toBeLessThanOrEqual(12);
    expect(questions.map(({ swing }) => swing)).toEqual(questions.map(({ swing }) => swing).sort((a, b) => b - a));
    const ratings = questions.slice(0, 8).map(({ element_id }) => ({ element_id, level: 0 }));
    const answered = await analyse({ ...from, ratings }, { include: 'all' });
    expect(answered.from.rough).toBe(ratings.length < 8);
    const rows = answered.domains.skills?.gaps.filter((gap) =>
      ratings.some((each) => each.element_id === gap.element_id),
    );
    expect(rows).toHaveLength(ratings.length);
    for (const row of rows ?? []) expect(row).toMatchObject({ from_level: 0, from_date: null });
    const next = (await post(QUESTIONS, { from: { ...from, ratings }, to: TARGET })).body as Questionnaire;
    expect(next.answered).toBe(ratings.length);
    expect(next.questions.map(({ element_id }) => element_id)).not.toEqual(
      expect.arrayContaining([ratings[0]?.element_id]),
    );
  });

  it('may have had occupations whose codes are retired, and none at all', async () => {
    const { from } = await analyse({ occupations: ['15-1131.00'] });
    expect(from.occupations).toMatchObject([{ code: '15-1251.00', replaces: '15-1131.00' }]);
    expect(await analyse({ ratings: [{ element_id: '2.A.1.a', level: 3 }] })).toMatchObject({
      from: { basis: 'person', occupations: [], job_zone: null },
      similarity: null,
      technology: null,
      work: null,
    });
  });

  it('get all that is wrong with what they say at once', async () => {
    const ratings = [
      { element_id: '2.A.1.a', level: 8 },
      { element_id: '2.A.1.b', level: 1, why: '' },
    ];
    const answer = await post(ANALYSIS, { from: { occupations: ['nurse'], ratings }, domains: ['x'], more: 1 });
    const { detail } = expectProblem(answer, 400, 'INVALID_PARAMETER');
    for (const name of ['from.occupations.0', 'from.ratings.0.level', 'why', 'to', 'domains.0', 'more']) {
      expect(detail).toContain(`${name} `);
    }
    const unknown = await post(ANALYSIS, { from: { occupations: ['99-9999', '15-1132'] }, to_title: SAID.title });
    expect(expectProblem(unknown, 404, 'TITLE_NOT_FOUND')).toMatchObject({
      problems: [{ code: 'TITLE_NOT_FOUND' }, { code: 'OCCUPATION_NOT_FOUND' }, { code: 'OCCUPATION_RETIRED' }],
    });
    const occupations = Array<string>(21).fill(NURSE);
    expectProblem(await post(ANALYSIS, { from: { occupations }, to: TARGET }), 400, 'INVALID_PARAMETER');
    const many = Array.from({ length: 201 }, (_, i) => ({ element_id: `2.A.${i}`, level: 1 }));
    expectProblem(await post(QUESTIONS, { from: { ratings: many }, to: TARGET }), 400, 'INVALID_PARAMETER');
  });

  it('leave nothing behind: in no log, no metric, and no database', async () => {
    await post(ANALYSIS, { from: { occupations: [CASHIER] }, to_title: SAID.title });
    const ratings = [{ element_id: SAID.element, level: 4 }];
    expectProblem(
      await post(ANALYSIS, { from: { occupations: [SAID.past], ratings }, to: TARGET }),
      400,
      'INVALID_PARAMETER',
    );
    await post(QUESTIONS, { from: { occupations: [SAID.past], ratings: [] }, to: SAID.target });
    for (const path of ['moves', 'unlocks', 'paths'])
      await post(`/api/v1/${path}`, { from: { occupations: [SAID.past] } });
    const metrics = await service.get('/metrics');
    const kept = [service.output, metrics.text, await textOfDatabase(databaseUrl)];
    for (const said of [SAID.title, SAID.element, SAID.past, SAID.target]) {
      for (const text of kept) expect(text).not.toContain(said);
    }
    // What is looked through is what would have it.
    expect(kept.at(-1)).toContain('Registered Nurses');
    expect(service.output).toContain('"route":"/api/v1/questionnaire"');
    expect(
      (await service.request('POST', QUESTIONS, { 'x-api-key': service.apiKey }, {})).headers.get('cache-control'),
    ).toBe('no-store');
  });
});

/** Of an embedded one every byte; of a server every row of every table. */
async function textOfDatabase(url: string): Promise<string> {
  const [, file] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (file === undefined) return textOfServer(url);
  const files = (await readdir(dirname(file))).filter((name) => name.startsWith(basename(file)));
  const bytes = await Promise.all(files.map((name) => readFile(join(dirname(file), name))));
  return Buffer.concat(bytes).toString('latin1');
}

async function textOfServer(url: string): Promise<string> {
  const connection = await createConnection(url);
  try {
    const [tables] = await connection.query<RowDataPacket[]>('SHOW TABLES');
    const rows: RowDataPacket[] = [];
    for (const table of tables.flatMap((row) => Object.values(row) as string[])) {
      rows.push(...(await connection.query<RowDataPacket[]>(`SELECT * FROM \`${table}\``))[0]);
    }
    return JSON.stringify(rows);
  } finally {
    await connection.end();
  }
}
