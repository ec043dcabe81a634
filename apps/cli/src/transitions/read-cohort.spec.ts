import { readLines } from './read-cohort';

const HEAD = 'side,occupation,people\n';

it('reads people and places, by the names of the columns', () => {
  const text =
    '\uFEFFpeople,side,note,occupation\r\n120,origin,x,"Cashiers, all"\r\n,target,, 29-2052.00\r\n\r\n0,target,,29-1140\r\n';
  expect(readLines(text, 'a.csv')).toEqual([
    { side: 'origin', occupation: 'Cashiers, all', people: 120 },
    { side: 'target', occupation: '29-2052.00', people: null },
    { side: 'target', occupation: '29-1140', people: 0 },
  ]);
});

it('names every line that cannot be used', () => {
  const text = `${HEAD}origins,41-2011,1\norigin,,1\norigin,41-2011,\ntarget,29-2052,1.5\norigin,41-2011,1\n`;
  expect(() => readLines(text, 'a.csv')).toThrow(
    'a.csv row 2 must have origin or target as its side, not "origins"; a.csv row 3 has no occupation; ' +
      'a.csv row 4 must have a whole number of people, not ""; a.csv row 5 must have a whole number of people, not "1.5".',
  );
});

it.each([
  ['', 'a.csv has no column side, occupation, people; its first line must be side,occupation,people'],
  ['side,code,people\n', 'a.csv has no column occupation'],
  [`${HEAD}origin,"41,1`, 'a.csv is no CSV file: '],
])('says what a file looks like that is none: %j', (text, message) => {
  expect(() => readLines(text, 'a.csv')).toThrow(message);
});
