import { OccupationDirectory, searchable, type SearchableOccupation } from './occupation-directory';

/** @param alternates titles, with their short form behind a slash if they have one */
function occupation(code: string, title: string, alternates: string[] = [], rated = true): SearchableOccupation {
  const alternateTitles = alternates.map((alternate) => {
    const [long = '', shortTitle = null] = alternate.split('/');
    return { title: long, shortTitle };
  });
  const description = `${title}.`;
  const titles = { alternateTitles, reportedTitles: [] };
  return searchable({ code, title, description, source: 'text_file', jobZone: 4, rated, ...titles });
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

function codesFor(text: string): string[] {
  return directory.list(text, 10, null).matches.map((match) => match.occupation.code);
}

it('lists everything by code when nothing is searched', () => {
  const { total, matches, next } = directory.list(null, 10, null);
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
  expect(directory.list('software engineer', 10, null).matches).toMatchObject([
    { occupation: { code: '15-1252.00' }, matchedTitle: 'Software Engineer' },
  ]);
  expect(directory.list('registered nurses', 10, null).matches[0]?.matchedTitle).toBeNull();
});

it('puts the same title before longer ones and own titles before alternate ones', () => {
  expect(codesFor('software developer')).toEqual(['15-1251.00', '15-1252.00']);
  expect(codesFor('software developers')).toEqual(['15-1252.00']);
});

it.each(['RN', 'rn', 'R.N.', '\u201cRN\u201d'])(
  'finds %s by the short title, before what only begins with it',
  (text) => {
    expect(directory.list(text, 2, null).matches).toMatchObject([
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

it('takes digits for words where no code begins with them', () => {
  const dispatcher = occupation('43-5031.00', 'Public Safety Telecommunicators', ['911 Dispatcher']);
  expect(directory.with(dispatcher).list('911', 10, null).matches).toMatchObject([{ matchedTitle: '911 Dispatcher' }]);
});

it('finds nothing for a text without letters or digits', () => {
  expect(codesFor('---')).toEqual([]);
});

it.each([null, 'computer', 'doctor', '15'])('pages through %j without gap or repetition', (text) => {
  const all = directory.list(text, 100, null).matches.map((match) => match.occupation.code);
  const paged: string[] = [];
  let after = null;
  do {
    const page = directory.list(text, 2, after);
    paged.push(...page.matches.map((match) => match.occupation.code));
    after = page.next;
  } while (after);
  expect(paged).toEqual(all);
});

it.each([
  ['of the same SOC code', '15-1299.00', ['15-1299.08']],
  ['else of the broad group', '15-1252.00', ['15-1251.00']],
  ['else of the minor group', '29-1123.00', ['29-1141.00', '29-1141.01']],
  ['none of further away', '55-3016.00', []],
])('offers rated occupations %s', (_where, code, relatives) => {
  expect(directory.ratedRelatives(code).map((relative) => relative.code)).toEqual(relatives);
});
