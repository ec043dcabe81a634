import { parseGapTexts } from './parse-gap-texts';
import { parseLevels } from './parse-levels';

const SKILLS = [
  { elementId: '2.A.1.a', name: 'Reading Comprehension' },
  { elementId: '2.B.3.h', name: 'Operation and Control' },
  { elementId: '2.B.4.e', name: 'Judgment and Decision Making' },
];
const IDS = SKILLS.map(({ elementId }) => elementId);
const LEVELS_ASKED = { code: '11-3013.00', skills: SKILLS };
const GAPS_ASKED = { fromCode: '11-1011.00', toCode: '11-3013.00', gaps: SKILLS };

const levelItems = SKILLS.map(({ elementId, name }, i) => ({
  element_id: elementId,
  llm_skill_name: name,
  llm_assigned_proficiency_description: `What is done with ${name}.`,
  llm_explanation: `Why {so}: \\ "${name}" [as a rule].`,
  llm_assigned_proficiency_level: String(2.5 + i),
}));
const gapItems = SKILLS.map(({ elementId, name }) => ({
  element_id: elementId,
  llm_gap_description: `What is missing of ${name} for the other occupation, and what closes this gap.`,
}));
const LEVELS = JSON.stringify({
  skill_proficiency_assessment: { llm_onet_soc_code: '11-3013.00', assessed_skills: levelItems },
});
const GAPS = JSON.stringify({
  skill_gap_analysis: {
    llm_from_onet_soc_code: '11-1011.00',
    llm_to_onet_soc_code: '11-3013.00',
    skill_gaps: gapItems,
  },
});

function levels(text: string, truncated = false) {
  return parseLevels({ text, truncated }, LEVELS_ASKED);
}

/** Of this process: what others do on the machine does not count. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function withFirstItem(change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ assessed_skills: [{ ...levelItems[0], ...change }, ...levelItems.slice(1)] });
}

describe('a cut at any character', () => {
  const ends = levelItems.map((item) => LEVELS.indexOf(JSON.stringify(item)) + JSON.stringify(item).length);

  it.each([
    [0, 'rejected', []],
    [1, 'partial', [2.5]],
    [2, 'partial', [2.5, 3.5]],
    [3, 'complete', [2.5, 3.5, 4.5]],
  ])('behind %d items leaves these items and is %s', (count, outcome, expected) => {
    const cuts = Array.from(LEVELS, (_, length) => length).filter(
      (length) => ends.filter((end) => end <= length).length === count,
    );
    const found = cuts.map((length) => {
      const { items, ...parsed } = levels(LEVELS.slice(0, length), true);
      return JSON.stringify([parsed.outcome, ...[...items].map(([id, { level }]) => [id, level])]);
    });
    expect(new Set(found)).toEqual(
      new Set([JSON.stringify([outcome, ...expected.map((level, i) => [IDS[i], level])])]),
    );
  });

  it('leaves nothing where the reply should have been whole', () => {
    expect(levels(LEVELS.slice(0, -1)).outcome).toBe('rejected');
    expect(levels(LEVELS).outcome).toBe('complete');
  });
});

describe('size', () => {
  const KIB = 1024;

  it('is 256 KiB of UTF-8 at most', () => {
    const padding = ' '.repeat(256 * KIB - Buffer.byteLength(LEVELS));
    expect(levels(LEVELS + padding).outcome).toBe('complete');
    expect(levels(`${LEVELS}${padding} `).reason).toBe('The reply is longer than 256 KiB.');
    expect(levels(LEVELS + 'é'.repeat(128 * KIB), true).reason).toBe('The reply is longer than 256 KiB.');
  });

  it('of the list is 500 items at most', () => {
    const list = (length: number) => JSON.stringify({ assessed_skills: Array.from({ length }, () => 0) });
    expect(levels(list(500)).problems).toHaveLength(500);
    expect(levels(list(100_000))).toMatchObject({
      reason: 'The reply has 100000 items, more than 500.',
      problems: [],
    });
  });

  it('of a text is 2,000 characters at most, the last of them an ellipsis where it was longer', () => {
    const explanation = (text: string) =>
      levels(withFirstItem({ llm_explanation: text })).items.get('2.A.1.a')?.explanation;
    expect(explanation('x'.repeat(2_000))).toBe('x'.repeat(2_000));
    expect(explanation('x'.repeat(2_001))).toBe(`${'x'.repeat(1_999)}…`);
    expect(explanation(`${'x'.repeat(1_998)}🍳x`)).toBe(`${'x'.repeat(1_998)}…`);
  });

  it('of a problem stays small', () => {
    const { problems } = levels(
      withFirstItem({ element_id: 'x'.repeat(5_000), llm_skill_name: '', llm_explanation: 'y'.repeat(5_000) }),
    );
    expect(problems).toEqual([{ item: `${'x'.repeat(59)}…`, reason: 'was not asked for' }]);
    const [problem] = levels(withFirstItem({ llm_assigned_proficiency_level: '\0"9'.repeat(5_000) })).problems;
    expect(problem?.reason.length).toBeLessThan(250);
  });
});

it.each([
  ['brackets', '['.repeat(200_000)],
  ['brackets and braces', '{"a":['.repeat(40_000)],
  ['closed brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects that are none', '{x}'.repeat(80_000)],
  ['a deep list of objects', '{"a":'.repeat(20_000) + '[' + '{},'.repeat(50_000)],
  ['quotes', '{"'.repeat(100_000)],
  ['backslashes', `{"${'\\'.repeat(200_000)}`],
  ['fences', '```'.repeat(80_000)],
  ['blanks', `x${' '.repeat(200_000)}x`],
])('a reply of nothing but %s is rejected at once', (_name, text) => {
  const start = processorMilliseconds();
  expect(levels(text).outcome).toBe('rejected');
  expect(levels(text, true).outcome).toBe('rejected');
  expect(processorMilliseconds() - start).toBeLessThan(1_000);
});

it('values of any depth do no harm where a text or a level is expected', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  for (const key of Object.keys(levelItems[0]!)) {
    const { problems, outcome } = levels(withFirstItem({ [key]: '@' }).replace('"@"', deep));
    // The name is known without the reply, and the id from the name.
    expect(outcome).toBe(key === 'llm_skill_name' || key === 'element_id' ? 'complete' : 'partial');
    expect(JSON.stringify(problems).length).toBeLessThan(200);
  }
});

it('a gap text of many lines is judged at once', () => {
  const start = processorMilliseconds();
  for (const filler of ['\n', ' ', '*', '<a', '_a', '\n-', '&a']) {
    const text = JSON.stringify({
      skill_gaps: [{ element_id: '2.A.1.a', llm_gap_description: 'a'.repeat(100) + filler.repeat(60_000) + 'a' }],
    });
    parseGapTexts({ text, truncated: false }, GAPS_ASKED);
  }
  expect(processorMilliseconds() - start).toBeLessThan(1_000);
});

describe('two asked skills of one name', () => {
  it('are told apart by their ids only', () => {
    const twins = SKILLS.map(({ elementId }) => ({ elementId, name: 'Reading Comprehension' }));
    const nameless = levelItems.map((item) => ({ ...item, llm_skill_name: 'Reading Comprehension' }));
    const read = (items: readonly object[]) =>
      parseLevels({ text: JSON.stringify(items), truncated: false }, { code: '11-3013.00', skills: twins }).outcome;
    expect(read(nameless)).toBe('complete');
    expect(read(nameless.map((item) => ({ ...item, element_id: '' })))).toBe('rejected');
  });
});

describe('random damage to a right reply', () => {
  /** A generator of numbers below 1 that are the same in every run (mulberry32). */
  function randomNumbers(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  const PIECES = '" \\ { } [ ] , : 9 - . e9 null 2.B.4.e \0 \ud800 ``` <'.split(' ');

  function damage(text: string, random: () => number): string {
    const below = (limit: number) => Math.floor(random() * limit);
    const at = below(text.length + 1);
    const end = at + below(below(4) === 0 ? 200 : 4);
    const piece = PIECES[below(PIECES.length)] ?? '';
    const changes = [
      text.slice(0, at) + text.slice(end),
      text.slice(0, at) + piece + text.slice(at),
      text.slice(0, at) + piece + text.slice(at + piece.length),
      text.slice(0, end) + text.slice(at),
      text.slice(0, at),
      text.replace(/\d\.\d"/, `${piece}"`),
    ];
    return changes[below(changes.length)] ?? text;
  }

  function damagedReplies(text: string, count: number, seed: number) {
    const random = randomNumbers(seed);
    return Array.from({ length: count }, () => {
      let damaged = text;
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--) damaged = damage(damaged, random);
      return { text: damaged, truncated: random() < 0.5 };
    });
  }

  it('never makes a level outside 0 to 7, nor one of a skill that was not asked for', () => {
    const replies = damagedReplies(LEVELS, 3_000, 1);
    const outcomes = new Set<string>();
    const wrong = replies.filter((reply) => {
      const { items, missing, outcome, reason } = parseLevels(reply, LEVELS_ASKED);
      outcomes.add(outcome);
      const levelsAreRight = [...items.values()].every(({ level }) => level >= 0 && level <= 7);
      return !levelsAreRight || !addUp(items, missing) || (reason === null) !== items.size > 0;
    });
    expect(wrong).toEqual([]);
    expect([...outcomes].sort()).toEqual(['complete', 'partial', 'rejected']);
  });

  it('never makes a gap text that is too short or too long, nor one of what was no gap', () => {
    const wrong = damagedReplies(GAPS, 2_000, 2).filter((reply) => {
      const { items, missing } = parseGapTexts(reply, GAPS_ASKED);
      const textsAreRight = [...items.values()].every(({ length }) => length >= 40 && length <= 900);
      return !textsAreRight || !addUp(items, missing);
    });
    expect(wrong).toEqual([]);
  });

  /** What was asked for is either there or missing, and there is nothing else. */
  function addUp(items: ReadonlyMap<string, unknown>, missing: readonly string[]): boolean {
    return [...items.keys(), ...missing].sort().join() === IDS.join();
  }
});
