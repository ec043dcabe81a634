import { OccupationDirectory, searchable, type SearchableOccupation } from './occupation-directory';

function occupation(code: string, title: string, alternates: string[] = [], rated = true): SearchableOccupation {
  const alternateTitles = alternates.map((alternate) => ({ title: alternate, shortTitle: null }));
  const description = `${title}.`;
  return searchable({ code, title, description, source: 'text_file', jobZone: 4, rated, alternateTitles });
}

const directory = new OccupationDirectory('29.0', [
  occupation('29-1141.01', 'Acute Care Nurses', ['Nurse']),
  occupation('15-1252.00', 'Software Developers', ['Software Engineer', 'Programmer']),
  occupation('15-1251.00', 'Computer Programmers', ['Programmer', 'Software Developer']),
  occupation('29-1141.00', 'Registered Nurses', ['Nurse', 'RN']),
  occupation('15-1299.00', 'Computer Occupations, All Other', ['Technician'], false),
  occupation('15-1299.08', 'Computer Systems Engineers/Architects'),
]);

function codesFor(text: string): string[] {
  return directory.list(text, 10, null).matches.map((match) => match.occupation.code);
}

it('lists everything by code when nothing is searched', () => {
  const { total, matches, next } = directory.list(null, 10, null);
  expect(total).toBe(6);
  expect(matches[0]?.occupation.code).toBe('15-1251.00');
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

it('finds nothing for a text without letters or digits', () => {
  expect(codesFor('---')).toEqual([]);
});

it.each([null, 'computer'])('pages through %j without gap or repetition', (text) => {
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

it('offers the rated occupations of the same SOC code', () => {
  expect(directory.ratedRelatives('15-1299.00').map(({ code }) => code)).toEqual(['15-1299.08']);
  expect(directory.ratedRelatives('15-1252.00')).toEqual([]);
});
