import type { AssessedLevel } from '../replies/parsed-reply';
import type { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

type SkillKey = Pick<LlmSkillAssessment, 'assessmentId' | 'elementId'>;

const MAX_REASON = 300;

/** The model's answer for a skill, as it is stored. */
export function toLevel(
  key: SkillKey,
  { level, skillName, levelDescription, explanation }: AssessedLevel,
): LlmSkillAssessment {
  return {
    ...key,
    // As many decimals as O*NET's own levels have; a model that keeps to half steps has one.
    llmAssignedProficiencyLevel: Math.round(level * 100) / 100,
    llmSkillName: skillName,
    llmAssignedProficiencyDescription: levelDescription,
    llmExplanation: explanation,
    holeReason: null,
  };
}

/** A skill without a level, and why, as it is stored. */
export function toHole(key: SkillKey, reason: string): LlmSkillAssessment {
  return {
    ...key,
    llmAssignedProficiencyLevel: null,
    llmSkillName: null,
    llmAssignedProficiencyDescription: null,
    llmExplanation: null,
    holeReason: reason.slice(0, MAX_REASON),
  };
}
