import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { ContentModelElement } from './elements/content-model-element.entity';
import { LevelScaleAnchor } from './elements/level-scale-anchor.entity';
import { OccupationSkill } from './ratings/occupation-skill.entity';
import { ProfilesPart } from './profiles/profiles-part';
import { ProfilesService } from './profiles/profiles.service';
import { Scale } from './elements/scale.entity';
import { Skill } from './elements/skill.entity';
import { SkillsController } from './skills.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([Skill, Scale, OccupationSkill, LevelScaleAnchor, ContentModelElement]),
    OccupationsModule,
    ReleasesModule,
  ],
  controllers: [SkillsController],
  providers: [ProfilesService, ProfilesPart],
  exports: [ProfilesService],
})
export class SkillsModule {}
