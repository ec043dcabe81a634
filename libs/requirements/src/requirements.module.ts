import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OccupationsModule } from '@app/occupations';
import { ReleasesModule } from '@app/releases';
import { ActivitiesPart } from './activities/activities-part';
import { ActivitiesController } from './activities/activities.controller';
import { ActivitiesService } from './activities/activities.service';
import { DetailedActivity } from './activities/detailed-activity.entity';
import { IntermediateActivity } from './activities/intermediate-activity.entity';
import { TaskActivity } from './activities/task-activity.entity';
import { Task } from './activities/task.entity';
import { TasksPart } from './activities/tasks-part';
import { PreparationCategory } from './preparation/preparation-category.entity';
import { PreparationPart } from './preparation/preparation-part';
import { PreparationRating } from './preparation/preparation-rating.entity';
import { PreparationController } from './preparation/preparation.controller';
import { PreparationService } from './preparation/preparation.service';
import { TechnologyPart } from './technology/technology-part';
import { TechnologySkill } from './technology/technology-skill.entity';
import { TechnologyController } from './technology/technology.controller';
import { TechnologyService } from './technology/technology.service';

const ENTITIES = [
  TechnologySkill,
  PreparationRating,
  PreparationCategory,
  Task,
  IntermediateActivity,
  DetailedActivity,
  TaskActivity,
];

/** What occupations require beside ratings: technology, preparation, what is done on a working day. */
@Module({
  imports: [TypeOrmModule.forFeature(ENTITIES), OccupationsModule, ReleasesModule],
  controllers: [TechnologyController, PreparationController, ActivitiesController],
  providers: [
    ...[TechnologyPart, PreparationPart, TasksPart, ActivitiesPart],
    ...[TechnologyService, PreparationService, ActivitiesService],
  ],
})
export class RequirementsModule {}
