import type { OnetRow } from './table-layouts';

/** All five zones, as releases have them up to 30.1. */
export const JOB_ZONE_REFERENCE: readonly OnetRow[] = [
  [
    ...['1', 'Job Zone One: Hardly Any Preparation Needed', 'None that one would notice.'],
    ...['Some can read.', 'An afternoon, with breaks.', 'Scarecrows, doorstops.', 'Below 4.0'],
  ],
  [
    ...['2', 'Job Zone Two: Some Preparation Needed', 'Having seen it done helps.', 'The village school, mostly.'],
    ...['A few months beside "somebody who knows".', 'Coin polishers, bell wipers.', '4.0 to < 6.0'],
  ],
  [
    ...['3', 'Job Zone Three: Medium Preparation Needed', 'A year or two of doing it wrong.'],
    ...['A school with a roof.', 'One or two years.', 'Millers, drummers.', '6.0 to < 7.0'],
  ],
  [
    ...['4', 'Job Zone Four: Considerable Preparation Needed', 'Several years, for example four on stairs.'],
    ...['Four years under a master.', 'Several years.', 'Tower keepers, map menders.', '7.0 to < 8.0'],
  ],
  [
    ...['5', 'Job Zone Five: Extensive Preparation Needed', 'More than one is told at first.'],
    ...['An academy; some attend two.', 'None: they know it all.', 'Goose nurses.', '8.0 and above'],
  ],
];

interface Question {
  readonly element: readonly [id: string, name: string];
  readonly scale: string;
  readonly categories: readonly string[];
}

const SCHOOLING = {
  element: ['2.D.1', 'Required Level of Education'],
  scale: 'RL',
  categories: [
    'None worth mentioning',
    'Village school - or the equivalent (for example, a talkative aunt)',
    'Some years under a master',
    'Academy, with "honours"',
  ],
} satisfies Question;
const EXPERIENCE = {
  element: ['3.A.1', 'Related Work Experience'],
  scale: 'RW',
  categories: ['None', 'Up to and including one winter', 'Over one winter'],
} satisfies Question;
const INDOOR_TRAINING = {
  element: ['3.A.2', 'On-Site or In-Plant Training'],
  scale: 'PT',
  categories: ['None', 'Up to and including one week', 'Over one week'],
} satisfies Question;
const TRAINING_ON_THE_JOB = {
  element: ['3.A.3', 'On-the-Job Training'],
  scale: 'OJ',
  categories: ['None or short demonstration', 'Until the first mishap', 'Beyond the first mishap'],
} satisfies Question;
const CERTIFICATE = ['2.D.4.a', 'Job-Related Professional Certification'] as const;
const APPRENTICESHIP = ['3.A.4.a', 'Apprenticeship'] as const;
const QUESTIONS: readonly Question[] = [SCHOOLING, EXPERIENCE, INDOOR_TRAINING, TRAINING_ON_THE_JOB];

/** Percent of those who answered: a scale for each question. */
export const PREPARATION_SCALES: readonly OnetRow[] = [
  ['OJ', 'On-The-Job Training (Categories 1-3)', '0', '100'],
  ['PT', 'On-Site Or In-Plant Training (Categories 1-3)', '0', '100'],
  ['RL', 'Required Level Of Education (Categories 1-4)', '0', '100'],
  ['RW', 'Related Work Experience (Categories 1-3)', '0', '100'],
];

/** What is asked, named as in official releases: its ids have a meaning of their own. */
export const PREPARATION_ELEMENTS: readonly OnetRow[] = [
  ['2.D', 'Education', 'What they had to sit through.'],
  ['2.D.1', 'Required Level of Education', 'How long they had to sit.'],
  ['2.D.4.a', 'Job-Related Professional Certification', 'A paper that says so, with a seal.'],
  ['3', 'Made-up past', 'What they did before.'],
  ['3.A', 'Experience and Training', 'What they are asked about when they apply.'],
  ['3.A.1', 'Related Work Experience', 'How long they did something alike.'],
  ['3.A.2', 'On-Site or In-Plant Training', 'How long they are shown it indoors.'],
  ['3.A.3', 'On-the-Job Training', 'How long they are watched.'],
  ['3.A.4.a', 'Apprenticeship', 'n/a'],
];

/** The answers that each question allows: fewer than official ones. */
export const PREPARATION_CATEGORIES: readonly OnetRow[] = QUESTIONS.flatMap(({ element, scale, categories }) =>
  categories.map((description, i) => [...element, scale, String(i + 1), description]),
);

/** Whose occupations are described by experts, of whose answers no error is told. */
const BY_EXPERTS = ['13-2011.00', '29-1141.00'];

/** Percent of those who answered, by category; each question comes out at 100.00. */
export const PREPARATION: readonly OnetRow[] = [
  ...answers('11-1011.00', SCHOOLING, ['0.00', '10.71', '64.29', '25.00']),
  rating('11-1011.00', CERTIFICATE, '3.01'),
  ...answers('11-1011.00', EXPERIENCE, ['3.57', '21.43', '75.00']),
  ...answers('11-1011.00', INDOOR_TRAINING, ['100.00', '0.00', '0.00']),
  ...answers('11-1011.00', TRAINING_ON_THE_JOB, ['28.57', '35.71', '35.72']),
  rating('11-1011.00', APPRENTICESHIP, '2.25'),
  ...answers('13-2011.00', SCHOOLING, ['34.62', '65.38', '0.00', '0.00']),
  ...answers('13-2011.00', EXPERIENCE, ['33.33', '33.33', '33.34']),
  ...answers('29-1141.00', SCHOOLING, ['0.00', '0.00', '7.69', '92.31']),
  rating('29-1141.00', CERTIFICATE, '4.75'),
  ...answers('29-1141.00', EXPERIENCE, ['15.38', '46.16', '38.46']),
  ...answers('29-1141.00', INDOOR_TRAINING, ['50.00', '26.92', '23.08']),
  ...answers('29-1141.00', TRAINING_ON_THE_JOB, ['7.69', '88.46', '3.85']),
];

/** Where nobody or everybody answered so, there is no error and no interval. */
function answers(code: string, { element, scale }: Question, percents: readonly string[]): OnetRow[] {
  return percents.map((percent, i) => {
    const value = Number(percent);
    const unanimous = value === 0 || value === 100;
    const spread = unanimous ? ['0.0000', 'n/a', 'n/a'] : ['6.2500', ...interval(value, 12.5, [0, 100])];
    const suppress = !unanimous && value < 5 ? 'Y' : 'N';
    return [code, ...element, scale, String(i + 1), percent, ...surveyed(code, [...spread, suppress])];
  });
}

/** Certificates and apprenticeships are rated, not put into categories. */
function rating(code: string, element: readonly [id: string, name: string], value: string): OnetRow {
  const spread = ['0.2500', ...interval(Number(value), 0.5, [1, 5])];
  return [code, ...element, 'IM', 'n/a', value, ...surveyed(code, [...spread, 'N'])];
}

function surveyed(code: string, quality: readonly string[]): string[] {
  if (!BY_EXPERTS.includes(code)) return ['28', ...quality, '08/2023', 'Incumbent'];
  return ['26', ...quality.map(() => 'n/a'), '08/2021', 'Occupational Expert'];
}

function interval(value: number, margin: number, [minimum, maximum]: readonly [number, number]): string[] {
  return [Math.max(minimum, value - margin).toFixed(4), Math.min(maximum, value + margin).toFixed(4)];
}
