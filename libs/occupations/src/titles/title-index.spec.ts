import { OccupationDirectory, type OccupationEntry } from '../directory/occupation-directory';
import { packTitles } from './pack-titles';
import { MOST_CANDIDATES, TitleIndex } from './title-index';

/** @param alternates titles, with their short form behind a slash if they have one */
function occupation(code: string, title: string, description: string, alternates: string[] = []): OccupationEntry {
  const alternateTitles = alternates.map((alternate) => {
    const [long = '', shortTitle = null] = alternate.split('/');
    return { title: long, shortTitle };
  });
  return {
    code,
    title,
    description,
    source: 'text_file',
    jobZone: 4,
    rated: true,
    alternateTitles,
    reportedTitles: [],
  };
}

const directory = new OccupationDirectory('29.0', [
  occupation('11-2011.00', 'Promotions Managers', 'Plan fairs.', ['Marketing Manager', 'Fair Planner']),
  occupation('11-2021.00', 'Marketing Managers', 'Plan sales.', ['Brand Manager']),
  occupation('15-1252.00', 'Software Developers', 'Write programs.', ['Software Engineer', 'Programmer']),
  occupation('15-1251.00', 'Computer Programmers', 'Write code.', ['Programmer']),
  occupation('29-1141.00', 'Registered Nurses', 'Care for patients.', ['Staff Nurse (RN)/RN', 'Nurse']),
]);

let index: TitleIndex;

beforeAll(async () => {
  index = new TitleIndex(directory, await packTitles(directory.occupations));
});

function meaningOf(text: string): [string, string[]] {
  const { kind, candidates } = index.resolve(text);
  return [kind, candidates.map(({ code }) => code)];
}

it.each([
  ['29-1141.00', 'code', ['29-1141.00']],
  ['“29–1141”', 'code', ['29-1141.00']],
  ['99-9999', 'unknown_code', []],
  ['Registered Nurses', 'title', ['29-1141.00']],
  ['registered  NURSE!', 'title', ['29-1141.00']],
  ['software engineers', 'alternate', ['15-1252.00']],
  ['rn', 'alternate', ['29-1141.00']],
  ['programmer', 'ambiguous', ['15-1251.00', '15-1252.00']],
  // Its own title comes before the alternate title of another one, whatever their codes.
  ['marketing manager', 'ambiguous', ['11-2021.00', '11-2011.00']],
  ['engineer software', 'candidates', ['15-1252.00']],
  ['sofware enginer', 'candidates', ['15-1252.00']],
  ['quidditch referee', 'none', []],
  ['!!!', 'none', []],
  ['', 'none', []],
])('takes %j for a %s', (text, kind, codes) => {
  expect(meaningOf(text)).toEqual([kind, codes]);
});

it('names the title that is meant: of a short title the one that it is short for', () => {
  expect(index.resolve('RN').candidates).toEqual([
    { code: '29-1141.00', title: 'Registered Nurses', matchedTitle: 'Staff Nurse (RN)', score: null, likely: true },
  ]);
  expect(index.resolve('15-1252').candidates[0]).toMatchObject({ matchedTitle: null, score: null, likely: true });
  expect(index.resolve('marketing manager').candidates).toMatchObject([
    { matchedTitle: 'Marketing Managers', likely: false },
    { matchedTitle: 'Marketing Manager', likely: false },
  ]);
});

it('names of each candidate the title with most of the words, and none where only the description has any', () => {
  expect(index.resolve('manager of fairs').candidates).toMatchObject([
    { code: '11-2011.00', matchedTitle: 'Promotions Managers' },
    { code: '11-2021.00', matchedTitle: 'Marketing Managers' },
  ]);
  expect(index.resolve('patient').candidates).toMatchObject([{ code: '29-1141.00', matchedTitle: null }]);
});

/** "brand planner": each word occurs once, in one of five documents: ln(1 + 4.5 / 1.5) = 1.386294 is what it is worth. */
it('scores by BM25 over one document an occupation', () => {
  const scores = index.resolve('brand planner').candidates.map(({ code, score }) => [code, score]);
  const lengths = { '11-2011.00': 8, '11-2021.00': 6, '15-1251.00': 5, '15-1252.00': 7, '29-1141.00': 10 };
  const average = Object.values(lengths).reduce((sum, length) => sum + length, 0) / 5;
  const scoreAt = (length: number) => (Math.log(4) * 2.2) / (1 + 1.2 * (0.25 + (0.75 * length) / average));
  expect(scores).toEqual([
    ['11-2021.00', Number(scoreAt(lengths['11-2021.00']).toFixed(6))],
    ['11-2011.00', Number(scoreAt(lengths['11-2011.00']).toFixed(6))],
  ]);
});

it('calls the first candidate likely where its score is a quarter above that of the next one', () => {
  expect(index.resolve('brand planner').candidates.map(({ likely }) => likely)).toEqual([false, false]);
  expect(index.resolve('brand managers sales').candidates.map(({ likely }) => likely)).toEqual([true, false]);
});

it('lists all that a title means, and not more candidates than the best ones', async () => {
  const codes = Array.from({ length: 36 }, (_, i) => `17-20${10 + i}.00`);
  const many = new OccupationDirectory(
    '29.0',
    codes.map((code, i) => occupation(code, `Made-up Engineers ${i}x`, '', ['Engineer'])),
  );
  const engineers = new TitleIndex(many, await packTitles(many.occupations));
  expect(engineers.resolve('engineer').candidates.map(({ code }) => code)).toEqual(codes);
  const { kind, candidates } = engineers.resolve('engineer wizard');
  expect([kind, candidates.map(({ code }) => code)]).toEqual(['candidates', codes.slice(0, MOST_CANDIDATES)]);
});
