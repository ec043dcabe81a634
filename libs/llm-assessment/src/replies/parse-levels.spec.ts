import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLevels } from './parse-levels';
import type { AssessedLevel, ParsedReply } from './parsed-reply';

const FIXTURES = join(__dirname, 'fixtures');

const READING = '2.A.1.a';
const CONTROL = '2.B.3.h';
const JUDGMENT = '2.B.4.e';
const IDS = [READING, CONTROL, JUDGMENT];
const ASKED = {
  code: '11-3013.00',
  skills: [
    { elementId: READING, name: 'Reading Comprehension' },
    { elementId: CONTROL, name: 'Operation and Control' },
    { elementId: JUDGMENT, name: 'Judgment and Decision Making' },
  ],
};

const reading: AssessedLevel = {
  level: 3.5,
  skillName: 'Reading Comprehension',
  levelDescription: 'Reads contracts, building codes and inspection reports.',
  explanation: 'Lease and service contracts are harder than a personnel email, but no scientific articles.',
};
const control: AssessedLevel = {
  level: 2,
  skillName: 'Operation and Control',
  levelDescription: 'Sets building systems through a control panel.',
  explanation: 'Heating and access systems are set now and then; the machines are run by others.',
};
const judgment: AssessedLevel = {
  level: 4,
  skillName: 'Judgment and Decision Making',
  levelDescription: 'Chooses contractors and the order of repairs.',
  explanation: 'Weighs cost, safety and disturbance of tenants, mostly with known options.',
};

/** What a fixture amounts to: its items, what cannot be used of it, and why all of it is rejected, if it is. */
interface Outcome {
  readonly items?: Readonly<Record<string, AssessedLevel>>;
  readonly problems?: readonly (readonly [item: string, reason: string])[];
  readonly rejected?: string;
}

/** A file, what is the matter with it, and what becomes of it. Files named `truncated` end at the token limit. */
type Row = readonly [file: string, matter: string, outcome: Outcome];

const ALL = { [READING]: reading, [CONTROL]: control, [JUDGMENT]: judgment };
const WITHOUT_JUDGMENT = { [READING]: reading, [CONTROL]: control };
const WITHOUT_CONTROL = { [READING]: reading, [JUDGMENT]: judgment };
const ONLY_READING = { [READING]: reading };
const ONLY_JUDGMENT = { [JUDGMENT]: judgment };
const NOTHING_USABLE = 'The reply has no item that can be used.';

function notALevel(id: string, value: string) {
  return [id, `llm_assigned_proficiency_level is ${value}, not a number from 0 to 7`] as const;
}

const ROWS: readonly Row[] = [
  ['right', 'is what was asked for', { items: ALL }],
  ['fenced', 'is in a fence', { items: ALL }],
  ['fence-without-end', 'is in a fence that is never closed', { items: ALL }],
  ['bom', 'begins with a byte order mark', { items: ALL }],
  ['prose-around', 'has text with braces and quotes before and behind it', { items: ALL }],
  ['prose-and-fence', 'is in a fence between text', { items: ALL }],
  ['truncated-mid-item', 'ends within the last item', { items: WITHOUT_JUDGMENT }],
  ['truncated-after-level-digit', 'ends after the 2 of "2.5"', { items: ONLY_READING }],
  ['truncated-after-level-number', 'ends after the 3 of what may be 3.5', { items: ONLY_READING }],
  ['truncated-after-last-item', 'lacks only the last brackets', { items: ALL }],
  ['truncated-in-fence', 'ends within the last item, in a fence', { items: WITHOUT_JUDGMENT }],
  [
    'truncated-in-first-item',
    'ends within the first item',
    { rejected: 'The reply was cut off before its first item was complete.' },
  ],
  [
    'cut-off-without-notice',
    'ends within the last item, though the model says that it is whole',
    { rejected: 'The reply holds a JSON object without an end.' },
  ],
  ['level-as-number', 'has levels as numbers, and one with blanks around it', { items: ALL }],
  [
    'level-between-half-steps',
    'has a level that is no half step',
    { items: { ...ALL, [READING]: { ...reading, level: 3.62 } } },
  ],
  [
    'level-out-of-range',
    'has a level above 7 and one below 0',
    { items: ONLY_JUDGMENT, problems: [notALevel(READING, '"7.5"'), notALevel(CONTROL, '-1')] },
  ],
  [
    'level-as-range',
    'has a range and a fraction as levels',
    { items: ONLY_JUDGMENT, problems: [notALevel(READING, '"3-4"'), notALevel(CONTROL, '"2/7"')] },
  ],
  [
    'level-null',
    'has null as a level, and an item without one',
    {
      items: ONLY_JUDGMENT,
      problems: [notALevel(READING, 'null'), [CONTROL, 'llm_assigned_proficiency_level is missing']],
    },
  ],
  [
    'level-no-plain-number',
    'has levels in hex, with an exponent and empty',
    {
      rejected: NOTHING_USABLE,
      problems: [notALevel(READING, '"0x3"'), notALevel(CONTROL, '"2e0"'), notALevel(JUDGMENT, '""')],
    },
  ],
  [
    'level-of-another-type',
    'has true, a list and an object as levels',
    {
      rejected: NOTHING_USABLE,
      problems: [notALevel(READING, 'true'), notALevel(CONTROL, 'a list'), notALevel(JUDGMENT, 'an object')],
    },
  ],
  [
    'level-in-words',
    'has words as levels',
    { items: ONLY_JUDGMENT, problems: [notALevel(READING, '"high"'), notALevel(CONTROL, '"NaN"')] },
  ],
  ['level-as-bare-nan', 'has NaN where JSON has none', { rejected: 'The reply holds no valid JSON object.' }],
  [
    'level-infinite',
    'has 1e999 as a level',
    { items: { [CONTROL]: control, [JUDGMENT]: judgment }, problems: [notALevel(READING, 'Infinity')] },
  ],
  [
    'text-missing',
    'lacks an explanation, a description and a name, of which the name is known',
    {
      items: ONLY_JUDGMENT,
      problems: [
        [READING, 'llm_explanation is missing'],
        [CONTROL, 'llm_assigned_proficiency_description is empty'],
      ],
    },
  ],
  [
    'text-no-text',
    'has a number, null and a list as texts',
    {
      items: { [CONTROL]: control },
      problems: [
        [READING, 'llm_explanation is 17, not a text'],
        [JUDGMENT, 'llm_assigned_proficiency_description is a list, not a text'],
      ],
    },
  ],
  ['control-characters', 'has control characters, line ends and half a character in its texts', { items: ALL }],
  ['duplicate-equal', 'has an item twice with the same content', { items: ALL }],
  [
    'duplicate-differing',
    'has an item twice with two levels',
    { items: WITHOUT_CONTROL, problems: [[CONTROL, 'is there 2 times and not always the same']] },
  ],
  [
    'duplicate-unusable',
    'has an item twice, once without a level',
    { items: WITHOUT_CONTROL, problems: [notALevel(CONTROL, '"high"')] },
  ],
  ['unknown-id', 'has an item that was not asked for', { items: ALL, problems: [['2.B.3.e', 'was not asked for']] }],
  [
    'unknown-id-with-asked-name',
    'has an asked name beside an id that was not asked for',
    { items: WITHOUT_JUDGMENT, problems: [['2.B.4.x', 'was not asked for']] },
  ],
  [
    'name-instead-of-id',
    'names its items, in capitals, with & and in wide letters',
    { items: { ...ALL, [JUDGMENT]: { ...judgment, skillName: 'Ｊｕｄｇｍｅｎｔ & Decision Making' } } },
  ],
  [
    'name-similar',
    'has a name that is spelt in another way, and no id',
    { items: WITHOUT_JUDGMENT, problems: [['Judgement and Decision Making', 'was not asked for']] },
  ],
  [
    'name-of-another-skill',
    'has the id of one skill with the name of another',
    { items: WITHOUT_CONTROL, problems: [[CONTROL, 'has the name of 2.B.4.e']] },
  ],
  [
    'wrong-soc-code',
    'is about another occupation',
    { rejected: 'The reply has "11-3012.00" as llm_onet_soc_code, which should be 11-3013.00.' },
  ],
  ['soc-code-missing', 'does not say which occupation it is about', { items: ALL }],
  ['missing-skill', 'lacks a skill', { items: WITHOUT_CONTROL }],
  ['no-envelope', 'lacks the outer object', { items: ALL }],
  [
    'no-envelope-wrong-soc-code',
    'lacks the outer object and is about another occupation',
    { rejected: 'The reply has "11-3012.00" as llm_onet_soc_code, which should be 11-3013.00.' },
  ],
  ['array-at-top', 'is nothing but the list', { items: ALL }],
  ['other-envelope', 'calls its list something else', { rejected: 'The reply has no list assessed_skills.' }],
  [
    'items-no-objects',
    'has items that are no objects, and one that says nothing of its skill',
    {
      items: ONLY_READING,
      problems: [
        ['item 2', 'is "2.B.3.h: 2", not an object'],
        ['item 3', 'is null, not an object'],
        ['item 4', 'is a list, not an object'],
        ['item 5', 'has no element_id'],
      ],
    },
  ],
  ['no-items', 'has an empty list', { rejected: NOTHING_USABLE }],
  ['unknown-keys', 'has more keys than were asked for', { items: ALL }],
  [
    'prototype-keys',
    'has keys that JavaScript gives a meaning to',
    {
      items: { [CONTROL]: control },
      problems: [
        ['item 1', 'has no element_id'],
        ['__proto__', 'was not asked for'],
        ['constructor', 'was not asked for'],
      ],
    },
  ],
  ['empty', 'is empty', { rejected: 'The reply is empty.' }],
  ['blank', 'has nothing but blanks', { rejected: 'The reply is empty.' }],
  ['no-json', 'is an excuse', { rejected: 'The reply holds no JSON object.' }],
  ['json-null', 'is null', { rejected: 'The reply has no list assessed_skills.' }],
  ['broken-json', 'lacks a comma', { rejected: 'The reply holds no valid JSON object.' }],
];

function fixture(name: string) {
  return { text: readFileSync(join(FIXTURES, `${name}.txt`), 'utf8'), truncated: name.includes('truncated') };
}

/** All that a parsed reply says, from what a row says of it. */
function parsed({ items = {}, problems = [], rejected }: Outcome): ParsedReply<AssessedLevel> {
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
  expect(parseLevels(fixture(file), ASKED)).toEqual(parsed(outcome));
});

it('finds the byte order mark where an editor may have removed it', () => {
  expect(fixture('bom').text.charCodeAt(0)).toBe(0xfeff);
});

it('has an outcome for every fixture', () => {
  const files = readdirSync(FIXTURES).filter((file) => !file.startsWith('gap-'));
  expect(ROWS.map(([file]) => `${file}.txt`).sort()).toEqual(files.sort());
});
