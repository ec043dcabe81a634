import type { GapFact, GapFacts, Prompt, ReplySchema, SkillFacts } from './llm-request';
import {
  codeSchema,
  DATA_RULE,
  dataBlock,
  dataList,
  itemsSchema,
  occupationData,
  outputLimit,
  skillData,
} from './prompt-data';

/** Stored with every description; a new one for every change of what is asked (prompts.spec.ts sees to that). */
export const GAP_PROMPT_VERSION = 'gap-1';

/** Keys, and a description somewhat longer than the one that is asked for. */
const TOKENS_PER_GAP = 200;

/** Asks for the words only: which skills are gaps has been computed. The reply's check is replies/parse-gap-texts.ts. */
export function gapPrompt({ from, to, gaps }: GapFacts): Prompt {
  return {
    version: GAP_PROMPT_VERSION,
    system: SYSTEM,
    user: [
      'The source occupation, where the person comes from:',
      dataBlock('source_occupation', occupationData(from)),
      'The target occupation, where the person wants to go:',
      dataBlock('target_occupation', occupationData(to)),
      'The gaps to describe:',
      dataList('gaps', gaps.map(gapData)),
      `Describe every listed gap, ${gaps.length} in all.`,
    ].join('\n\n'),
    schema: gapSchema({ from, to, gaps }),
    maxOutputTokens: outputLimit(gaps.length, TOKENS_PER_GAP),
  };
}

const SYSTEM = `You are a career counsellor. You explain what a person who is fully qualified in one occupation, the source, lacks for another one, the target.

The gaps have been computed: they are the skills of which the target requires a higher level than the source. You decide neither which skills are gaps nor how large they are. You write one description for each listed gap and for nothing else.

A description says two things, in about two sentences of 150 to 400 characters together (never fewer than 40 or more than 900):
- what a person from the source occupation lacks in this skill for the target occupation, in terms of what the work there demands;
- what closing the gap takes: the kind of training, practice or experience, and how much of an effort that is.

Rules for every description:
- It speaks of the skill of its element_id only, never of other skills.
- from_level and to_level (0 to 7; 0 = not relevant) and level_examples, which say what some levels mean, are for your orientation: write no levels or other figures.
- A small gap is described as a small one, and what the source occupation already brings is not called missing.
- It is written in the third person, of somebody who comes from the source occupation: neither "you" nor "I".
- It is plain text in English on one line: no markdown, lists, headings, code or HTML.

How to answer: with one JSON object and nothing else, in this form:
{"skill_gap_analysis":{"llm_from_onet_soc_code":"...","llm_to_onet_soc_code":"...","skill_gaps":[{"element_id":"...","llm_gap_description":"..."}]}}
The codes are those of the source and of the target occupation. skill_gaps has exactly one item for each listed gap, in the order of the list, with the element_id as listed.

${DATA_RULE}`;

function gapData(gap: GapFact): object {
  const { fromLevel, toLevel } = gap;
  return { ...skillData(gap, anchorsAround(gap)), from_level: fromLevel, to_level: toLevel };
}

/** The examples between both levels and the next one on either side; further ones say nothing of this gap. */
function anchorsAround({ anchors, fromLevel, toLevel }: GapFact): SkillFacts['anchors'] {
  const below = anchors.findLast(({ value }) => value <= fromLevel)?.value ?? -Infinity;
  const above = anchors.find(({ value }) => value >= toLevel)?.value ?? Infinity;
  return anchors.filter(({ value }) => value >= below && value <= above);
}

function gapSchema({ from, to, gaps }: Omit<GapFacts, 'purpose'>): ReplySchema {
  const analysis: Readonly<Record<string, ReplySchema>> = {
    llm_from_onet_soc_code: codeSchema(from.code),
    llm_to_onet_soc_code: codeSchema(to.code),
    skill_gaps: itemsSchema(gaps, { llm_gap_description: { type: 'string' } }),
  };
  return { type: 'object', properties: { skill_gap_analysis: { type: 'object', properties: analysis } } };
}
