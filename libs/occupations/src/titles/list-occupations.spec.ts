import { OccupationDirectory, type OccupationEntry } from '../directory/occupation-directory';
import { listOccupations, type ListingPosition, type OccupationPage } from './list-occupations';
import { retiredNamed } from './old-titles';
import { packTitles } from './pack-titles';
import { TitleIndex } from './title-index';

/** @param alternates titles, with their short form behind a slash if they have one */
function occupation(code: string, title: string, alternates: string[] = [], rated = true): OccupationEntry {
  const alternateTitles = alternates.map((alternate) => {
    const [long = '', shortTitle = null] = alternate.split('/');
    return { title: long, shortTitle };
  });
  const description = `${title}.`;
  return { code, title, description, source: 'text_file', jobZone: 4, rated, alternateTitles, reportedTitles: [] };
}

const directory = new OccupationDirectory('29.0', [
  occupation('29-1141.01', 'Acute Care Nurses', ['Nurse']),
  occupation('15-1252.00', 'Software Developers', ['Software Engineer', 'Programmer']),
  occupation('15-1251.00', 'Computer Programmers', ['Programmer', 'Software Developer']),
  occupation('29-1141.00', 'Registered Nurses', ['Nurse', 'Registered Nurse (RN)/RN']),
  occupation('15-1211.01', 'Health Informatics Specialists', ['RN Coordinator', 'Doctor']),
  occupation('11-9199.00', 'Managers, All Other', ['Doctor'], false),
  occupation('15-1299.00', 'Computer Occupations, All Other', ['Technician'], false),
  occupation('15-1299.08', 'Computer Systems Engineers/Architects'),
]);

let titles: TitleIndex;

beforeAll(async () => {
  titles = await indexOf(directory);
});

async function indexOf(indexed: OccupationDirectory): Promise<TitleIndex> {
  return new TitleIndex(indexed, await packTitles(indexed.occupations));
}

function list(text: string | null, limit: number, after: ListingPosition | null): OccupationPage {
  const searched = text === null ? null : { text, retired: retiredNamed(text, '2019') };
  return listOccupations(directory, titles, searched, { limit, after });
}

function codesFor(text: string): string[] {
  return list(text, 10, null).matches.map((match) => match.occupation.code);
}

it('lists everything by code when nothing is searched', () => {
  const { total, matches, next } = list(null, 10, null);
  expect(total).toBe(8);
  expect(matches[0]?.occupation.code).toBe('11-9199.00');
  expect(matches.at(-1)?.occupation.code).toBe('29-1141.01');
  expect(next).toBeNull();
});

it('returns every occupation that an ambiguous title may mean', () => {
  expect(codesFor('nurse')).toEqual(['29-1141.00', '29-1141.01']);
  expect(codesFor('programmer')).toEqual(['15-1251.00', '15-1252.00']);
});

it('names the alternate title that matched, and none if the title itself did', () => {
  expect(list('software engineer', 10, null).matches).toMatchObject([
    { occupation: { code: '15-1252.00' }, matchedTitle: 'Software Engineer' },
  ]);
  expect(list('registered nurses', 10, null).matches[0]?.matchedTitle).toBeNull();
});

it('puts the same title before longer ones and own titles before alternate ones', () => {
  expect(codesFor('software dev')).toEqual(['15-1252.00', '15-1251.00']);
  expect(codesFor('computer programmer')).toEqual(['15-1251.00']);
});

it('takes the singular and the plural of a title for the same, own titles before alternate ones', () => {
  for (const text of ['software developer', 'software developers']) {
    expect(codesFor(text)).toEqual(['15-1252.00', '15-1251.00']);
  }
});

it.each(['nures', 'nurze', 'regsitered nurses'])('reads %s as the words that it is a misspelling of', (text) => {
  expect(codesFor(text)).toContain('29-1141.00');
});

it('puts what begins so before what only holds it', () => {
  expect(codesFor('gram')).toEqual(['15-1251.00', '15-1252.00']);
  expect(codesFor('or')).toEqual(['15-1211.01', '11-9199.00']);
  expect(codesFor('co')).toEqual(['15-1251.00', '15-1299.08', '15-1299.00', '15-1211.01']);
});

it('gives occupations with some of the words where no title has all, if half of the words are known', () => {
  expect(codesFor('software wizard')).toEqual(['15-1252.00', '15-1251.00']);
  expect(codesFor('nurse programmer')).toEqual(expect.arrayContaining(['29-1141.00', '15-1252.00']));
  expect(codesFor('quidditch wizard')).toEqual([]);
  expect(codesFor('quidditch wizard nurse')).toEqual([]);
});

it.each(['RN', 'rn', 'R.N.', '\u201cRN\u201d'])(
  'finds %s by the short title, before what only begins with it',
  (text) => {
    expect(list(text, 2, null).matches).toMatchObject([
      { occupation: { code: '29-1141.00' }, matchedTitle: 'Registered Nurse (RN)' },
      { occupation: { code: '15-1211.01' }, matchedTitle: 'RN Coordinator' },
    ]);
  },
);

it('puts rated occupations before unrated ones among equally good titles, and no further', () => {
  expect(codesFor('doctor')).toEqual(['15-1211.01', '11-9199.00']);
  expect(codesFor('computer occupations, all other')).toEqual(['15-1299.00']);
  expect(codesFor('computer')).toEqual(['15-1251.00', '15-1299.08', '15-1299.00']);
});

it.each([
  ['29-1141', ['29-1141.00', '29-1141.01']],
  ['29-1141.00', ['29-1141.00']],
  ['29114101', ['29-1141.01']],
  ['15-125', ['15-1251.00', '15-1252.00']],
  ['\u201c15\u2013125\u201d,', ['15-1251.00', '15-1252.00']],
  ['29', ['29-1141.00', '29-1141.01']],
  ['29-1140', ['29-1141.00', '29-1141.01']],
  ['15-1200.00', ['15-1211.01', '15-1251.00', '15-1252.00', '15-1299.00', '15-1299.08']],
  ['29-0000', ['29-1141.00', '29-1141.01']],
  ['29-1142', []],
])('finds by %s the codes that begin so or belong to that group', (text, codes) => {
  expect(codesFor(text)).toEqual(codes);
});

it('takes digits for words where no code begins with them', async () => {
  const more = directory.with(occupation('43-5031.00', 'Public Safety Telecommunicators', ['911 Dispatcher']));
  const { matches } = listOccupations(
    more,
    await indexOf(more),
    { text: '911', retired: null },
    { limit: 10, after: null },
  );
  expect(matches).toMatchObject([{ matchedTitle: '911 Dispatcher' }]);
});

it.each(['Software Developers, Systems Software', '15-1133', '15-1133.00'])(
  'puts what has taken the place of %s first, and names the title that it had',
  (text) => {
    expect(list(text, 1, null).matches).toMatchObject([
      { occupation: { code: '15-1252.00' }, matchedTitle: 'Software Developers, Systems Software' },
    ]);
  },
);

it('looks for titles of today before those of the past', () => {
  const retired = { code: '15-1021.00', title: 'Computer Programmers', successors: ['15-1252.00'] };
  const { matches } = listOccupations(
    directory,
    titles,
    { text: 'computer programmers', retired },
    { limit: 9, after: null },
  );
  expect(matches).toMatchObject([{ occupation: { code: '15-1251.00' }, matchedTitle: null }]);
});

it('finds nothing for a text without letters or digits', () => {
  expect(codesFor('---')).toEqual([]);
});

it.each([
  null,
  'computer',
  'doctor',
  '15',
  'e',
  'er',
  'nurse programmer',
  'sofware',
  'Software Developers, Systems Software',
])('pages through %j without gap or repetition', (text) => {
  const all = list(text, 100, null).matches.map((match) => match.occupation.code);
  const paged: string[] = [];
  let after = null;
  do {
    const page = list(text, 2, after);
    paged.push(...page.matches.map((match) => match.occupation.code));
    after = page.next;
  } while (after);
  expect(paged).toEqual(all);
});
