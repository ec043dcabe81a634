import { testServers } from '../support/databases/databases';
import { readRows, SOURCE_FOLDER } from '../support/sources/onet-tables';
import { freshDatabase } from '../support/service/scratch';
import { startService } from '../support/service/service';
import { asCsv, asTransferableSkills, asZip } from '../support/sources/source-forms';

// Which form the files have makes no difference to the database: one server is enough.
const [server] = testServers();

const allCodes = readRows(SOURCE_FOLDER, 'Occupation Data.txt').map((row) => row['O*NET-SOC Code']!);
/** Spread over the whole release, rated and not. */
const codes = Array.from({ length: 12 }, (_, i) => allCodes[Math.floor((i * allCodes.length) / 12)]!);

const PATHS = [
  '/api/v1/skills',
  '/api/v1/scales',
  '/api/v1/occupations?search=manager&limit=100',
  ...codes.flatMap((code) => [`/api/v1/occupations/${code}`, `/api/v1/occupations/${code}/skills`]),
  ...codes.flatMap((from) =>
    codes.flatMap((to) => [
      `/api/v1/skill-gap?from=${from}&to=${to}`,
      `/api/v1/skill-gap-by-lvl?from=${from}&to=${to}`,
    ]),
  ),
];

let answersOfTextFiles: Record<string, string>;

beforeAll(async () => {
  answersOfTextFiles = await answersOf({ ONET_SOURCE: SOURCE_FOLDER, ONET_RELEASE: '30.3' });
});

it('answers from text files under the name that ONET_RELEASE gives them', () => {
  expect(answersOfTextFiles['/api/v1/scales']).toMatch(/^200 \{"release":"30\.3"/);
  expect(Object.values(answersOfTextFiles).filter((answer) => answer.startsWith('200')).length).toBeGreaterThan(100);
});

it.each([
  ['text files of the generation with Transferable Skills', asTransferableSkills],
  ['CSV files', asCsv],
  ['a zip file with a folder of text files', asZip],
])('gives the same answers from %s', async (_form, rewrite) => {
  expect(await answersOf({ ONET_SOURCE: await rewrite(SOURCE_FOLDER) })).toEqual(answersOfTextFiles);
});

async function answersOf(variables: Record<string, string>): Promise<Record<string, string>> {
  const service = await startService({ ...variables, DATABASE_URL: await freshDatabase(server!) });
  const answers: Record<string, string> = {};
  for (const path of PATHS) {
    const { status, text } = await service.get(path);
    answers[path] = `${status} ${text}`;
  }
  await service.stop();
  return answers;
}
