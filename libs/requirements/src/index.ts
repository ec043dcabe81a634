export { TaskOfActivityDto, WorkActivityDto } from './activities/activities.dto';
export { ACTIVITIES } from './activities/activities-part';
export type { ActivityEntry, ActivityLists } from './activities/activity-lists';
export { DetailedActivity } from './activities/detailed-activity.entity';
export { IntermediateActivity } from './activities/intermediate-activity.entity';
export type { Activity } from './activities/pack-activities';
export { TaskActivity } from './activities/task-activity.entity';
export type { TaskEntry, TaskLists, TaskType } from './activities/task-lists';
export { Task } from './activities/task.entity';
export { TASKS } from './activities/tasks-part';
export { PreparationCategory } from './preparation/preparation-category.entity';
export { PREPARATION } from './preparation/preparation-part';
export { PreparationRating } from './preparation/preparation-rating.entity';
export {
  distributionOf,
  type Distribution,
  type PreparationRow,
  type PreparationTable,
  type Question,
} from './preparation/preparation-table';
export { RequirementsModule } from './requirements.module';
export type { Commodity } from './technology/pack-technology';
export type { TechnologyEntry, TechnologyLists } from './technology/technology-lists';
export { TECHNOLOGY } from './technology/technology-part';
export { TechnologySkill } from './technology/technology-skill.entity';
