import { SourceInvalidError } from '../ingestion.errors';
import { hasTableName, selectFiles } from './select-files';

const SOURCE = { description: 'folder onet', releaseName: null };
const REQUIRED = ['Scales Reference.txt', 'Occupation Data.txt', 'Skills.txt'];
const SPLIT = ['Scales Reference.txt', 'Occupation Data.txt', 'Essential Skills.txt', 'Transferable Skills.txt'];
const SPLIT_SKILLS = [
  ['skills', 'Essential Skills.txt'],
  ['skills', 'Transferable Skills.txt'],
];

/** The files that are selected of the folder `onet`, as kind and name. */
function select(...names: string[]) {
  return selectFiles(
    names.map((name) => ({ name })),
    SOURCE,
  ).map(({ kind, file }) => [kind, file.name]);
}

it('selects the files it knows in the order in which they refer to each other', () => {
  const names = ['Alternate Titles.txt', 'Job Zones.txt', 'Content Model Reference.txt', 'Level Scale Anchors.txt'];
  expect(select(...names, 'Read Me.txt', 'Knowledge.txt', 'Job Zone Reference.txt', ...REQUIRED)).toEqual([
    ['scales', 'Scales Reference.txt'],
    ['elements', 'Content Model Reference.txt'],
    ['occupations', 'Occupation Data.txt'],
    ['skills', 'Skills.txt'],
    ['knowledge', 'Knowledge.txt'],
    ['anchors', 'Level Scale Anchors.txt'],
    ['jobZones', 'Job Zones.txt'],
    ['jobZoneReference', 'Job Zone Reference.txt'],
    ['titles', 'Alternate Titles.txt'],
  ]);
});

it('selects the files of the generation that splits the skills and renames the titles', () => {
  expect(select('Job Titles.txt', ...SPLIT)).toEqual([
    ['scales', 'Scales Reference.txt'],
    ['occupations', 'Occupation Data.txt'],
    ...SPLIT_SKILLS,
    ['titles', 'Job Titles.txt'],
  ]);
});

it('selects CSV files by their snake_case names', () => {
  const names = ['scales_reference.csv', 'occupation_data.csv', 'essential_skills.csv', 'transferable_skills.csv'];
  const files = selectFiles(
    [...names, 'job_titles.csv'].map((name) => ({ name })),
    SOURCE,
  );
  expect(files.map(({ file }) => file.name)).toEqual([...names, 'job_titles.csv']);
});

it('prefers the text where a table is there as text and as CSV', () => {
  const files = selectFiles(
    ['skills.csv', ...REQUIRED].map((name) => ({ name })),
    SOURCE,
  );
  expect(files.find(({ kind }) => kind === 'skills')).toEqual({
    kind: 'skills',
    file: { name: 'Skills.txt' },
  });
});

it('selects a table as CSV where the others are text', () => {
  expect(select('Skills.csv', 'Scales Reference.txt', 'Occupation Data.txt').at(-1)).toEqual(['skills', 'Skills.csv']);
});

it.each([
  'Essential Skills to Work Activities.txt',
  'Essential Skills to Work Context.txt',
  'essential_skills_to_work_activities.csv',
  'Software Skills.txt',
  'Technology Skills.txt',
  'Skills.txt.bak',
  '._Essential Skills.txt',
  'Copy of Essential Skills.txt',
  'Essential Skills.xlsx',
])('does not take %s for a skills file', (name) => {
  expect(select(...SPLIT, name).filter(([kind]) => kind === 'skills')).toEqual(SPLIT_SKILLS);
  expect(() => select('Scales Reference.txt', 'Occupation Data.txt', name)).toThrow('folder onet has no "Skills.txt"');
});

it.each([
  ['Scales Reference.txt', '"Scales Reference.txt"'],
  ['Occupation Data.txt', '"Occupation Data.txt"'],
  ['Skills.txt', '"Skills.txt", or "Essential Skills.txt" + "Transferable Skills.txt"'],
])('names the required %s where it is missing', (missing, named) => {
  const rest = REQUIRED.filter((name) => name !== missing);
  expect(() => select(...rest)).toThrow(
    `folder onet has no ${named} (nor the same as .csv); use a complete O*NET database download.`,
  );
});

const TABLES = ['Scales Reference', 'Content Model Reference', 'Occupation Data', 'Skills', 'Job Zones'];
const snakeCase = (name: string) => name.toLowerCase().replaceAll(' ', '_');

it.each<[string, (table: string, i: number) => string]>([
  ['Excel', (table) => `${table}.xlsx`],
  ['SQL', (table, i) => `${String(i + 1).padStart(2, '0')}_${snakeCase(table)}.sql`],
  ['JSON', (table) => `${snakeCase(table)}.json`],
])('tells the %s form by name, and what to take instead', (form, nameOf) => {
  const files = ['Read Me.txt', ...TABLES.map(nameOf)].map((name) => ({ name }));
  const named = { description: `folder db_29_0`, releaseName: '29.0' };
  const next = 'take the text form of the release, db_29_0_text.zip, from https://www.onetcenter.org/db_releases.html.';
  expect(() => selectFiles(files, named)).toThrow(
    `folder db_29_0 has no "Scales Reference.txt" (nor the same as .csv); ${nameOf('Scales Reference', 0)} is the ${form} ` +
      `form, which this service does not read: ${next}`,
  );
  expect(() => selectFiles(files, SOURCE)).toThrow(
    'take the text form of the release, a file such as db_31_0_text.zip,',
  );
});

it('reads the text beside another form, and what is no table counts for no form', () => {
  expect(select(...REQUIRED, 'Skills.xlsx', '01_job_zones.sql').map(([, name]) => name)).toEqual(REQUIRED);
  expect(() => select('my skills.xlsx', 'Report.json')).toThrow('folder onet has no "Scales Reference.txt"');
});

it('does without the files that are not required', () => {
  expect(select(...REQUIRED).map(([kind]) => kind)).toEqual(['scales', 'occupations', 'skills']);
});

it.each([
  ['Essential Skills.txt', 'Transferable Skills.txt'],
  ['Transferable Skills.txt', 'Essential Skills.txt'],
])('refuses %s without %s, half of the skills', (present, missing) => {
  const half = present.replace('.txt', '');
  expect(() => select('Scales Reference.txt', 'Occupation Data.txt', present)).toThrow(
    `folder onet has "${half}" but no "${missing}" (nor .csv), which belongs to it.`,
  );
});

it('refuses the skills of two generations side by side', () => {
  expect(() => select('Skills.txt', ...SPLIT)).toThrow(
    'folder onet holds Skills and Essential Skills + Transferable Skills, which are the same table of different releases; ' +
      'keep one release.',
  );
});

it('refuses the titles of two generations side by side, also as text and as CSV', () => {
  expect(() => select(...REQUIRED, 'Alternate Titles.txt', 'job_titles.csv')).toThrow(
    'Alternate Titles and Job Titles',
  );
});

it.each<[kind: string, ofOneGeneration: readonly string[], ofAnother: readonly string[]]>([
  ['technology', ['Technology Skills.txt'], ['software_skills.csv']],
  ['preparation', ['Education, Training, and Experience.txt'], ['Education.txt', 'Training and Experience.txt']],
  [
    'preparationCategories',
    ['Education, Training, and Experience Categories.txt'],
    ['Education Categories.txt', 'Training and Experience Categories.txt'],
  ],
  ['intermediateActivities', ['IWA Reference.txt'], ['GWAs to IWAs.txt']],
  ['detailedActivities', ['dwa_reference.csv'], ['gwas_to_iwas_to_dwas.csv']],
])('selects %s of either generation, and refuses both side by side', (kind, ofOneGeneration, ofAnother) => {
  for (const names of [ofOneGeneration, ofAnother]) {
    expect(select(...REQUIRED, ...names).slice(REQUIRED.length)).toEqual(names.map((name) => [kind, name]));
  }
  expect(() => select(...REQUIRED, ...ofOneGeneration, ...ofAnother)).toThrow(
    /^folder onet holds .+ and .+, which are the same table of different releases; keep one release\.$/,
  );
});

it('refuses half of what people had to learn', () => {
  expect(() => select(...REQUIRED, 'Education.txt')).toThrow(
    'folder onet has "Education" but no "Training and Experience.txt" (nor .csv), which belongs to it.',
  );
  expect(() => select(...REQUIRED, 'Training and Experience Categories.txt')).toThrow(
    'folder onet has "Training and Experience Categories" but no "Education Categories.txt" (nor .csv), which belongs to it.',
  );
});

it.each(['Abilities to Work Activities.txt', 'Knowledge to Work Context.txt', 'Tools Used.txt', 'Task Ratings.txt'])(
  'reads nothing of %s',
  (name) => {
    expect(select(...REQUIRED, name)).toEqual(select(...REQUIRED));
  },
);

it('reports what is wrong as a fault of the source', () => {
  expect(() => select()).toThrow(SourceInvalidError);
});

it.each([
  ['Occupation Data.txt', true],
  ['occupation data.TXT', true],
  ['occupation_data.csv', true],
  ['Occupation%20Data.txt', true],
  ['Occupation Data', false],
  ['Occupation Data.json', false],
  ['._Occupation Data.txt', false],
  ['Occupation Data 2.txt', false],
])('tells whether %s holds Occupation Data', (name, holds) => {
  expect(hasTableName(name, 'Occupation Data')).toBe(holds);
});

it('refuses a table that is there twice in one form', () => {
  const names = ['Occupation Data.txt', 'occupation_data.txt', 'Skills.txt', 'Scales Reference.txt'];
  const select = () =>
    selectFiles(
      names.map((name) => ({ name })),
      SOURCE,
    );
  expect(select).toThrow('Occupation Data.txt and occupation_data.txt are the same table; keep one of them.');
});
