import type { OnetSocCode } from '@app/onet';
import { z } from 'zod';
import { withoutEmphasis } from './emphasis';
import { notA, readAs, requiredText } from './item-schema';
import { parseItems } from './parse-items';
import type { AskedSkill, AssessedLevel, ParsedReply, ReplyText } from './parsed-reply';
import { cleanText } from './texts';

/** Far more than the prompt asks for; it bounds the texts that are stored of an item. */
const MAX_TEXT = 2_000;
const MAX_LEVEL = 7;
/** Plain digits: neither signs nor exponents nor hex, which Number() would take too. */
const LEVEL = /^\d(\.\d+)?$/;

/** The prompt asks for a level with its evidence, so both texts must be there. */
const levelItem = z.object({
  llm_skill_name: z.string().catch(''),
  llm_assigned_proficiency_description: evidence(),
  llm_explanation: evidence(),
  llm_assigned_proficiency_level: z
    .custom<number | string>(isLevel, notA(`a number from 0 to ${MAX_LEVEL}`))
    // JSON knows -0.
    .transform((level) => Math.abs(Number(level))),
});

/** Reads a model's answer to `levelPrompt`. */
export function parseLevels(
  reply: ReplyText,
  asked: { readonly code: OnetSocCode; readonly skills: readonly AskedSkill[] },
): ParsedReply<AssessedLevel> {
  const form = {
    envelope: 'skill_proficiency_assessment',
    list: 'assessed_skills',
    codes: { llm_onet_soc_code: asked.code },
    asked: asked.skills,
  };
  return parseItems(reply, form, (item, skill) => {
    const reading = readAs(levelItem, item);
    if ('reason' in reading) return reading;
    const { value } = reading;
    return {
      value: {
        level: value.llm_assigned_proficiency_level,
        skillName: cleanText(value.llm_skill_name, MAX_TEXT) || skill.name,
        levelDescription: value.llm_assigned_proficiency_description,
        explanation: value.llm_explanation,
      },
    };
  });
}

function evidence(): z.ZodType<string> {
  return requiredText()
    .transform((text) => cleanText(withoutEmphasis(text), MAX_TEXT))
    .refine((text) => text !== '', 'is empty');
}

/** Takes only levels on the scale as it stands: a value outside is a mistake, and nobody knows the right value. */
function isLevel(value: unknown): boolean {
  const level = typeof value === 'string' && LEVEL.test(value.trim()) ? Number(value) : value;
  return typeof level === 'number' && level >= 0 && level <= MAX_LEVEL;
}
