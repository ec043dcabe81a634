import { Module } from '@nestjs/common';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { SkillsModule } from '@app/skills';
import { AskedPairs } from './asked/asked-pairs.service';
import { GapChangesController } from './changes/gap-changes.controller';
import { GapChangesService } from './changes/gap-changes.service';
import { GapAnalysisController } from './gap-analysis/gap-analysis.controller';
import { GapAnalysisService } from './gap-analysis/gap-analysis.service';
import { MethodController } from './method/method.controller';
import { MethodService } from './method/method.service';
import { PersonsController } from './person/persons.controller';
import { PersonsService } from './person/persons.service';
import { SkillGapController } from './plain/skill-gap.controller';
import { SkillGapService } from './plain/skill-gap.service';
import { RequirementGapsController } from './requirements/requirement-gaps.controller';
import { RequirementGapsService } from './requirements/requirement-gaps.service';
import { SimilaritiesPart } from './similarity/similarities-part';

@Module({
  imports: [SkillsModule, OccupationsModule, ReleasesModule],
  controllers: [
    ...[SkillGapController, GapAnalysisController, GapChangesController],
    ...[RequirementGapsController, MethodController, PersonsController],
  ],
  providers: [
    ...[SkillGapService, GapAnalysisService, GapChangesService, RequirementGapsService, MethodService],
    ...[SimilaritiesPart, AskedPairs, PersonsService],
  ],
  exports: [AskedPairs, SkillGapService, GapAnalysisService, MethodService, PersonsService],
})
export class SkillGapModule {}
