import type { OnetSocCode } from '@app/onet';
import { z } from 'zod';
import { withoutEmphasis } from './emphasis';
import { readAs, requiredText } from './item-schema';
import { parseItems } from './parse-items';
import type { AskedSkill, ParsedReply, ReplyText } from './parsed-reply';
import { foldBlanks, hasControlCharacters } from './texts';

const MIN_LENGTH = 40;
const MAX_LENGTH = 900;

/** Marks that count only at the beginning of a line; blanks are not folded yet. */
const LINE_MARK = /^[ \t]*(?:#{1,6} |[-*+•] |\d{1,2}[.)] |>|\||-{3,}|={3,})/m;
/** Marks that are no pairs of emphasis, struck through, links. A single `*` may be part of a name: O*NET. */
const INLINE_MARK = /`|\*\*|__|~~|\]\(|(?<![\w*])\*[^\s*][^*]*\*(?!\w)|(?<!\w)_[^\s_][^_]*_(?!\w)/;
const HTML = /<\/?[a-z!][^>]*>|&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i;

const gapItem = z.object({
  llm_gap_description: requiredText()
    .transform(withoutEmphasis)
    .superRefine((text, context) => {
      const problem = problemOf(text);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    })
    .transform(foldBlanks),
});

/** Reads a model's answer to `gapPrompt`: a description for each gap, and for nothing that is not a gap. */
export function parseGapTexts(
  reply: ReplyText,
  asked: { readonly fromCode: OnetSocCode; readonly toCode: OnetSocCode; readonly gaps: readonly AskedSkill[] },
): ParsedReply<string> {
  const form = {
    envelope: 'skill_gap_analysis',
    list: 'skill_gaps',
    codes: { llm_from_onet_soc_code: asked.fromCode, llm_to_onet_soc_code: asked.toCode },
    asked: asked.gaps,
  };
  return parseItems(reply, form, (item) => {
    const reading = readAs(gapItem, item);
    return 'reason' in reading ? reading : { value: reading.value.llm_gap_description };
  });
}

/** Why a text is not shown to people as it stands. The length comes first: it bounds the work of the patterns. */
function problemOf(text: string): string | null {
  const { length } = foldBlanks(text);
  if (length < MIN_LENGTH || length > MAX_LENGTH) {
    return `has ${length} characters, not ${MIN_LENGTH} to ${MAX_LENGTH}`;
  }
  if (hasControlCharacters(text)) return 'has control characters';
  if (HTML.test(foldBlanks(text))) return 'has HTML in it';
  if (INLINE_MARK.test(foldBlanks(text)) || LINE_MARK.test(text)) return 'has markdown in it';
  return null;
}
