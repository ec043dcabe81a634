export type OnetTableName = 'scales' | 'elements' | 'occupations' | 'skills' | 'anchors' | 'jobZones' | 'titles';

/** The fields of a row in the order of its file; with another number of fields than the header has, it is misshapen. */
export type OnetRow = readonly string[];

export type OnetTables = Record<OnetTableName, readonly OnetRow[]>;

/** The tables by the names and headers that their text files have up to release 30.2. */
export const TABLE_LAYOUTS = {
  scales: { name: 'Scales Reference', headers: ['Scale ID', 'Scale Name', 'Minimum', 'Maximum'] },
  elements: { name: 'Content Model Reference', headers: ['Element ID', 'Element Name', 'Description'] },
  occupations: { name: 'Occupation Data', headers: ['O*NET-SOC Code', 'Title', 'Description'] },
  skills: {
    name: 'Skills',
    headers: [
      'O*NET-SOC Code',
      'Element ID',
      'Element Name',
      'Scale ID',
      'Data Value',
      'N',
      'Standard Error',
      'Lower CI Bound',
      'Upper CI Bound',
      'Recommend Suppress',
      'Not Relevant',
      'Date',
      'Domain Source',
    ],
  },
  anchors: {
    name: 'Level Scale Anchors',
    headers: ['Element ID', 'Element Name', 'Scale ID', 'Anchor Value', 'Anchor Description'],
  },
  jobZones: {
    name: 'Job Zones',
    headers: ['O*NET-SOC Code', 'Job Zone', 'Date', 'Domain Source'],
  },
  titles: {
    name: 'Alternate Titles',
    headers: ['O*NET-SOC Code', 'Alternate Title', 'Short Title', 'Source(s)'],
  },
} as const satisfies Record<OnetTableName, { name: string; headers: readonly string[] }>;

export const TABLE_NAMES = Object.keys(TABLE_LAYOUTS) as OnetTableName[];

/**
 * A small made-up release: five occupations, four of them rated on three skills, each by importance and level. It has
 * what official files have: missing values, quotes, flags, a scale that begins below zero.
 */
export function onetTables(): OnetTables {
  return {
    scales: [
      ['IM', 'Importance', '1', '5'],
      ['LV', 'Level', '0', '7'],
      ['WI', 'Work Styles Impact', '-3', '3'],
    ],
    elements: [
      ['2', 'Made-up requirements', 'What our made-up jobs ask for.'],
      ['2.A', 'Essentials', 'Said to be needed by everybody.'],
      ['2.B', 'Extras', 'Said to be needed by some, "transferable" or not.'],
      ['2.A.1.a', 'Reading Maps', 'Finding the way on paper.'],
      ['2.A.1.b', 'Listening Closely', 'Hearing what is meant; not only what is said.'],
      ['2.B.1.a', 'Calming Geese', 'n/a'],
    ],
    occupations: [
      ['11-1011.00', 'Tower Keepers', 'Keep a tower, its stairs and its bell.'],
      ['13-2011.00', 'Coin Polishers', 'Polish coins until they shine, and count them.'],
      ['15-1252.00', 'Riddle Writers', 'Write riddles for fairs.\u0020Sell "hard" ones dearly.'],
      ['29-1141.00', 'Goose Nurses', 'Care for geese, day and night.'],
      ['53-7051.00', 'Cart Pushers', 'Push carts uphill.'],
    ],
    skills: RATED.flatMap((occupation, o) => SKILLS.flatMap((skill, s) => ratings(occupation, skill, o, s))),
    anchors: [
      ['2.A.1.a', 'Reading Maps', 'LV', '2', 'Find the "old" bridge'],
      ['2.A.1.a', 'Reading Maps', 'LV', '6', 'Draw the coast after one voyage'],
      ['2.B.1.a', 'Calming Geese', 'LV', '4', 'Quiet a gaggle, in the rain'],
    ],
    jobZones: [
      ['11-1011.00', '4', '08/2023', 'Analyst'],
      ['13-2011.00', '2', '07/2021', 'Analyst - Transition'],
      ['29-1141.00', '5', '08/2023', 'n/a'],
    ],
    titles: [
      ['11-1011.00', 'Bell Ringer', 'n/a', '02,10'],
      ['11-1011.00', 'Keeper of Towers', 'KOT', '08'],
      ['29-1141.00', 'nurse', 'n/a', '01'],
      ['29-1141.00', 'Nurse', 'n/a', '01'],
      ['53-7051.00', 'Pusher, Carts', 'n/a', 'n/a'],
    ],
  };
}

/** The first row of a table with some fields changed, by header. */
export function onetRow(table: OnetTableName, changes: Readonly<Record<string, string>>): OnetRow {
  const headers: readonly string[] = TABLE_LAYOUTS[table].headers;
  const unknown = Object.keys(changes).filter((header) => !headers.includes(header));
  if (unknown.length > 0) throw new Error(`${TABLE_LAYOUTS[table].name} has no column ${unknown.join(', ')}`);
  return onetTables()[table][0]!.map((field, i) => changes[headers[i]!] ?? field);
}

const RATED = ['11-1011.00', '13-2011.00', '15-1252.00', '29-1141.00'];
const SKILLS = [
  ['2.A.1.a', 'Reading Maps'],
  ['2.A.1.b', 'Listening Closely'],
  ['2.B.1.a', 'Calming Geese'],
] as const;

/** Importance and level of one skill in one occupation: not the same for any two, and neither round. */
function ratings(code: string, [elementId, elementName]: readonly [string, string], o: number, s: number): OnetRow[] {
  const importance = (1.25 + ((o * 3 + s * 5) % 15) * 0.25).toFixed(2);
  const level = (((o * 7 + s * 4) % 28) * 0.25 + 0.12).toFixed(2);
  const suppress = (o + s) % 3 === 2 ? 'Y' : 'N';
  const notRelevant = Number(level) < 1 ? 'Y' : 'N';
  const key = [code, elementId, elementName] as const;
  return [
    [...key, 'IM', importance, '8', '0.2345', '0.7904', '5.0000', 'N', 'n/a', '08/2023', 'Analyst'],
    [...key, 'LV', level, '8', '0.1009', 'n/a', 'n/a', suppress, notRelevant, '07/2021', 'Analyst - Transition'],
  ];
}
