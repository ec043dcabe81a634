import { releaseNameFromPath, releaseNameFromReadMe, releaseNameProblem } from './release-name';

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

it.each(['29.0', 'our-2026_q1', 'latest-2', 'a'.repeat(20)])('lets a release be called %j', (name) => {
  expect(releaseNameProblem(name)).toBeNull();
});

it.each(['', '29 0', '.29', '-29', 'a'.repeat(21), '29.0\n'])('does not let a release be called %j', (name) => {
  expect(releaseNameProblem(name)).toMatch(/^must be a release name such as 29\.0/);
});

it.each(['sample', 'SAMPLE', 'latest', 'Latest', 'api', 'API'])(
  'does not let a release be called %s as a source is',
  (name) => {
    expect(releaseNameProblem(name)).toBe(`must not be "${name}", which is the name of a source`);
  },
);
