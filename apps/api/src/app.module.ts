import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from '@app/access';
import { AppConfig, ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { IngestionModule } from '@app/ingestion';
import { LlmAdminModule, LlmAssessmentModule } from '@app/llm-assessment';
import { OccupationsModule, OccupationsService } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { RequirementsModule } from '@app/requirements';
import { RunsAdminModule, RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { TransitionsModule } from '@app/transitions';
import { ClockModule } from '@app/outside';
import { CompletionModule, CompletionService } from '@app/completion';
import { PipelineAdminModule, PipelineModule, RefreshModule } from '@app/pipeline';
import { DrainService } from './lifecycle/drain.service';
import { CompletionForKeys } from './http/completion-for-keys';
import { HealthController } from './health/health.controller';
import { StartService } from './lifecycle/start.service';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forRoot({ waitsForServer: true }),
    ScheduleModule.forRoot(),
    AccessModule,
    ClockModule,
    RunsModule,
    ReleasesModule,
    IngestionModule,
    PipelineModule,
    CompletionModule,
    OccupationsModule,
    SkillsModule,
    RequirementsModule,
    SkillGapModule,
    TransitionsModule,
    LlmAssessmentModule,
    RefreshModule,
    PipelineAdminModule,
    RunsAdminModule,
    LlmAdminModule,
  ],
  controllers: [HealthController],
  providers: [StartService, DrainService],
})
export class AppModule {
  /** Occupations that the release lacks are completed from Web Services. */
  constructor(occupations: OccupationsService, completion: CompletionService, { publicRead }: AppConfig) {
    occupations.completeWith(publicRead ? new CompletionForKeys(completion) : completion);
  }
}
