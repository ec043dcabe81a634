import { OccupationDirectory, type OccupationEntry } from './occupation-directory';

function occupation(code: string, title: string, rated = true): OccupationEntry {
  const titles = { alternateTitles: [], reportedTitles: [] };
  return { code, title, description: '', source: 'text_file', jobZone: 4, rated, ...titles };
}

const directory = new OccupationDirectory('29.0', [
  occupation('29-1141.01', 'Acute Care Nurses'),
  occupation('15-1252.00', 'Software Developers'),
  occupation('15-1251.00', 'Computer Programmers'),
  occupation('29-1141.00', 'Registered Nurses'),
  occupation('15-1211.01', 'Health Informatics Specialists'),
  occupation('11-9199.00', 'Managers, All Other', false),
  occupation('15-1299.00', 'Computer Occupations, All Other', false),
  occupation('15-1299.08', 'Computer Systems Engineers/Architects'),
]);

it('has occupations by code, and another one in place of that of the same code', () => {
  const changed = directory.with(occupation('15-1252.00', 'Riddle Writers'));
  expect(changed.size).toBe(directory.size);
  expect(changed.find('15-1252.00')?.title).toBe('Riddle Writers');
  expect(changed.occupations.map(({ code }) => code)).toEqual(directory.occupations.map(({ code }) => code));
});

it.each([
  ['of the same SOC code', '15-1299.00', ['15-1299.08']],
  ['else of the broad group', '15-1252.00', ['15-1251.00']],
  ['else of the minor group', '29-1123.00', ['29-1141.00', '29-1141.01']],
  ['none of further away', '55-3016.00', []],
])('offers rated occupations %s', (_where, code, relatives) => {
  expect(directory.ratedRelatives(code).map((relative) => relative.code)).toEqual(relatives);
});
