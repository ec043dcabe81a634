import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { toWholeSecond } from '@app/database';
import type { OnetSocCode } from '@app/onet';
import { Clock } from '@app/outside';
import { Release, type ReleaseStatus } from '@app/releases';
import type { Assessor, ProfileIndex } from '@app/skills';
import { DataSource, In, IsNull, QueryFailedError, type EntityManager } from 'typeorm';
import type { Collected } from '../calls/ask-in-rounds';
import { retryTimeOf } from '../calls/retry-time';
import type { AssessedLevel } from '../replies/parsed-reply';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmSkillAssessment } from '../store/llm-skill-assessment.entity';
import { hasWanted, type WantedHoles } from './holes';
import { toHole, toLevel } from './to-skill-assessment';
import { writeAssessedLevels } from './write-assessed-levels';

/** There is one assessment for each such key. */
export interface AssessmentKey extends Assessor {
  readonly releaseChecksum: string;
  readonly onetSocCode: OnetSocCode;
  /** Empty for an assessment that gaps are computed from. */
  readonly sourceOnetSocCode: OnetSocCode;
}

/** How far an assessment is. */
export type AssessmentState = Pick<LlmAssessment, 'onetSocCode' | 'asked' | 'assessed' | 'retryAt'>;

/** Keeps assessments, each with its levels beside O*NET's own. Missing levels may be added, nothing else changes. */
@Injectable()
export class AssessmentStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async find(key: AssessmentKey): Promise<LlmAssessment | null> {
    return this.dataSource.manager.findOneBy(LlmAssessment, { ...key });
  }

  /** The model's answer for each skill. */
  async skills(assessmentId: number): Promise<LlmSkillAssessment[]> {
    return this.dataSource.manager.findBy(LlmSkillAssessment, { assessmentId });
  }

  /** The skills without a level. */
  async holes(assessmentId: number): Promise<LlmSkillAssessment[]> {
    const where = { assessmentId, llmAssignedProficiencyLevel: IsNull() };
    return this.dataSource.manager.find(LlmSkillAssessment, { where, order: { elementId: 'ASC' } });
  }

  /** True where something is missing that is asked for again now. */
  isWanted(assessment: LlmAssessment, holes: WantedHoles): boolean {
    return hasWanted(holes, assessment, this.clock.now());
  }

  /** How far each occupation is; those that are not there are not assessed. */
  async states({ onetSocCode: _all, ...key }: AssessmentKey): Promise<ReadonlyMap<OnetSocCode, AssessmentState>> {
    const select = { onetSocCode: true, asked: true, assessed: true, retryAt: true } as const;
    const found = await this.dataSource.manager.find(LlmAssessment, { select, where: key });
    return new Map(found.map((state) => [state.onetSocCode, state]));
  }

  /** If another process was first after all, its assessment is the one that counts. */
  async save(
    key: AssessmentKey,
    release: ProfileIndex['release'],
    { items, holes, modelVersion, interruption }: Collected<AssessedLevel>,
  ): Promise<LlmAssessment> {
    const retryAt = retryTimeOf(interruption, this.clock.now());
    const facts = {
      ...key,
      releaseName: release.name,
      modelVersion,
      retryAt,
      assessedAt: toWholeSecond(),
      revision: 0,
    };
    const assessment = { ...facts, asked: items.size + holes.size, assessed: items.size };
    try {
      return await this.dataSource.transaction(async (manager) => {
        const inserted = await manager.insert(LlmAssessment, { ...assessment });
        const { id } = inserted.identifiers[0] as { id: number };
        const rows = toRows(id, { items, holes });
        await manager.insert(LlmSkillAssessment, rows);
        await showBeside(manager, { id, ...assessment }, rows);
        return { id, ...assessment };
      });
    } catch (error) {
      const first = error instanceof QueryFailedError ? await this.find(key) : null;
      if (first) return first;
      throw error;
    }
  }

  /** Adds the levels that were missing. If another process has added something meanwhile, that counts. */
  async add(stored: LlmAssessment, collected: Collected<AssessedLevel>): Promise<LlmAssessment> {
    const changes = changesOf(stored, collected, this.clock.now());
    return this.dataSource.transaction(async (manager) => {
      const asItWas = { id: stored.id, revision: stored.revision };
      const { affected } = await manager.update(LlmAssessment, asItWas, changes);
      const assessment = await manager.findOneByOrFail(LlmAssessment, { id: stored.id });
      if (affected !== 1) return assessment;
      for (const { assessmentId, elementId, ...row } of toRows(stored.id, collected)) {
        await manager.update(LlmSkillAssessment, { assessmentId, elementId }, row);
      }
      const rows = await manager.findBy(LlmSkillAssessment, { assessmentId: stored.id });
      await showBeside(manager, assessment, rows);
      return assessment;
    });
  }
}

/** Where nothing came of asking, only the time of the next question is another one. */
function changesOf(
  { assessed, assessedAt, modelVersion, revision }: LlmAssessment,
  { items, interruption, ...collected }: Collected<AssessedLevel>,
  now: Date,
) {
  const isChanged = items.size > 0 || interruption === null;
  return {
    assessed: assessed + items.size,
    assessedAt: items.size > 0 ? toWholeSecond(now) : assessedAt,
    modelVersion: modelVersion ?? collected.modelVersion,
    revision: isChanged ? revision + 1 : revision,
    retryAt: retryTimeOf(interruption, now),
  };
}

/** Also in a release of the same content that is being loaded just now. One that compares occupations stands nowhere. */
async function showBeside(
  manager: EntityManager,
  { id, onetSocCode: code, releaseChecksum: checksum, sourceOnetSocCode, revision }: LlmAssessment,
  rows: readonly LlmSkillAssessment[],
): Promise<void> {
  if (sourceOnetSocCode !== '') return;
  const where = { checksum, status: In<ReleaseStatus>(['building', 'published']) };
  const releases = await manager.find(Release, { select: { id: true }, where });
  const ids = releases.map((release) => release.id);
  // Levels that are added to an assessment do not make it newer than another one.
  await writeAssessedLevels(manager, ids, { id, code, inPlaceOf: revision > 0 ? id : 'any' }, rows);
}

function toRows(
  assessmentId: number,
  { items, holes }: Pick<Collected<AssessedLevel>, 'items' | 'holes'>,
): LlmSkillAssessment[] {
  return [
    ...[...items].map(([elementId, level]) => toLevel({ assessmentId, elementId }, level)),
    ...[...holes].map(([elementId, reason]) => toHole({ assessmentId, elementId }, reason)),
  ];
}
