import type { ElementId, OnetSocCode } from '@app/onet';
import { countComparable } from '@app/skill-gap';
import { authorOf, type ProfileIndex } from '@app/skills';
import type { AssessedGap } from '../gaps/gap-descriptions.service';
import { GAP_PROMPT_VERSION } from '../prompts/gap-prompt';
import type { LlmGapDescription } from '../store/llm-gap-description.entity';
import type { OccupationAssessmentDto } from './occupation-assessment.dto';
import type { DescribedGapDto, SkillGapLlmDto } from './skill-gap-llm.dto';
import type { LlmAssessment } from '../store/llm-assessment.entity';
import type { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

/** A gap with its descriptions as it is answered. */
export function toSkillGap(
  { index, from, to, gaps }: AssessedGap,
  descriptions: readonly LlmGapDescription[],
): SkillGapLlmDto {
  const texts = new Map(descriptions.map(({ elementId, llmGapDescription }) => [elementId, llmGapDescription]));
  const onetFrom = onetLevels(index, from.code);
  const onetTo = onetLevels(index, to.code);
  const described = gaps.map(({ skill, fromLevel, toLevel }): DescribedGapDto => {
    const { elementId = '', name = '' } = index.skills[skill] ?? {};
    return {
      element_id: elementId,
      skill_name: name,
      from_proficiency_level: fromLevel,
      to_proficiency_level: toLevel,
      onet_from_level: onetFrom.get(elementId) ?? null,
      onet_to_level: onetTo.get(elementId) ?? null,
      llm_gap_description: texts.get(elementId) ?? null,
    };
  });
  const withText = described.filter(({ llm_gap_description }) => llm_gap_description !== null);
  const author = authorOf(to, from);
  const compared = countComparable(from.levels, to.levels);
  return {
    from_occupation: reference(index, from.code),
    to_occupation: reference(index, to.code),
    skill_gaps: described,
    compared,
    ...author,
    prompt_version: `${author.prompt_version}, ${GAP_PROMPT_VERSION}`,
    coverage: `${compared}/${index.skills.length}`,
    described: `${withText.length}/${gaps.length}`,
    described_at: lastDescribed(descriptions),
    release: index.release.name,
  };
}

/** When the newest of the texts was written; null where there is none. */
function lastDescribed(descriptions: readonly LlmGapDescription[]): string | null {
  const written = descriptions.filter(({ llmGapDescription }) => llmGapDescription !== null);
  const times = written.map(({ describedAt }) => describedAt.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** An assessment as it is answered. */
export function toAssessment(
  index: ProfileIndex,
  assessment: LlmAssessment,
  skills: readonly LlmSkillAssessment[],
): OccupationAssessmentDto {
  const { onetSocCode, sourceOnetSocCode, assessed, asked } = assessment;
  const byElement = new Map(skills.map((skill) => [skill.elementId, skill]));
  const onet = onetLevels(index, onetSocCode);
  return {
    occupation: reference(index, onetSocCode),
    source_occupation: sourceOnetSocCode === '' ? null : reference(index, sourceOnetSocCode),
    skills: index.skills.flatMap(({ elementId, name }) => {
      const skill = byElement.get(elementId);
      if (!skill) return [];
      return {
        element_id: elementId,
        skill_name: name,
        onet_level: onet.get(elementId) ?? null,
        llm_assigned_proficiency_level: skill.llmAssignedProficiencyLevel,
        llm_skill_name: skill.llmSkillName,
        llm_assigned_proficiency_description: skill.llmAssignedProficiencyDescription,
        llm_explanation: skill.llmExplanation,
        hole_reason: skill.holeReason,
      };
    }),
    ...authorOf(assessment),
    coverage: `${assessed}/${asked}`,
    release: index.release.name,
  };
}

function reference(index: ProfileIndex, code: OnetSocCode) {
  return { code, title: index.profile(code)?.title ?? '' };
}

function onetLevels(index: ProfileIndex, code: OnetSocCode): ReadonlyMap<ElementId, number | undefined> {
  return new Map(index.ratingsOf(code, 'skills').map(({ element, level }) => [element.elementId, level?.dataValue]));
}
