import { isOfGroup, membersOfEntries } from './cohort-members';

const RATED = ['29-1141.00', '29-1141.01', '29-1151.00', '41-2011.00'];
const membersOf = (group: string) => RATED.filter((code) => isOfGroup(code, group));

it('spreads the people of a group evenly over its occupations, the rest to the first', () => {
  const entries = [
    { code: '29-1100.00', count: 8 },
    { code: '41-2011.00', count: 5 },
  ];
  expect(membersOfEntries('origins', entries, membersOf)).toEqual([
    { code: '29-1141.00', count: 3 },
    { code: '29-1141.01', count: 3 },
    { code: '29-1151.00', count: 2 },
    { code: '41-2011.00', count: 5 },
  ]);
});

it('gives every occupation of a group without a limit none either', () => {
  const members = membersOfEntries('targets', [{ code: '29-1140.00', count: null }], membersOf);
  expect(members).toEqual([
    { code: '29-1141.00', count: null },
    { code: '29-1141.01', count: null },
  ]);
});

it('leaves a group of which nobody is rated as it is, for the error that says so', () => {
  expect(membersOfEntries('targets', [{ code: '55-0000.00', count: 1 }], membersOf)).toEqual([
    { code: '55-0000.00', count: 1 },
  ]);
});

it('refuses what is named twice, or is too much', () => {
  const twice = [
    { code: '29-1141.00', count: 1 },
    { code: '29-0000.00', count: 1 },
  ];
  expect(() => membersOfEntries('origins', twice, membersOf)).toThrow('origins name 29-1141.00 more than once');
  const many = Array.from({ length: 201 }, (_, i) => `29-1${String(i + 100)}.00`);
  expect(() => membersOfEntries('origins', [{ code: '29-0000.00', count: 1 }], () => many)).toThrow(
    'origins stand for 201 occupations',
  );
});
