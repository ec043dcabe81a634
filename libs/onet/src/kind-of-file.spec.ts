import { FILE_CATALOGUE, FILE_KINDS, type FileKind } from './file-catalogue';
import { kindOfFile } from './kind-of-file';
import { canonicalName } from './table-name';

it.each<[string, FileKind]>([
  ['Skills.txt', 'skills'],
  ['skills.csv', 'skills'],
  ['Essential Skills.txt', 'skills'],
  ['Transferable%20Skills.TXT', 'skills'],
  ['essential_skills', 'skills'],
  ['occupation_data', 'occupations'],
  ['Job Titles.csv', 'titles'],
])('takes %s for a table of %s', (fileName, kind) => {
  expect(kindOfFile(fileName)).toBe(kind);
});

it.each(['Essential Skills to Work Activities.txt', 'Skills.xlsx', 'skillstxt', '.txt', ''])(
  'takes %j for no table of the catalogue',
  (fileName) => {
    expect(kindOfFile(fileName)).toBeNull();
  },
);

it('has the kinds of one shape next to each other', () => {
  const shapes = FILE_KINDS.map((kind) => FILE_CATALOGUE[kind].shape);
  const changes = shapes.filter((shape, i) => shape !== shapes[i - 1]);
  expect(new Set(changes).size).toBe(changes.length);
});

it('finds every name in the catalogue under one kind only', () => {
  const names = FILE_KINDS.flatMap((kind) => FILE_CATALOGUE[kind].generations.flat().map(canonicalName));
  expect(new Set(names).size).toBe(names.length);
});
