import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from '@app/access';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { IngestionModule } from '@app/ingestion';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { OccupationsModule, OccupationsService } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { CompletionModule, CompletionService } from '@app/completion';
import { PipelineModule } from '@app/pipeline';
import { LlmAdminController } from './admin/llm-admin.controller';
import { PipelineAdminController } from './admin/pipeline-admin.controller';
import { RunEventsService } from './admin/run-events.service';
import { RunsAdminController } from './admin/runs-admin.controller';
import { DrainService } from './lifecycle/drain.service';
import { HealthController } from './health/health.controller';
import { RefreshModule } from '@app/pipeline';
import { ReleasesController } from './releases/releases.controller';
import { StartService } from './lifecycle/start.service';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forRoot({ waitsForServer: true }),
    ScheduleModule.forRoot(),
    AccessModule,
    RunsModule,
    ReleasesModule,
    IngestionModule,
    PipelineModule,
    CompletionModule,
    OccupationsModule,
    SkillsModule,
    SkillGapModule,
    LlmAssessmentModule,
    RefreshModule,
  ],
  controllers: [HealthController, ReleasesController, PipelineAdminController, RunsAdminController, LlmAdminController],
  providers: [StartService, DrainService, RunEventsService],
})
export class AppModule {
  /** Occupations that the release lacks are completed from Web Services. */
  constructor(occupations: OccupationsService, completion: CompletionService) {
    occupations.completeWith(completion);
  }
}
