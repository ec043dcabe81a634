import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DomainError } from '@app/onet';
import { PipelineService } from '@app/transform';

/** What a serving process does every night. */
@Injectable()
export class NightlyService {
  private readonly logger = new Logger('Nightly');

  constructor(private readonly pipeline: PipelineService) {}

  /** Makes up for answers of Web Services that landed but did not get into the release, or got lost from it. */
  @Cron(CronExpression.EVERY_DAY_AT_3AM, { timeZone: 'UTC' })
  async completeLanded(): Promise<void> {
    try {
      const { outcome, releaseName, rowsWritten } = await this.pipeline.completeLanded({ triggeredBy: 'schedule' });
      if (outcome === 'completed') {
        this.logger.log(`Completed release ${releaseName} with ${rowsWritten} rows that had landed on demand`);
      }
    } catch (error) {
      // Where several replicas serve, one of them does it; the next night is another chance.
      this.logger.warn(error instanceof DomainError ? error.message : error);
    }
  }
}
