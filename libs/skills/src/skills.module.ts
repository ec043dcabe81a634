import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { LlmAssessment } from './assessed/llm-assessment.entity';
import { LlmSkillAssessment } from './assessed/llm-skill-assessment.entity';
import { ContentModelElement } from './content-model-element.entity';
import { LevelScaleAnchor } from './level-scale-anchor.entity';
import { OccupationSkill } from './occupation-skill.entity';
import { ProfilesService } from './profiles.service';
import { Scale } from './scale.entity';
import { Skill } from './skill.entity';
import { SkillsController } from './skills.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Skill,
      Scale,
      OccupationSkill,
      LevelScaleAnchor,
      ContentModelElement,
      LlmAssessment,
      LlmSkillAssessment,
    ]),
    OccupationsModule,
    ReleasesModule,
  ],
  controllers: [SkillsController],
  providers: [ProfilesService],
  exports: [ProfilesService],
})
export class SkillsModule {}
