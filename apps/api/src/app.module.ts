import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from '@app/access';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { IngestionModule } from '@app/ingestion';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { OccupationsModule, OccupationsService } from '@app/occupations';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { CompletionService, TransformModule } from '@app/transform';
import { AdminController } from './admin/admin.controller';
import { LlmAdminController } from './admin/llm-admin.controller';
import { DrainService } from './drain.service';
import { HealthController } from './health.controller';
import { NightlyService } from './nightly.service';
import { StartService } from './start.service';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule,
    ScheduleModule.forRoot(),
    AccessModule,
    RunsModule,
    IngestionModule,
    TransformModule,
    OccupationsModule,
    SkillsModule,
    SkillGapModule,
    LlmAssessmentModule,
  ],
  controllers: [HealthController, AdminController, LlmAdminController],
  providers: [StartService, DrainService, NightlyService],
})
export class AppModule {
  /** Occupations that the release lacks are completed from Web Services. */
  constructor(occupations: OccupationsService, completion: CompletionService) {
    occupations.completeWith(completion);
  }
}
