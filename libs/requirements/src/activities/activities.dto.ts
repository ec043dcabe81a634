import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';

const TASK = 'Direct the financial activities of the company.';
const TYPE = 'Core tasks are those that most people in the occupation do and find important; null where not rated.';

export class TaskDto {
  @ApiProperty({ type: 'integer', description: "O*NET's number of the task.", example: 8823 })
  task_id: number;

  @ApiProperty({ example: TASK })
  task: string;

  @ApiProperty({
    type: String,
    enum: ['core', 'supplemental', null],
    nullable: true,
    description: TYPE,
    example: 'core',
  })
  type: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How many people were asked about it.', example: 95 })
  incumbents_responding: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Month of the update.',
    example: '2023-08-01',
  })
  date_updated: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who named it.', example: 'Incumbent' })
  domain_source: string | null;
}

export class OccupationTasksDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: [TaskDto], description: 'Core before supplemental before others, each by id.' })
  tasks: TaskDto[];
}

export class WorkActivityDto {
  @ApiProperty({ description: "Id in O*NET's content model.", example: '4.A.4.b.4' })
  element_id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where the release came without the content model.',
    example: 'Guiding, Directing, and Motivating Subordinates',
  })
  name: string | null;
}

export class TaskOfActivityDto {
  @ApiProperty({ type: 'integer', description: "O*NET's number of the task.", example: 8823 })
  task_id: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where the release came without tasks.',
    example: TASK,
  })
  task: string | null;

  @ApiProperty({
    type: String,
    enum: ['core', 'supplemental', null],
    nullable: true,
    description: TYPE,
    example: 'core',
  })
  type: string | null;
}

export class ActivityDto {
  @ApiProperty({ description: 'Id of the detailed work activity.', example: '4.A.4.b.4.I12.D03' })
  activity_id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null, as what it is part of, where the release came without the reference of activities.',
    example: 'Direct financial operations.',
  })
  activity: string | null;

  @ApiProperty({ type: String, nullable: true, example: '4.A.4.b.4.I12' })
  intermediate_activity_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The group of detailed activities that it is part of.',
    example: 'Direct organizational operations, activities, or procedures.',
  })
  intermediate_activity: string | null;

  @ApiProperty({ type: WorkActivityDto, nullable: true, description: 'The rated work activity that it is part of.' })
  work_activity: WorkActivityDto | null;

  @ApiProperty({ type: [TaskOfActivityDto], description: 'Tasks of the occupation that it is part of.' })
  tasks: TaskOfActivityDto[];
}

export class OccupationActivitiesDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: [ActivityDto], description: 'By id, in the order of the content model.' })
  activities: ActivityDto[];
}
