import { Module, type DynamicModule } from '@nestjs/common';
import { KeysModule } from '@app/access';
import { ConfigModule } from '@app/config';
import { DatabaseModule, type DatabaseModuleOptions } from '@app/database';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { OccupationsModule, OccupationsService } from '@app/occupations';
import { RequirementsModule } from '@app/requirements';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { TransitionsModule } from '@app/transitions';
import { CompletionModule, CompletionService } from '@app/completion';
import { PipelineModule } from '@app/pipeline';

@Module({
  imports: [
    ConfigModule,
    KeysModule,
    RunsModule,
    PipelineModule,
    CompletionModule,
    OccupationsModule,
    SkillsModule,
    RequirementsModule,
    SkillGapModule,
    TransitionsModule,
    LlmAssessmentModule,
  ],
})
export class CliModule {
  static on(database: DatabaseModuleOptions): DynamicModule {
    return { module: CliModule, imports: [DatabaseModule.forRoot(database)] };
  }

  /** Occupations that the release lacks are completed from Web Services. */
  constructor(occupations: OccupationsService, completion: CompletionService) {
    occupations.completeWith(completion);
  }
}
