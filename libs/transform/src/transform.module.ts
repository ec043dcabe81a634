import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IngestionModule } from '@app/ingestion';
import { OccupationsModule } from '@app/occupations';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { CompletionService } from './completion/completion.service';
import { LandedAnswersService } from './completion/landed-answers.service';
import { OccupationAbsence } from './completion/occupation-absence.entity';
import { ReleaseCompleter } from './completion/release-completer';
import { PipelineService } from './pipeline.service';
import { PublisherService } from './publisher.service';
import { TransformService } from './transform.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([OccupationAbsence]),
    RunsModule,
    IngestionModule,
    OccupationsModule,
    SkillsModule,
  ],
  providers: [
    PipelineService,
    TransformService,
    PublisherService,
    CompletionService,
    ReleaseCompleter,
    LandedAnswersService,
  ],
  exports: [PipelineService, CompletionService],
})
export class TransformModule {}
