import type { ElementId } from '@app/onet';
import { In, Not, type DataSource } from 'typeorm';
import type { AssessedProfile } from '@app/skills';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';

/** About 1,000 levels at a time: more rows would hold up the requests that are served meanwhile. */
const ASSESSMENTS_A_QUERY = 30;

/** The assessments whose levels are loaded for gaps: those by these providers, for the content of a release. */
export interface LoadedAssessments {
  readonly checksum: string;
  readonly providers: readonly string[];
}

export type Revision = Pick<LlmAssessment, 'id' | 'revision'>;

/** How many assessments there are that gaps can be computed from, and how often levels were added to them. */
export async function countAssessments(
  dataSource: DataSource,
  of: LoadedAssessments,
): Promise<{ count: number; revisions: number }> {
  const row = await dataSource
    .createQueryBuilder(LlmAssessment, 'assessment')
    .select('COUNT(*)', 'count')
    .addSelect('COALESCE(SUM(assessment.revision), 0)', 'revisions')
    .where(ofGaps(of))
    .getRawOne<{ count: number | string; revisions: number | string }>();
  return { count: Number(row?.count), revisions: Number(row?.revisions) };
}

/** Those that there are. */
export async function assessmentRevisions(dataSource: DataSource, of: LoadedAssessments): Promise<Revision[]> {
  return dataSource
    .createQueryBuilder(LlmAssessment, 'assessment')
    .select('assessment.id', 'id')
    .addSelect('assessment.revision', 'revision')
    .where(ofGaps(of))
    .orderBy('assessment.id')
    .getRawMany<Revision>();
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
    // First the revisions: levels that are added in between are taken up once more, never missed.
    const assessments = await dataSource.manager.findBy(LlmAssessment, { id: In(range) });
    const levels = await loadLevels(dataSource, range);
    for (const assessment of assessments) {
      profiles.push(toProfile(assessment, levels.get(assessment.id) ?? [], positions));
    }
  }
  return profiles;
}

function ofGaps({ checksum: releaseChecksum, providers }: LoadedAssessments) {
  return { releaseChecksum, sourceOnetSocCode: '', provider: In(providers) };
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
  { id, revision, onetSocCode: code, provider, model, promptVersion, assessedAt, retryAt }: LlmAssessment,
  rows: readonly LevelRow[],
  positions: ReadonlyMap<ElementId, number>,
): AssessedProfile {
  const levels = new Float64Array(positions.size);
  for (const { elementId, level } of rows) {
    const position = positions.get(elementId);
    if (position !== undefined) levels[position] = level ?? NaN;
  }
  return { id, revision, code, provider, model, promptVersion, assessedAt, retryAt, levels };
}

/** The newest assessment of each occupation, for callers that write levels beside O*NET's. */
export async function newestAssessments(dataSource: DataSource, of: LoadedAssessments): Promise<LlmAssessment[]> {
  const all = await dataSource.manager.find(LlmAssessment, {
    where: { ...ofGaps(of), assessed: Not(0) },
    order: { id: 'ASC' },
  });
  return [...new Map(all.map((assessment) => [assessment.onetSocCode, assessment])).values()];
}
