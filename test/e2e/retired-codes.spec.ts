import { testServers } from '../support/databases/databases';
import { expectProblem } from '../support/service/problems';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

// What a retired code stands for does not depend on the database: one server is enough.
const [server] = testServers();

/** Acute Care Nurses of 2009, whose only successor is in the sample. */
const RETIRED = '29-1111.01';
const SUCCESSOR = '29-1141.01';
const PATHS = [
  '/related',
  '/skills',
  '/ratings?domain=abilities',
  '/technology',
  '/preparation',
  '/tasks',
  '/activities',
];

let service: Service;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: 'sample' });
});

const occupation = (code: string, path = ''): string => `/api/v1/occupations/${code}${path}`;

it('an occupation is answered by the one that has taken its place, which the answer says', async () => {
  const own = await service.get(occupation(SUCCESSOR));
  expect(own.body).toMatchObject({ code: SUCCESSOR });
  expect(own.text).not.toContain('replaces');
  for (const spelling of [RETIRED, '29111101', '29-1111-01']) {
    const { status, body } = await service.get(occupation(spelling));
    expect({ status, body }).toEqual({ status: 200, body: { ...(own.body as object), replaces: RETIRED } });
  }
});

it.each(PATHS)('so is %s', async (path) => {
  const own = (await service.get(occupation(SUCCESSOR, path))).body as { occupation: object };
  expect(Object.keys(own.occupation)).toEqual(['code', 'title']);
  const { status, body } = await service.get(occupation(RETIRED, path));
  const expected = { ...own, occupation: { ...own.occupation, replaces: RETIRED } };
  expect({ status, body }).toEqual({ status: 200, body: expected });
});

it.each(['', ...PATHS])('where several have taken its place, they are named: %s', async (path) => {
  const problem = expectProblem(await service.get(occupation('15-1132', path)), 422, 'OCCUPATION_RETIRED');
  expect(problem.detail).toBe(
    '15-1132.00 Software Developers, Applications is a code of an earlier O*NET-SOC taxonomy than that of release sample, ' +
      'where several occupations have taken its place: 15-1252.00 Software Developers, 15-1253.00 (not in this release). ' +
      'Ask for the one that is meant.',
  );
  expect(problem).toMatchObject({
    title: 'Unprocessable Entity',
    onet_soc_code: '15-1132.00',
    occupation_title: 'Software Developers, Applications',
    successors: [
      { code: '15-1252.00', title: 'Software Developers', rated: true },
      { code: '15-1253.00', title: null, rated: false },
    ],
  });
});

it('a successor that the release lacks is what is not found', async () => {
  const problem = expectProblem(await service.get(occupation('15-1142')), 404, 'OCCUPATION_NOT_FOUND');
  expect(problem).toMatchObject({ onet_soc_code: '15-1244.00', on_demand: 'off' });
});

it('a code that is neither known nor retired may be misspelt', async () => {
  const { detail } = expectProblem(await service.get(occupation('15-9999')), 404, 'OCCUPATION_NOT_FOUND');
  expect(detail).toMatch(
    /^Release sample has no occupation 15-9999\.00\. The code may be misspelt, or be one of a later/,
  );
});

it.each(['15-1132', 'Software Developers, Applications', 'software developer applications'])(
  '/titles tells what has taken the place of %s',
  async (text) => {
    const { body } = await service.get(`/api/v1/titles?text=${encodeURIComponent(text)}`);
    expect(body).toMatchObject({
      retired: {
        code: '15-1132.00',
        title: 'Software Developers, Applications',
        successors: [{ code: '15-1252.00', title: 'Software Developers', rated: true, job_zone: 4 }],
      },
    });
  },
);

it.each(['15-1252', 'Software Developers', 'Cook', 'zzzz'])(
  '/titles tells of %s that it is not retired',
  async (text) => {
    const { body } = await service.get(`/api/v1/titles?text=${encodeURIComponent(text)}`);
    expect(body).toMatchObject({ retired: null });
  },
);

it.each([RETIRED, 'Software Developers, Applications'])(
  'a search for %s begins with what has taken its place',
  async (text) => {
    const { body } = await service.get(`/api/v1/occupations?limit=1&search=${encodeURIComponent(text)}`);
    const [code, title] = text === RETIRED ? [SUCCESSOR, 'Acute Care Nurses'] : ['15-1252.00', text];
    expect(body).toMatchObject({ occupations: [{ code, matched_title: title }] });
  },
);
