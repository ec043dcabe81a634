import type { ElementId } from '@app/onet';
import { In, Not, type DataSource } from 'typeorm';
import type { AssessedProfile } from '@app/skills';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

/** About 1,000 levels at a time: more rows would hold up the requests that are served meanwhile. */
const ASSESSMENTS_A_QUERY = 30;

/** How many assessments there are that gaps can be computed from. */
export async function countAssessments(dataSource: DataSource, releaseChecksum: string): Promise<number> {
  return dataSource.manager.countBy(LlmAssessment, ofGaps(releaseChecksum));
}

/** Ids of those that there are. */
export async function assessmentIds(dataSource: DataSource, releaseChecksum: string): Promise<number[]> {
  const rows = await dataSource
    .createQueryBuilder(LlmAssessment, 'assessment')
    .select('assessment.id', 'id')
    .where(ofGaps(releaseChecksum))
    .orderBy('assessment.id')
    .getRawMany<{ id: number }>();
  return rows.map(({ id }) => id);
}

/**
 * Assessments by their ids.
 * @param skills the order of the levels
 */
export async function loadAssessedLevels(
  dataSource: DataSource,
  ids: readonly number[],
  skills: readonly { readonly elementId: ElementId }[],
): Promise<AssessedProfile[]> {
  const positions = new Map(skills.map(({ elementId }, index) => [elementId, index]));
  const profiles: AssessedProfile[] = [];
  for (let start = 0; start < ids.length; start += ASSESSMENTS_A_QUERY) {
    const range = ids.slice(start, start + ASSESSMENTS_A_QUERY);
    const levels = await loadLevels(dataSource, range);
    for (const assessment of await dataSource.manager.findBy(LlmAssessment, { id: In(range) })) {
      profiles.push(toProfile(assessment, levels.get(assessment.id) ?? [], positions));
    }
  }
  return profiles;
}

function ofGaps(releaseChecksum: string) {
  return { releaseChecksum, sourceOnetSocCode: '' };
}

interface LevelRow {
  readonly assessmentId: number;
  readonly elementId: ElementId;
  readonly level: number | null;
}

async function loadLevels(dataSource: DataSource, ofAssessments: readonly number[]) {
  const rows = await dataSource
    .createQueryBuilder(LlmSkillAssessment, 'row')
    .select('row.assessmentId', 'assessmentId')
    .addSelect('row.elementId', 'elementId')
    .addSelect('row.llmAssignedProficiencyLevel', 'level')
    .where({ assessmentId: In(ofAssessments) })
    .getRawMany<LevelRow>();
  const byAssessment = new Map<number, LevelRow[]>();
  for (const row of rows) {
    const others = byAssessment.get(row.assessmentId);
    if (others) others.push(row);
    else byAssessment.set(row.assessmentId, [row]);
  }
  return byAssessment;
}

function toProfile(
  { id, onetSocCode: code, provider, model, promptVersion, assessedAt }: LlmAssessment,
  rows: readonly LevelRow[],
  positions: ReadonlyMap<ElementId, number>,
): AssessedProfile {
  const levels = new Float64Array(positions.size);
  for (const { elementId, level } of rows) {
    const position = positions.get(elementId);
    if (position !== undefined) levels[position] = level ?? NaN;
  }
  return { id, code, provider, model, promptVersion, assessedAt, levels };
}

/** Ids of the newest assessment of each occupation, for those who write levels beside O*NET's. */
export async function newestAssessments(dataSource: DataSource, releaseChecksum: string): Promise<LlmAssessment[]> {
  const all = await dataSource.manager.find(LlmAssessment, {
    where: { ...ofGaps(releaseChecksum), assessed: Not(0) },
    order: { id: 'ASC' },
  });
  return [...new Map(all.map((assessment) => [assessment.onetSocCode, assessment])).values()];
}
