import { isReleaseName, releaseNameFromPath, releaseNameFromReadMe } from './release-name';

it.each([
  ['O*NET 29.0 Database\nAugust 2024 Release\n', '29.0'],
  ['\uFEFFO*NET 31.0 Database\r\nAugust 2026 Release\r\n', '31.0'],
  ['O*NET® 30.3 Database', '30.3'],
  ['Illustrative sample, not O*NET data\n', null],
  ['', null],
])('reads the release in a Read Me that begins with %j', (text, release) => {
  expect(releaseNameFromReadMe(text)).toBe(release);
});

it.each([
  ['/data/db_29_0_text', '29.0'],
  ['/data/db_29_0_text/', '29.0'],
  ['db_31_0_csv.zip', '31.0'],
  ['C:\\onet\\db_30_3_text.zip', '30.3'],
  ['/data/onet', null],
  ['/data/my_db_29_0_text_copy', null],
])('reads the release in the path %s', (path, release) => {
  expect(releaseNameFromPath(path)).toBe(release);
});

it.each([
  ['29.0', true],
  ['sample', true],
  ['', false],
  ['29 0', false],
  ['a'.repeat(21), false],
])('tells whether %j can name a release', (name, valid) => {
  expect(isReleaseName(name)).toBe(valid);
});
