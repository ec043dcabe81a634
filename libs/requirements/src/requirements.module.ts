import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DetailedActivity } from './activities/detailed-activity.entity';
import { IntermediateActivity } from './activities/intermediate-activity.entity';
import { TaskActivity } from './activities/task-activity.entity';
import { Task } from './activities/task.entity';
import { PreparationCategory } from './preparation/preparation-category.entity';
import { PreparationRating } from './preparation/preparation-rating.entity';
import { TechnologySkill } from './technology/technology-skill.entity';

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
@Module({ imports: [TypeOrmModule.forFeature(ENTITIES)] })
export class RequirementsModule {}
