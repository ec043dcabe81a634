import type { ElementId, OnetSocCode } from '@app/onet';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { OccupationRating } from '@app/skills';
import { newestAssessments } from './load-assessed-levels';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

type AssessedLevel = Pick<LlmSkillAssessment, 'elementId' | 'llmAssignedProficiencyLevel'>;

interface ShownAssessment {
  readonly id: number;
  readonly code: OnetSocCode;
  /** The assessment whose levels make room, or any. */
  readonly inPlaceOf: number | 'any';
}

/**
 * Writes the levels of an assessment beside O*NET's own, on the level rows of the occupation. Where it has a hole, the
 * level of an earlier one goes, as levels of two assessments must not stand in one profile.
 */
export async function writeAssessedLevels(
  manager: EntityManager,
  releaseIds: readonly number[],
  { id, code, inPlaceOf }: ShownAssessment,
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
  const instead = inPlaceOf === 'any' ? {} : { llmAssessment: inPlaceOf };
  await manager
    .createQueryBuilder()
    .update(OccupationRating)
    .set({ llmProficiencyLevel: () => level, llmAssessment: id })
    .where({ releaseId: In(releaseIds), onetSocCode: code, scaleId: 'LV', ...instead })
    .setParameters(parameters)
    .execute();
}

/**
 * Writes the levels that are known for this content already into the rows of a release that is being loaded.
 * @param providers those that may have levels there
 */
export async function carryOverAssessedLevels(
  dataSource: DataSource,
  release: { readonly id: number; readonly checksum: string },
  providers: readonly string[],
): Promise<void> {
  for (const assessment of await newestAssessments(dataSource, { ...release, providers })) {
    await carryOver(dataSource.manager, release.id, assessment);
  }
}

/** Writes again where a process added levels meanwhile: that process may have found no row to write them to yet. */
async function carryOver(manager: EntityManager, releaseId: number, assessment: LlmAssessment): Promise<void> {
  const { id, onetSocCode: code } = assessment;
  let revision: number | undefined;
  let seen: LlmAssessment | null = assessment;
  while (seen && seen.revision !== revision) {
    revision = seen.revision;
    const levels = await manager.findBy(LlmSkillAssessment, { assessmentId: id });
    await writeAssessedLevels(manager, [releaseId], { id, code, inPlaceOf: 'any' }, levels);
    seen = await manager.findOneBy(LlmAssessment, { id });
  }
}
