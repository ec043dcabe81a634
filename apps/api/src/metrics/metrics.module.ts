import { Module } from '@nestjs/common';
import { CompletionModule } from '@app/completion';
import { IngestionModule } from '@app/ingestion';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { RefreshModule } from '@app/pipeline';
import { TransitionsModule } from '@app/transitions';
import { DatabaseFigures } from './database-figures';
import { DatabaseMetrics } from './database-metrics';
import { ExportMetrics } from './export-metrics';
import { MetricsController } from './metrics.controller';
import { MetricsService } from './metrics.service';
import { OutsideMetrics } from './outside-metrics';
import { RefreshMetrics } from './refresh-metrics';
import { ReleaseMetrics } from './release-metrics';
import { RequestMetrics } from './request-metrics';
import { RunMetrics } from './run-metrics';

/** GET /metrics, and all that is counted for it. An app that does not import it counts nothing. */
@Module({
  imports: [
    RunsModule,
    IngestionModule,
    CompletionModule,
    ReleasesModule,
    SkillsModule,
    LlmAssessmentModule,
    TransitionsModule,
    RefreshModule,
  ],
  controllers: [MetricsController],
  providers: [
    {
      provide: Registry,
      useFactory: (): Registry => {
        const register = new Registry();
        // Under their usual names, which dashboards for Node.js know.
        collectDefaultMetrics({ register });
        return register;
      },
    },
    MetricsService,
    RequestMetrics,
    RunMetrics,
    ReleaseMetrics,
    ExportMetrics,
    RefreshMetrics,
    OutsideMetrics,
    DatabaseMetrics,
    DatabaseFigures,
  ],
})
export class MetricsModule {}
