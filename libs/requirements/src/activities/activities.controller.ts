import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OCCUPATION_PATH, PathAndQuery, toAskedOccupation, type ReadBy } from '@app/http';
import { OccupationActivitiesDto, OccupationTasksDto, type ActivityDto, type TaskDto } from './activities.dto';
import type { ActivityOfOccupation } from './activities-of-occupation';
import { ActivitiesService } from './activities.service';
import type { TaskEntry } from './task-lists';

@ApiTags('Requirements')
@Controller('occupations/:code')
export class ActivitiesController {
  constructor(private readonly activities: ActivitiesService) {}

  @Get('tasks')
  @ApiOperation({ operationId: 'getOccupationTasks', summary: 'Get what people in an occupation do' })
  @ApiOkResponse({ type: OccupationTasksDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description: 'The release was loaded without tasks, or the code is retired, and several have taken its place.',
  })
  async getTasks(@PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>): Promise<OccupationTasksDto> {
    const { release, occupation, replaces, tasks } = await this.activities.tasksOf(code);
    return { release, occupation: toAskedOccupation(occupation, replaces), tasks: tasks.map(toTask) };
  }

  @Get('activities')
  @ApiOperation({
    operationId: 'getOccupationActivities',
    summary: "Get an occupation's detailed work activities",
    description: 'Unlike tasks, they are the same for all occupations, so that occupations can be compared by them.',
  })
  @ApiOkResponse({ type: OccupationActivitiesDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description: 'The release was loaded without activities, or the code is retired, and several have taken its place.',
  })
  async getActivities(
    @PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>,
  ): Promise<OccupationActivitiesDto> {
    const { release, occupation, replaces, activities } = await this.activities.activitiesOf(code);
    return { release, occupation: toAskedOccupation(occupation, replaces), activities: activities.map(toActivity) };
  }
}

function toTask(task: TaskEntry): TaskDto {
  return {
    task_id: task.taskId,
    task: task.task,
    type: task.type,
    incumbents_responding: task.incumbentsResponding,
    date_updated: task.dateUpdated,
    domain_source: task.domainSource,
  };
}

function toActivity(activity: ActivityOfOccupation): ActivityDto {
  const { elementId, elementName } = activity;
  return {
    activity_id: activity.activityId,
    activity: activity.activity,
    intermediate_activity_id: activity.intermediateActivityId,
    intermediate_activity: activity.intermediateActivity,
    work_activity: elementId === null ? null : { element_id: elementId, name: elementName },
    tasks: activity.tasks.map(({ taskId, task, type }) => ({ task_id: taskId, task, type })),
  };
}
