import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { EstimatesPart } from './estimates/estimates-part';
import { ContentModelElement } from './elements/content-model-element.entity';
import { LevelScaleAnchor } from './elements/level-scale-anchor.entity';
import { OccupationRating } from './ratings/occupation-rating.entity';
import { ProfilesPart } from './profiles/profiles-part';
import { ProfilesService } from './profiles.service';
import { RatingsController } from './ratings.controller';
import { Scale } from './elements/scale.entity';
import { RatedElement } from './elements/rated-element.entity';
import { SkillsController } from './skills.controller';

@Module({
  imports: [
    TypeOrmModule.forFeature([RatedElement, Scale, OccupationRating, LevelScaleAnchor, ContentModelElement]),
    OccupationsModule,
    ReleasesModule,
  ],
  controllers: [SkillsController, RatingsController],
  providers: [ProfilesService, ProfilesPart, EstimatesPart],
  exports: [ProfilesService],
})
export class SkillsModule {}
