import type { ProfilesService } from '@app/skills';
import { gapPrompt } from '../prompts/gap-prompt';
import { levelPrompt } from '../prompts/level-prompt';
import { parseGapTexts } from '../replies/parse-gap-texts';
import { parseLevels } from '../replies/parse-levels';
import type { AssessedLevel, ParsedReply } from '../replies/parsed-reply';
import type { GapFacts, LevelFacts, SkillFacts } from '../prompts/llm-request';
import { OfflineProvider } from './offline-provider';

const NURSES = { code: '29-1141.00', title: 'Registered Nurses', description: 'Assess patient health problems.' };
const WAITERS = { code: '35-3031.00', title: 'Waiters', description: 'Take orders and serve food.' };
const READING: SkillFacts = {
  elementId: '2.A.1.a',
  name: 'Reading Comprehension',
  description: 'Understanding sentences.',
  anchors: [
    { value: 2, description: 'Read step-by-step instructions for completing a form' },
    { value: 4, description: 'Understand an email from management about a policy.' },
    { value: 6, description: 'Read a scientific journal article' },
  ],
};
const REPAIRING: SkillFacts = { elementId: '2.B.3.k', name: 'Repairing', description: null, anchors: [] };

/** The analysts' levels. A skill of theirs need not have one. */
const LEVELS: Readonly<Record<string, Readonly<Record<string, number | null>>>> = {
  [NURSES.code]: { '2.A.1.a': 4.12, '2.A.1.b': 3.88, '2.B.1.a': 2.25, '2.B.3.k': null },
  [WAITERS.code]: { '2.A.1.a': 2.74, '2.B.3.k': 0.2 },
};

const provider = new OfflineProvider({
  current: {
    ratingsOf: (code: string) =>
      Object.entries(LEVELS[code] ?? {}).map(([elementId, level]) => ({
        element: { elementId },
        level: level === null ? null : { dataValue: level },
      })),
  },
} as unknown as ProfilesService);

async function assess(
  skills: readonly SkillFacts[],
  source: LevelFacts['source'] = null,
): Promise<ParsedReply<AssessedLevel>> {
  const facts: LevelFacts = { purpose: 'levels', occupation: NURSES, source, skills };
  const { text } = await provider.ask({ facts, prompt: levelPrompt(facts) });
  return parseLevels({ text, truncated: false }, { code: NURSES.code, skills });
}

/** Of waiters who want to be nurses. */
async function describeGap(skill: SkillFacts, fromLevel = 2, toLevel = 4): Promise<ParsedReply<string>> {
  const gaps = [{ ...skill, fromLevel, toLevel }];
  const facts: GapFacts = { purpose: 'gap', from: WAITERS, to: NURSES, gaps };
  const { text } = await provider.ask({ facts, prompt: gapPrompt(facts) });
  return parseGapTexts({ text, truncated: false }, { fromCode: WAITERS.code, toCode: NURSES.code, gaps });
}

describe('the offline provider', () => {
  it('assesses the levels of O*NET in half steps, and 0 where there is none', async () => {
    const ids = ['2.A.1.a', '2.A.1.b', '2.B.1.a', '2.B.3.k', '2.C.1.a'];
    const { items } = await assess(ids.map((elementId) => ({ ...READING, elementId, name: `Skill ${elementId}` })));
    expect([...items.values()].map(({ level }) => level)).toEqual([4, 4, 2.5, 0, 0]);
  });

  it('describes a level by the example that lies nearest to it', async () => {
    const { items } = await assess([READING, REPAIRING]);
    const policy = ' level 4 of 7: Understand an email from management about a policy.';
    expect([...items.values()]).toEqual([
      {
        ...{ level: 4, skillName: 'Reading Comprehension', levelDescription: expect.stringContaining(policy) },
        explanation: expect.stringMatching(/Registered Nurses at about level 4\.$/),
      },
      {
        ...{ level: 0, skillName: 'Repairing', levelDescription: 'Repairing is not needed.' },
        explanation: expect.stringMatching(/Registered Nurses at about level 0\.$/),
      },
    ]);
  });

  it('says what the source occupation needs, if there is one', async () => {
    const { items } = await assess([READING, REPAIRING], WAITERS);
    expect([...items.values()].map(({ explanation }) => explanation)).toEqual([
      expect.stringMatching(/Registered Nurses at about level 4\. Waiters need level 2\.5\.$/),
      expect.stringMatching(/Registered Nurses at about level 0\. Waiters need level 0\.$/),
    ]);
  });

  it('describes a gap by its levels and the example for the higher one', async () => {
    const { items } = await describeGap(READING, 2.74, 5.12);
    const text = items.get(READING.elementId);
    expect(text).toMatch(/^Reading Comprehension: Registered Nurses need level 5\.12, Waiters have level 2\.74\. /);
    expect(text).toMatch(/ level 6 of 7: Read a scientific journal article\.$/);
  });

  it('costs nothing and says the same each time', async () => {
    const facts: LevelFacts = { purpose: 'levels', occupation: NURSES, source: WAITERS, skills: [READING, REPAIRING] };
    const request = { facts, prompt: levelPrompt(facts) };
    const reply = await provider.ask(request);
    expect(reply).toMatchObject({ finish: 'stop', usage: { promptTokens: 0, outputTokens: 0 }, raw: reply.text });
    expect(await provider.ask(request)).toEqual(reply);
    expect(provider.isFree).toBe(true);
  });

  const only = (description: string): SkillFacts => ({ ...READING, anchors: [{ value: 4, description }] });
  it.each<[string, SkillFacts]>([
    ['without examples', REPAIRING],
    ['whose example is empty', only('')],
    ['whose example is very long', only('Understand a long report. '.repeat(100))],
    ['whose example is cut within a character', only(`${'x'.repeat(248)}😀😀`)],
    [
      'whose example has marks of markdown',
      only('**Read** `code`, [links](https://x.org), ~~old~~ _and_ __new__ | # texts'),
    ],
    ['whose example has lists and headings', only('# Read\n\n- a form\n* a letter\n1. a book\n> a joke\n---')],
    ['whose example has HTML', only('<b>Read</b> R&amp;D &lt;reports&gt; &#39;daily&#39; <br/>')],
    ['whose example has invisible characters', only('Read\u0000 a\u200B form\u202E\u0007')],
    ['of the shortest names', { elementId: '2.A.1.a', name: 'A', description: null, anchors: [] }],
  ])('is understood by the parsers about a skill %s', async (_what, skill) => {
    const complete = { outcome: 'complete', missing: [], problems: [] };
    expect(await describeGap(skill)).toMatchObject(complete);
    expect(await describeGap(skill, 0, 0.5)).toMatchObject(complete);
    expect(await assess([skill])).toMatchObject(complete);
    expect(await assess([skill], WAITERS)).toMatchObject(complete);
  });
});
