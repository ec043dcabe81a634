import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { toWholeSecond } from '@app/database';
import type { ElementId } from '@app/onet';
import { Clock } from '@app/outside';
import { DataSource, In, IsNull, QueryFailedError } from 'typeorm';
import type { Collected } from '../calls/ask-in-rounds';
import { retryTimeOf } from '../calls/retry-time';
import { LlmGapDescription } from '../store/llm-gap-description.entity';
import { missingTexts } from './missing-texts';

/** There is one set of descriptions for each such key. */
export type GapKey = Pick<LlmGapDescription, 'fromAssessmentId' | 'toAssessmentId' | 'promptVersion'>;

const MAX_REASON = 300;

/** Keeps the descriptions of gaps. Missing ones may be added, nothing else changes. */
@Injectable()
export class GapStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async find(key: GapKey): Promise<LlmGapDescription[]> {
    return this.dataSource.manager.findBy(LlmGapDescription, { ...key });
  }

  /** Gaps whose text is asked for now. */
  missing(gaps: readonly ElementId[], stored: readonly LlmGapDescription[]): ElementId[] {
    return missingTexts(gaps, stored, this.clock.now());
  }

  /** If another process was first after all, its descriptions are those that count. */
  async add(key: GapKey, { items, holes, modelVersion, interruption }: Collected<string>): Promise<void> {
    const now = this.clock.now();
    const describedAt = toWholeSecond(now);
    const facts = { ...key, modelVersion, describedAt };
    const retryAt = retryTimeOf(interruption, now);
    const rows = [
      ...[...items].map(([elementId, llmGapDescription]) => ({
        ...{ ...facts, elementId, llmGapDescription, holeReason: null, retryAt: null },
      })),
      ...[...holes].map(([elementId, reason]) => ({
        ...{ ...facts, elementId, llmGapDescription: null, holeReason: reason.slice(0, MAX_REASON), retryAt },
      })),
    ];
    const elementId = In(rows.map((row) => row.elementId));
    try {
      await this.dataSource.transaction(async (manager) => {
        await manager.delete(LlmGapDescription, { ...key, elementId, llmGapDescription: IsNull() });
        await manager.insert(LlmGapDescription, rows);
      });
    } catch (error) {
      if (!(error instanceof QueryFailedError) || (await this.find(key)).length === 0) throw error;
    }
  }
}
