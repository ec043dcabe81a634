import type { ProfilesService } from '@app/skills';
import { cleanText } from '../replies/texts';
import { LlmProvider, type LlmReply } from './llm-provider';
import type { GapFact, GapFacts, LevelFacts, LlmRequest, SkillFacts } from '../prompts/llm-request';

/** Long anchors would make a text longer than texts of gaps may be. */
const MAX_ANCHOR = 250;

/** Answers from the release's own levels and level anchors, always the same: to try everything out without a language model. */
export class OfflineProvider extends LlmProvider {
  readonly name = 'offline';
  readonly model = 'onet-anchors';
  readonly isFree = true;

  constructor(private readonly profiles: ProfilesService) {
    super();
  }

  ask({ facts }: LlmRequest): Promise<LlmReply> {
    const answer = facts.purpose === 'levels' ? this.levels(facts) : gapTexts(facts);
    const text = JSON.stringify(answer);
    const usage = { promptTokens: 0, outputTokens: 0 };
    return Promise.resolve({
      ...{ text, finish: 'stop', finishWord: 'STOP', usage },
      ...{ modelVersion: null, responseId: null, raw: text },
    });
  }

  private levels({ occupation, source, skills }: LevelFacts): object {
    const levels = this.onetLevels(occupation.code);
    const sourceLevels = source && this.onetLevels(source.code);
    const assessed = skills.map((skill) => {
      const level = toHalfStep(levels.get(skill.elementId) ?? 0);
      const before = sourceLevels && toHalfStep(sourceLevels.get(skill.elementId) ?? 0);
      const comparison = source && ` ${source.title} need level ${before}.`;
      return {
        element_id: skill.elementId,
        llm_skill_name: skill.name,
        llm_assigned_proficiency_description: describe(skill, level),
        llm_explanation: `The release rates ${occupation.title} at about level ${level}.${comparison ?? ''}`,
        llm_assigned_proficiency_level: String(level),
      };
    });
    return {
      skill_proficiency_assessment: {
        llm_onet_soc_code: occupation.code,
        llm_occupation_name: occupation.title,
        assessed_skills: assessed,
      },
    };
  }

  private onetLevels(code: string): ReadonlyMap<string, number> {
    const ratings = this.profiles.current.ratingsOf(code, 'skills');
    return new Map(ratings.map(({ element, level }) => [element.elementId, level?.dataValue ?? 0]));
  }
}

function gapTexts({ from, to, gaps }: GapFacts): object {
  return {
    skill_gap_analysis: {
      llm_from_onet_soc_code: from.code,
      llm_to_onet_soc_code: to.code,
      skill_gaps: gaps.map((gap) => ({
        element_id: gap.elementId,
        llm_gap_description: describeGap(gap, from.title, to.title),
      })),
    },
  };
}

function describeGap(gap: GapFact, from: string, to: string): string {
  const { name, fromLevel, toLevel } = gap;
  return `${name}: ${to} need level ${toLevel}, ${from} have level ${fromLevel}. ${describe(gap, toLevel)}`;
}

/** The example that lies nearest to a level. */
function describe({ name, anchors }: SkillFacts, level: number): string {
  if (level === 0) return `${name} is not needed.`;
  const nearest = [...anchors].sort((a, b) => Math.abs(a.value - level) - Math.abs(b.value - level))[0];
  if (!nearest) return `Level ${level} on a scale from 0 to 7; the release has no example for ${name}.`;
  const example = plain(nearest.description);
  return `Example for level ${nearest.value} of 7: ${example}.`;
}

/** Texts of gaps are refused if they hold marks of a markup, or characters that no plain text has. */
function plain(text: string): string {
  return cleanText(text.replace(/[<>*_`~#|[\]]|&(?=#?\w+;)/g, ' '), MAX_ANCHOR).replace(/\.$/, '');
}

function toHalfStep(level: number): number {
  return Math.round(level * 2) / 2;
}
