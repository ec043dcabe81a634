import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { toWholeSecond } from '@app/database';
import type { ElementId, OnetSocCode } from '@app/onet';
import { Release, type ReleaseStatus } from '@app/releases';
import type { Assessor, ProfileIndex } from '@app/skills';
import { DataSource, In, QueryFailedError, type EntityManager } from 'typeorm';
import type { Collected } from '../calls/ask-in-rounds';
import type { AssessedLevel } from '../replies/parsed-reply';
import { AssessedLevelsPart } from './assessed-levels-part';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';
import { writeAssessedLevels } from './write-assessed-levels';

/** What there is one assessment of. */
export interface AssessmentKey extends Assessor {
  readonly releaseChecksum: string;
  readonly onetSocCode: OnetSocCode;
  /** Empty for an assessment that gaps are computed from. */
  readonly sourceOnetSocCode: OnetSocCode;
}

const MAX_REASON = 300;

/** Keeps assessments: each whole, and with its levels beside O*NET's own, or not at all. */
@Injectable()
export class AssessmentStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly assessedLevels: AssessedLevelsPart,
  ) {}

  async find(key: AssessmentKey): Promise<LlmAssessment | null> {
    return this.dataSource.manager.findOneBy(LlmAssessment, { ...key });
  }

  /** Shows an assessment in the answers of this process, unless it does already; what compares with another occupation never. */
  async show({ id, releaseChecksum, sourceOnetSocCode }: LlmAssessment): Promise<void> {
    if (sourceOnetSocCode !== '' || this.assessedLevels.current.ids.has(id)) return;
    await this.assessedLevels.takeUp(id, releaseChecksum);
  }

  /** What the model says of each skill. */
  async skills(assessmentId: number): Promise<LlmSkillAssessment[]> {
    return this.dataSource.manager.findBy(LlmSkillAssessment, { assessmentId });
  }

  /** Codes that need not be asked for any more. */
  async assessedCodes({ onetSocCode: _all, ...key }: AssessmentKey): Promise<ReadonlySet<OnetSocCode>> {
    const found = await this.dataSource.manager.find(LlmAssessment, { select: { onetSocCode: true }, where: key });
    return new Set(found.map(({ onetSocCode }) => onetSocCode));
  }

  /** If another process was first after all, its assessment is the one that counts. */
  async save(
    key: AssessmentKey,
    release: ProfileIndex['release'],
    { items, holes, modelVersion }: Collected<AssessedLevel>,
  ): Promise<LlmAssessment> {
    const facts = { ...key, releaseName: release.name, modelVersion, assessedAt: toWholeSecond() };
    const assessment = { ...facts, asked: items.size + holes.size, assessed: items.size };
    try {
      return await this.dataSource.transaction(async (manager) => {
        const inserted = await manager.insert(LlmAssessment, { ...assessment });
        const { id } = inserted.identifiers[0] as { id: number };
        const rows = [...toRows(id, items), ...toHoles(id, holes)];
        await manager.insert(LlmSkillAssessment, rows);
        if (key.sourceOnetSocCode === '') await showBeside(manager, { id, ...assessment }, rows);
        return { id, ...assessment };
      });
    } catch (error) {
      const first = error instanceof QueryFailedError ? await this.find(key) : null;
      if (first) return first;
      throw error;
    }
  }
}

/** Also in a release of the same content that is being loaded just now. */
async function showBeside(
  manager: EntityManager,
  { id, onetSocCode: code, releaseChecksum: checksum }: LlmAssessment,
  rows: readonly LlmSkillAssessment[],
): Promise<void> {
  const where = { checksum, status: In<ReleaseStatus>(['building', 'published']) };
  const releases = await manager.find(Release, { select: { id: true }, where });
  const ids = releases.map((release) => release.id);
  await writeAssessedLevels(manager, ids, { id, code }, rows);
}

function toRows(assessmentId: number, items: ReadonlyMap<ElementId, AssessedLevel>): LlmSkillAssessment[] {
  return [...items].map(([elementId, { level, skillName, levelDescription, explanation }]) => ({
    assessmentId,
    elementId,
    // As many decimals as O*NET's own levels have; a model that keeps to half steps has one.
    llmAssignedProficiencyLevel: Math.round(level * 100) / 100,
    llmSkillName: skillName,
    llmAssignedProficiencyDescription: levelDescription,
    llmExplanation: explanation,
    holeReason: null,
  }));
}

function toHoles(assessmentId: number, holes: ReadonlyMap<ElementId, string>): LlmSkillAssessment[] {
  return [...holes].map(([elementId, reason]) => ({
    assessmentId,
    elementId,
    llmAssignedProficiencyLevel: null,
    llmSkillName: null,
    llmAssignedProficiencyDescription: null,
    llmExplanation: null,
    holeReason: reason.slice(0, MAX_REASON),
  }));
}
