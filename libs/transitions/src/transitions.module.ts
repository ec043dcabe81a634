import { Module } from '@nestjs/common';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { SkillGapModule } from '@app/skill-gap';
import { SkillsModule } from '@app/skills';
import { CohortsController } from './cohorts/cohorts.controller';
import { CohortsService } from './cohorts/cohorts.service';
import { ExportStreams } from './exports/export-streams.service';
import { ExportsController } from './exports/exports.controller';
import { ExportsService } from './exports/exports.service';
import { TransitionsPart } from './matrices/transitions-part';
import { TransitionRules } from './method/transition-rules';
import { MovesController } from './moves/moves.controller';
import { MovesService } from './moves/moves.service';
import { PathsController } from './paths/paths.controller';
import { PathsService } from './paths/paths.service';
import { PersonTransitionsController } from './persons/person-transitions.controller';
import { PersonTransitionsService } from './persons/person-transitions.service';
import { TransitionSides } from './sides/transition-sides.service';
import { UnlocksController } from './unlocks/unlocks.controller';
import { UnlocksService } from './unlocks/unlocks.service';

/** Where somebody could go from an occupation, and by which way. */
@Module({
  imports: [ReleasesModule, OccupationsModule, SkillsModule, SkillGapModule],
  controllers: [
    ...[MovesController, PathsController, UnlocksController, CohortsController],
    ...[PersonTransitionsController, ExportsController],
  ],
  providers: [
    ...[TransitionRules, TransitionsPart, TransitionSides, MovesService, PathsService],
    ...[UnlocksService, CohortsService, PersonTransitionsService, ExportsService, ExportStreams],
  ],
  exports: [ExportsService, ExportStreams],
})
export class TransitionsModule {}
