import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { ServedRelease } from '@app/releases';
import { ASSESSED_LEVELS, PROFILES, type AssessedProfile, type Assessor, type ProfileIndex } from '@app/skills';
import { DataSource } from 'typeorm';
import { LlmAssessment } from '../store/llm-assessment.entity';
import { LlmReplyRecord } from '../store/llm-reply.entity';
import { LlmRequestRecord } from '../store/llm-request.entity';
import { majorGroupMean, skillMean } from './baselines';
import { evaluateLevels, type LevelScores } from './evaluate-levels';
import { NothingToEvaluateError, type EvaluationChoice } from './evaluation.errors';

/** Assessed levels held against O*NET's own, beside levels that one gets without any model. */
export interface Evaluation {
  readonly release: ReleaseName;
  readonly assessor: Assessor;
  readonly occupations: number;
  readonly scores: LevelScores;
  /** Of the same occupations, each predicted from all others. */
  readonly baselines: { readonly skillMean: LevelScores; readonly majorGroupMean: LevelScores };
  readonly calls: number;
  readonly costUsd: number;
}

/** It answers from O*NET's own levels, so it would be held against its own source. */
const EXCLUDED = 'offline';

/** Evaluates stored assessments of the release that is served. Nobody is asked. */
@Injectable()
export class EvaluationService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly served: ServedRelease,
  ) {}

  /** @throws NothingToEvaluateError */
  async evaluate(choice: EvaluationChoice): Promise<Evaluation> {
    const { current: view } = this.served;
    const index = view.get(PROFILES);
    const assessed = view.get(ASSESSED_LEVELS);
    const assessor = await this.choose(index, choice);
    const codes = [...index.ratedCodes()].sort();
    const rated = codes.map((code) => ({ code, onet: onetLevels(index, code) }));
    const evaluated = rated.flatMap(({ code, onet }) => {
      const profile = assessed.find(code, assessor);
      return profile ? { code, onet, assessed: onlyRated(profile, onet) } : [];
    });
    const names = evaluated.map(({ code }) => code);
    const scoreOf = (levels: readonly ArrayLike<number>[]): LevelScores =>
      evaluateLevels({ occupations: evaluated.map((one, i) => ({ ...one, assessed: levels[i] ?? [] })) });
    return {
      release: index.release.name,
      assessor,
      occupations: evaluated.length,
      scores: evaluateLevels({ occupations: evaluated }),
      baselines: { skillMean: scoreOf(skillMean(rated, names)), majorGroupMean: scoreOf(majorGroupMean(rated, names)) },
      ...(await this.costs(index, assessor)),
    };
  }

  private async choose({ release }: ProfileIndex, choice: EvaluationChoice): Promise<Assessor> {
    if (choice.provider === EXCLUDED) throw new NothingToEvaluateError('it is no language model', choice);
    const given = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
    const query = this.dataSource.createQueryBuilder(LlmAssessment, 'assessment');
    const newest = await query
      .where({ releaseChecksum: release.checksum, sourceOnetSocCode: '', ...given })
      .andWhere('assessment.provider <> :excluded', { excluded: EXCLUDED })
      .orderBy('assessment.id', 'DESC')
      .getOne();
    if (!newest) throw new NothingToEvaluateError(`release ${release.name} has no assessments by it`, choice);
    const { provider, model, promptVersion } = newest;
    return { provider, model, promptVersion };
  }

  private async costs({ release }: ProfileIndex, assessor: Assessor): Promise<{ calls: number; costUsd: number }> {
    const row = await this.dataSource
      .createQueryBuilder(LlmRequestRecord, 'request')
      .leftJoin(LlmReplyRecord, 'reply', 'reply.requestId = request.id')
      .select('COUNT(*)', 'calls')
      .addSelect('SUM(COALESCE(reply.costUsd, request.reservedUsd))', 'costUsd')
      .where({ ...assessor, purpose: 'levels', releaseChecksum: release.checksum, fromOnetSocCode: '' })
      .getRawOne<{ calls: number | string; costUsd: number | null }>();
    return { calls: Number(row?.calls ?? 0), costUsd: Math.round((row?.costUsd ?? 0) * 1e6) / 1e6 };
  }
}

function onetLevels(index: ProfileIndex, code: OnetSocCode): Float64Array {
  return index.profile(code)?.levels('skills') ?? new Float64Array();
}

/** Where O*NET has no level, there is nothing to hold a level against. */
function onlyRated({ levels }: AssessedProfile, onet: ArrayLike<number>): Float64Array {
  return levels.map((level, skill) => (Number.isNaN(onet[skill]) ? NaN : level));
}
