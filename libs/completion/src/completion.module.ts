import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IngestionModule } from '@app/ingestion';
import { ReleasesModule } from '@app/releases';
import { RunsModule } from '@app/runs';
import { SkillsModule } from '@app/skills';
import { CompletionService } from './completion.service';
import { LandedAnswersService } from './landed-answers.service';
import { OccupationAbsence } from './occupation-absence.entity';
import { ReleaseCompleter } from './release-completer';

@Module({
  imports: [TypeOrmModule.forFeature([OccupationAbsence]), RunsModule, ReleasesModule, IngestionModule, SkillsModule],
  providers: [CompletionService, ReleaseCompleter, LandedAnswersService],
  exports: [CompletionService, LandedAnswersService],
})
export class CompletionModule {}
