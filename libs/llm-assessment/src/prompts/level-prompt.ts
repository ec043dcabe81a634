import type { OnetSocCode } from '@app/onet';
import type { LevelFacts, Prompt, ReplySchema } from './llm-request';
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

/** Stored with every assessment; a new one for every change of what is asked (prompts.spec.ts sees to that). */
export const LEVEL_PROMPT_VERSION = 'levels-1';

/** Keys, a sentence of description and one or two of explanation; a source adds another one or two. */
const TOKENS_PER_SKILL = 160;
const TOKENS_PER_SKILL_WITH_SOURCE = 220;

/** Texts, since providers refuse numbers in an enum, and free numbers have been seen to run on until the limit. */
const LEVELS = Array.from({ length: 15 }, (_, step) => String(step / 2));

/** The checks that a reply has to pass before anyone reads it are in replies/parse-levels.ts. */
export function levelPrompt({ occupation, source, skills }: LevelFacts): Prompt {
  return {
    version: LEVEL_PROMPT_VERSION,
    system: source === null ? SYSTEM : `${SYSTEM}\n\n${SOURCE_RULES}`,
    // The skills are the same for all occupations: providers that cache bill less for prompts that begin alike.
    user: [
      'The skills to assess:',
      dataList(
        'skills',
        skills.map((skill) => skillData(skill, skill.anchors)),
      ),
      'The occupation to assess:',
      dataBlock('occupation', occupationData(occupation)),
      ...(source === null ? [] : ['The source occupation:', dataBlock('source_occupation', occupationData(source))]),
      `Assess every listed skill, ${skills.length} in all, for the occupation.`,
    ].join('\n\n'),
    schema: levelSchema(occupation.code, skills),
    maxOutputTokens: outputLimit(skills.length, source === null ? TOKENS_PER_SKILL : TOKENS_PER_SKILL_WITH_SOURCE),
  };
}

const SYSTEM = `You are an occupational analyst. You assess which level of each skill an occupation requires, on the level scale of O*NET.

What a level is:
- It is what the ordinary work of the occupation requires of somebody who is fully qualified for it. It is not what the best in the field can do, and not how important or how frequent the skill is.
- The scale runs from 0 to 7 in half steps.
- 0 means that the skill is not relevant to the occupation.
- Each skill comes with examples of what some levels mean (level_examples). They are taken from all kinds of work: compare how demanding they are, not whether they occur in the occupation. A skill without examples goes by its description and by the examples of the other skills.
- 7 is the top of the scale: more demanding than every example, at the limit of what people do with the skill.

How the scale is used: most of the levels that O*NET's analysts assign to occupations lie between 1 and 5, and almost none reaches 6. A level near 0 is common for skills that the work hardly touches. Do not take a high level for a sign of respect: assign 6 or more only if the ordinary work is clearly as demanding as the example for 6.

How to answer: with one JSON object and nothing else, in English, in this form:
{"skill_proficiency_assessment":{"llm_onet_soc_code":"...","llm_occupation_name":"...","assessed_skills":[...]}}
The code and the name are those of the occupation that you assess. assessed_skills has exactly one item for each listed skill, in the order of the list. Its properties, in this order:
- element_id and llm_skill_name: the id and the name of the skill, as listed.
- llm_assigned_proficiency_description: what people in the occupation do with the skill at the required level, in one short sentence.
- llm_explanation: the evidence for the level in one or two short sentences: duties of the occupation, and how they compare with the examples.
- llm_assigned_proficiency_level: the level that follows from this evidence, as a string such as "2.5".
Texts are plain text without markdown.

${DATA_RULE}`;

const SOURCE_RULES = `The person who will read this comes from another occupation, the source occupation. So each llm_explanation goes on, in one or two more short sentences, to say what of the skill carries over from the source occupation and how steep the learning curve is. The levels are still those that the assessed occupation requires, whoever comes to it: they would be the same for every source occupation.`;

function levelSchema(code: OnetSocCode, skills: LevelFacts['skills']): ReplySchema {
  const assessment: Readonly<Record<string, ReplySchema>> = {
    llm_onet_soc_code: codeSchema(code),
    llm_occupation_name: { type: 'string' },
    // Evidence before the level: a model that has already written a level argues for it.
    assessed_skills: itemsSchema(skills, {
      llm_skill_name: { type: 'string' },
      llm_assigned_proficiency_description: { type: 'string' },
      llm_explanation: { type: 'string' },
      llm_assigned_proficiency_level: { type: 'string', enum: LEVELS },
    }),
  };
  return {
    type: 'object',
    properties: { skill_proficiency_assessment: { type: 'object', properties: assessment } },
  };
}
