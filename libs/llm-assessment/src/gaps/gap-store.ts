import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { toWholeSecond } from '@app/database';
import type { ElementId } from '@app/onet';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Collected } from '../calls/ask-in-rounds';
import { LlmGapDescription } from '../store/llm-gap-description.entity';

/** What there is one set of descriptions of. */
export type GapKey = Pick<LlmGapDescription, 'fromAssessmentId' | 'toAssessmentId' | 'promptVersion'>;

const MAX_REASON = 300;

/** Keeps the descriptions of gaps, all those of a pair at once. */
@Injectable()
export class GapStore {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Null if nobody has asked for them. */
  async find(key: GapKey): Promise<LlmGapDescription[] | null> {
    const rows = await this.dataSource.manager.findBy(LlmGapDescription, { ...key });
    return rows.length > 0 ? rows : null;
  }

  /** If another process was first after all, its descriptions are those that count. */
  async save(key: GapKey, { items, holes, modelVersion }: Collected<string>): Promise<LlmGapDescription[]> {
    const toRow = (elementId: ElementId, text: string | null, reason: string | null): LlmGapDescription => ({
      ...{ ...key, elementId, modelVersion, describedAt },
      llmGapDescription: text,
      holeReason: reason?.slice(0, MAX_REASON) ?? null,
    });
    const describedAt = toWholeSecond();
    const rows = [
      ...[...items].map(([elementId, text]) => toRow(elementId, text, null)),
      ...[...holes].map(([elementId, reason]) => toRow(elementId, null, reason)),
    ];
    try {
      await this.dataSource.transaction((manager) => manager.insert(LlmGapDescription, rows));
      return rows;
    } catch (error) {
      const first = error instanceof QueryFailedError ? await this.find(key) : null;
      if (first) return first;
      throw error;
    }
  }
}
