import { testServers, testServersForProcesses } from '../support/databases/databases';
import { expectUnshared } from '../support/service/caching';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Answer, type Service } from '../support/service/service';
import { readRows, SAMPLE_FOLDER, SOURCE, SOURCE_FOLDER } from '../support/sources/onet-tables';

interface Meaning {
  readonly release: string;
  readonly kind: string;
  readonly candidates: readonly {
    readonly code: string;
    readonly title: string;
    readonly matched_title: string | null;
    readonly score: number | null;
    readonly likely: boolean;
    readonly rated: boolean;
    readonly job_zone: number | null;
  }[];
}

/** What texts mean in release 29.0 by an independent implementation: the kind, the first codes, and how many there are. */
const MEANT_IN_29: readonly (readonly [text: string, kind: string, codes: readonly string[], total: number])[] = [
  ['15-1252', 'code', ['15-1252.00'], 1],
  ['99-9999.00', 'unknown_code', [], 0],
  ['Registered Nurses', 'title', ['29-1141.00'], 1],
  ['registered nurse', 'title', ['29-1141.00'], 1],
  ['CEO', 'alternate', ['11-1011.00'], 1],
  ['software engineer', 'alternate', ['15-1252.00'], 1],
  ['growth hacker', 'alternate', ['45-4011.00'], 1],
  ['engineer', 'ambiguous', ['15-1241.01', '15-1251.00', '15-1299.07', '17-2011.00'], 36],
  ['truck driver', 'ambiguous', ['53-3032.00', '53-3033.00', '53-7051.00', '53-7081.00'], 4],
  ['marketing manager', 'ambiguous', ['11-2021.00', '11-2011.00'], 2],
  ['compliance officer', 'ambiguous', ['13-1041.00', '47-4011.00'], 2],
  ['Sofware Devloper', 'candidates', ['15-1252.00', '15-1254.00', '15-1242.00', '15-1243.00', '15-1299.07'], 10],
  ['data scientst', 'candidates', ['15-2051.00', '15-2099.01', '19-1029.01', '19-2021.00', '19-4061.00'], 10],
  ['café manager', 'candidates', ['11-9051.00', '35-3023.01', '35-3023.00', '35-9011.00', '11-9071.00'], 10],
  ['zzzz qqqq', 'none', [], 0],
];

describe.each(testServersForProcesses())('titles on $name', (server) => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
  });
  afterAll(() => service.stop());

  it('every title of the release means its occupation, alone or among others whose title it is', async () => {
    const rows = readRows(SOURCE_FOLDER, 'Occupation Data.txt');
    const step = Math.ceil(rows.length / 50);
    for (const row of rows.filter((_, i) => i % step === 0)) {
      const { kind, candidates } = await meaningOf(service, row.Title!);
      expect(['title', 'ambiguous']).toContain(kind);
      expect(candidates[0]?.code).toBe(row['O*NET-SOC Code']);
      expect(candidates.every(({ score }) => score === null)).toBe(true);
    }
  });

  it('every alternate title means all occupations that have it', async () => {
    const rows = readRows(SOURCE_FOLDER, 'Alternate Titles.txt');
    const step = Math.ceil(rows.length / 50);
    for (const { 'Alternate Title': title = '' } of rows.filter((_, i) => i % step === 0)) {
      const { candidates } = await meaningOf(service, title);
      const owners = rows.filter((row) => row['Alternate Title'] === title).map((row) => row['O*NET-SOC Code']!);
      expect(candidates.map(({ code }) => code)).toEqual(expect.arrayContaining(owners));
    }
  });

  it('means in release 29.0 what golden values say', async () => {
    if ((await meaningOf(service, 'nurse')).release !== '29.0') return;
    for (const [text, kind, codes, total] of MEANT_IN_29) {
      const meaning = await meaningOf(service, text);
      const first = meaning.candidates.slice(0, codes.length).map(({ code }) => code);
      expect([text, meaning.kind, first, meaning.candidates.length]).toEqual([text, kind, codes, total]);
    }
  });
});

describe('a title', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(testServers()[0]!), ONET_SOURCE: 'sample' });
  });
  afterAll(() => service.stop());

  it('that one occupation has is told with what is known of it', async () => {
    expect(await meaningOf(service, 'coo')).toEqual({
      release: 'sample',
      kind: 'alternate',
      candidates: [
        {
          ...{ code: '11-1011.00', title: 'Chief Executives', matched_title: 'Chief Operating Officer' },
          ...{ score: null, likely: true, rated: true, job_zone: 5 },
        },
      ],
      retired: null,
    });
  });

  it('that several have is never picked from', async () => {
    const { kind, candidates } = await meaningOf(service, 'Site manager');
    expect([kind, candidates.map(({ code, likely }) => [code, likely])]).toEqual([
      'ambiguous',
      [
        ['11-3013.00', false],
        ['11-3013.01', false],
      ],
    ]);
  });

  it('that nobody has brings those that are like it, the best first, at most ten', async () => {
    const { kind, candidates } = await meaningOf(service, 'managr of marketing');
    expect(kind).toBe('candidates');
    expect(candidates).toHaveLength(10);
    expect(candidates[0]).toMatchObject({ code: '11-2021.00', matched_title: 'Marketing Managers' });
    const scores = candidates.map(({ score }) => score ?? NaN);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('that is like nothing means nothing', async () => {
    for (const text of ['zzz qqq', '!!!', '🐘', '看護師']) {
      expect(await meaningOf(service, text)).toEqual({
        release: 'sample',
        kind: 'none',
        candidates: [],
        retired: null,
      });
    }
  });

  it.each([
    ['is missing', '', 'MISSING_PARAMETER', 'text'],
    ['is empty', '?text=%20', 'MISSING_PARAMETER', 'text'],
    ['has more than 200 characters', `?text=${'x'.repeat(201)}`, 'INVALID_PARAMETER', 'text'],
    ['comes with an unknown parameter', '?text=nurse&limit=3', 'INVALID_PARAMETER', 'limit'],
  ])('that %s is refused', async (_what, query, code, parameter) => {
    const { status, body } = await service.get(`/api/v1/titles${query}`);
    expect({ status, body }).toMatchObject({ status: 400, body: { code, errors: [{ parameter }] } });
  });

  it('is looked for in the release that is named', async () => {
    expect((await ask(service, 'text=nurse&release=sample')).body).toMatchObject({ release: 'sample' });
    const { status, body } = await ask(service, 'text=nurse&release=1.0');
    expect({ status, body }).toMatchObject({ status: 404, body: { code: 'RELEASE_NOT_FOUND' } });
  });

  it('may be kept with its answer, which is not sent again while it stays the same', async () => {
    const { headers } = await ask(service, 'text=nurse');
    expectUnshared(headers);
    expect(headers.get('cache-control')).toBe('private, max-age=60');
    const held = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await service.get('/api/v1/titles?text=nurse', held);
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expect((await service.get('/api/v1/titles?text=doctor', held)).status).toBe(200);
  });

  it('of the sample is found however it is written', async () => {
    const [row] = readRows(SAMPLE_FOLDER, 'Occupation Data.txt').filter(({ Title }) => Title === 'Registered Nurses');
    for (const text of ['registered nurse', 'REGISTERED  NURSES!', 'régistered nurses']) {
      const { kind, candidates } = await meaningOf(service, text);
      expect([kind, candidates[0]?.code]).toEqual(['title', row?.['O*NET-SOC Code']]);
    }
  });
});

function ask(service: Service, query: string): Promise<Answer> {
  return service.get(`/api/v1/titles?${query}`);
}

async function meaningOf(service: Service, text: string): Promise<Meaning> {
  const { status, body } = await ask(service, `text=${encodeURIComponent(text)}`);
  expect(status).toBe(200);
  return body as Meaning;
}
