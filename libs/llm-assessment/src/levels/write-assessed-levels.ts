import type { ElementId, OnetSocCode } from '@app/onet';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { OccupationSkill } from '@app/skills';
import { newestAssessments } from './load-assessed-levels';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

type AssessedLevel = Pick<LlmSkillAssessment, 'elementId' | 'llmAssignedProficiencyLevel'>;

/**
 * Writes the levels of an assessment beside O*NET's own, on the level rows of the occupation. Where it has a hole, the
 * level of an earlier one goes, as levels of two assessments must not stand in one profile.
 */
export async function writeAssessedLevels(
  manager: EntityManager,
  releaseIds: readonly number[],
  { id, code }: { readonly id: number; readonly code: OnetSocCode },
  levels: readonly AssessedLevel[],
): Promise<void> {
  const parameters: Record<string, ElementId | number> = {};
  const cases = levels
    .filter(({ llmAssignedProficiencyLevel }) => llmAssignedProficiencyLevel !== null)
    .map(({ elementId, llmAssignedProficiencyLevel }, i) => {
      parameters[`element${i}`] = elementId;
      parameters[`level${i}`] = llmAssignedProficiencyLevel ?? 0;
      return `WHEN :element${i} THEN :level${i}`;
    });
  const level = cases.length > 0 ? `CASE element_id ${cases.join(' ')} END` : 'NULL';
  await manager
    .createQueryBuilder()
    .update(OccupationSkill)
    .set({ llmProficiencyLevel: () => level, llmAssessment: id })
    .where({ releaseId: In(releaseIds), onetSocCode: code, scaleId: 'LV' })
    .setParameters(parameters)
    .execute();
}

/** Writes the levels that are known for this content already into the rows of a release that is being loaded. */
export async function carryOverAssessedLevels(
  dataSource: DataSource,
  release: { readonly id: number; readonly checksum: string },
): Promise<void> {
  for (const { id, onetSocCode: code } of await newestAssessments(dataSource, release.checksum)) {
    const levels = await dataSource.manager.findBy(LlmSkillAssessment, { assessmentId: id });
    await writeAssessedLevels(dataSource.manager, [release.id], { id, code }, levels);
  }
}
