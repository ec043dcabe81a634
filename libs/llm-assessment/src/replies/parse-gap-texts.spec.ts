import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseGapTexts } from './parse-gap-texts';
import type { ParsedReply } from './parsed-reply';

const FIXTURES = join(__dirname, 'fixtures');

const EQUIPMENT = '2.B.3.c';
const CONTROL = '2.B.3.h';
const REPAIRING = '2.B.3.l';
const IDS = [EQUIPMENT, CONTROL, REPAIRING];
const ASKED = {
  fromCode: '11-1011.00',
  toCode: '11-3013.00',
  gaps: [
    { elementId: EQUIPMENT, name: 'Equipment Selection' },
    { elementId: CONTROL, name: 'Operation and Control' },
    { elementId: REPAIRING, name: 'Repairing' },
  ],
};

const equipmentGap =
  'A chief executive approves budgets for equipment but rarely compares the devices. Choosing pumps, chillers & tools ' +
  'takes product knowledge from maintenance work (O*NET lists it as a core duty) and a year of practice.';
const controlGap =
  'Running heating and access systems at their panels is new to an executive. A vendor course and some weeks beside an ' +
  'operator are enough for the basics.';
const repairingGap =
  'Facilities managers judge repairs and sometimes make small ones, which executive work never asks for. Short courses ' +
  'in building trades and supervised practice close most of it.';

/** What a fixture amounts to: its items, what cannot be used of it, and why all of it is rejected, if it is. */
interface Outcome {
  readonly items?: Readonly<Record<string, string>>;
  readonly problems?: readonly (readonly [item: string, reason: string])[];
  readonly rejected?: string;
}

/** A file, what is the matter with it, and what becomes of it. Files named `truncated` end at the token limit. */
type Row = readonly [file: string, matter: string, outcome: Outcome];

const ALL = { [EQUIPMENT]: equipmentGap, [CONTROL]: controlGap, [REPAIRING]: repairingGap };
const GAP = 'llm_gap_description';
const NOTHING_USABLE = 'The reply has no item that can be used.';

const ROWS: readonly Row[] = [
  ['gap-right', 'is what was asked for', { items: ALL }],
  [
    'gap-too-short',
    'has texts that are too short, one of them but for its blanks',
    {
      items: { [REPAIRING]: repairingGap },
      problems: [
        [EQUIPMENT, `${GAP} has 15 characters, not 40 to 900`],
        [CONTROL, `${GAP} has 39 characters, not 40 to 900`],
      ],
    },
  ],
  [
    'gap-too-long',
    'has a text that is too long',
    {
      items: { [CONTROL]: controlGap, [REPAIRING]: repairingGap },
      problems: [[EQUIPMENT, `${GAP} has 1084 characters, not 40 to 900`]],
    },
  ],
  ['gap-on-several-lines', 'has line ends and blanks in a text', { items: ALL }],
  [
    'gap-markdown',
    'has bold text, a list, and code beside a link',
    {
      items: { [EQUIPMENT]: 'Equipment selection is new to an executive; it takes product knowledge.' },
      problems: [CONTROL, REPAIRING].map((id) => [id, `${GAP} has markdown in it`] as const),
    },
  ],
  [
    'gap-markdown-lines',
    'has a heading, a numbered line and an emphasis',
    {
      items: { [REPAIRING]: 'Repairs are entirely new to somebody from executive work.' },
      problems: [EQUIPMENT, CONTROL].map((id) => [id, `${GAP} has markdown in it`] as const),
    },
  ],
  [
    'gap-html',
    'has a tag and an entity',
    {
      items: { [REPAIRING]: repairingGap },
      problems: [EQUIPMENT, CONTROL].map((id) => [id, `${GAP} has HTML in it`] as const),
    },
  ],
  [
    'gap-control-characters',
    'has an escape sequence and half a character',
    {
      items: { [EQUIPMENT]: equipmentGap },
      problems: [CONTROL, REPAIRING].map((id) => [id, `${GAP} has control characters`] as const),
    },
  ],
  [
    'gap-no-text',
    'has null, nothing and an object as texts',
    {
      rejected: NOTHING_USABLE,
      problems: [
        [EQUIPMENT, `${GAP} is null, not a text`],
        [CONTROL, `${GAP} is missing`],
        [REPAIRING, `${GAP} is an object, not a text`],
      ],
    },
  ],
  ['gap-not-asked', 'describes what is no gap', { items: ALL, problems: [['2.A.1.a', 'was not asked for']] }],
  [
    'gap-duplicate',
    'has a text twice, and two texts for one gap',
    {
      items: { [EQUIPMENT]: equipmentGap, [CONTROL]: controlGap },
      problems: [[REPAIRING, 'is there 2 times and not always the same']],
    },
  ],
  [
    'gap-soc-codes-swapped',
    'goes the other way',
    { rejected: 'The reply has "11-3013.00" as llm_from_onet_soc_code, which should be 11-1011.00.' },
  ],
  ['gap-no-envelope', 'is the bare list in an object', { items: ALL }],
  ['gap-truncated', 'ends within the last text', { items: { [EQUIPMENT]: equipmentGap, [CONTROL]: controlGap } }],
];

function fixture(name: string) {
  return { text: readFileSync(join(FIXTURES, `${name}.txt`), 'utf8'), truncated: name.includes('truncated') };
}

/** All that a parsed reply says, from what a row says of it. */
function parsed({ items = {}, problems = [], rejected }: Outcome): ParsedReply<string> {
  const missing = IDS.filter((id) => !(id in items));
  return {
    outcome: rejected !== undefined ? 'rejected' : missing.length > 0 ? 'partial' : 'complete',
    reason: rejected ?? null,
    items: new Map(Object.entries(items)),
    missing,
    problems: problems.map(([item, reason]) => ({ item, reason })),
  };
}

it.each(ROWS)('%s.txt %s', (file, _matter, outcome) => {
  expect(parseGapTexts(fixture(file), ASKED)).toEqual(parsed(outcome));
});

it('has an outcome for every fixture', () => {
  const files = readdirSync(FIXTURES).filter((file) => file.startsWith('gap-'));
  expect(ROWS.map(([file]) => `${file}.txt`).sort()).toEqual(files.sort());
});

it.each([
  'Knows C++, C# and snake_case names; 2 * 3 < 7 and a > b hold in O*NET too.',
  'R&D, AT&T; sales - and service - are new: that takes 2.5 years (or so) of practice.',
])('%j is plain text', (text) => {
  const reply = JSON.stringify({ skill_gaps: [{ element_id: '2.B.3.c', llm_gap_description: text }] });
  expect(parseGapTexts({ text: reply, truncated: false }, ASKED).items.get('2.B.3.c')).toBe(text);
});

it('takes a text as the same whether or not a word of it is emphasised', () => {
  const text = '**Development Needed:** a *focus* on `panels`, alarms and what they mean.';
  const reply = JSON.stringify({ skill_gaps: [{ element_id: '2.B.3.c', llm_gap_description: text }] });
  expect(parseGapTexts({ text: reply, truncated: false }, ASKED).items.get('2.B.3.c')).toBe(
    'Development Needed: a focus on panels, alarms and what they mean.',
  );
});
