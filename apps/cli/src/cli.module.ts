import { Module } from '@nestjs/common';
import { KeysModule } from '@app/access';
import { ConfigModule } from '@app/config';
import { DatabaseModule } from '@app/database';
import { LlmAssessmentModule } from '@app/llm-assessment';
import { OccupationsModule, OccupationsService } from '@app/occupations';
import { RunsModule } from '@app/runs';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { CompletionService, TransformModule } from '@app/transform';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forRoot(),
    KeysModule,
    RunsModule,
    TransformModule,
    OccupationsModule,
    SkillsModule,
    SkillGapModule,
    LlmAssessmentModule,
  ],
})
export class CliModule {
  /** Occupations that the release lacks are completed from Web Services. */
  constructor(occupations: OccupationsService, completion: CompletionService) {
    occupations.completeWith(completion);
  }
}
