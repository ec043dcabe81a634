export { DetailedActivity } from './activities/detailed-activity.entity';
export { IntermediateActivity } from './activities/intermediate-activity.entity';
export { TaskActivity } from './activities/task-activity.entity';
export { Task } from './activities/task.entity';
export { PreparationCategory } from './preparation/preparation-category.entity';
export { PreparationRating } from './preparation/preparation-rating.entity';
export { RequirementsModule } from './requirements.module';
export { TechnologySkill } from './technology/technology-skill.entity';
