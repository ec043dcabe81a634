import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { TaskOfActivityDto, WorkActivityDto } from '@app/requirements';
import { TechnologyGapDto } from './requirement-gaps.dto';

class TasksOfBothDto {
  @ApiProperty({ type: [TaskOfActivityDto], description: 'Of the source, core before supplemental.' })
  from: TaskOfActivityDto[];

  @ApiProperty({ type: [TaskOfActivityDto], description: 'Of the target, core before supplemental.' })
  to: TaskOfActivityDto[];
}

class ComparedActivityDto {
  @ApiProperty({ description: 'Id of the detailed work activity.', example: '4.A.4.b.4.I12.D03' })
  activity_id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null, as what it is part of, where the release came without the reference of activities.',
    example: 'Direct financial operations.',
  })
  activity: string | null;

  @ApiProperty({ type: WorkActivityDto, nullable: true, description: 'The rated work activity that it is part of.' })
  work_activity: WorkActivityDto | null;

  @ApiProperty({
    description:
      'Both sides do something of the same rated work activity, if not this very thing: few detailed activities are shared by ' +
      'occupations, but many of what they are part of.',
    example: true,
  })
  familiar: boolean;

  @ApiProperty({ type: TasksOfBothDto, description: 'The tasks that say so.' })
  tasks: TasksOfBothDto;
}

class CountsOfBothDto {
  @ApiProperty({ type: 'integer', description: 'Detailed work activities of the source.', example: 18 })
  from: number;

  @ApiProperty({
    type: 'integer',
    description: 'Those of the target. Where one is 0, nothing was compared.',
    example: 24,
  })
  to: number;
}

export class WorkComparisonDto {
  @ApiProperty({ type: CountsOfBothDto, description: 'How many activities were compared.' })
  compared: CountsOfBothDto;

  @ApiProperty({ type: [ComparedActivityDto], description: 'What both do; what most core tasks speak for first.' })
  kept: ComparedActivityDto[];

  @ApiProperty({ type: [ComparedActivityDto], description: 'What a person would newly do.' })
  new: ComparedActivityDto[];

  @ApiProperty({ type: [ComparedActivityDto], description: 'What a person would no longer do.' })
  dropped: ComparedActivityDto[];
}

class GapOfOccupationsDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto, description: 'Where the person comes from.' })
  from: AskedOccupationDto;

  @ApiProperty({
    type: AskedOccupationDto,
    description: 'Where the person wants to go.',
    example: { code: '11-3013.00', title: 'Facilities Managers' },
  })
  to: AskedOccupationDto;
}

export class WorkGapDto extends IntersectionType(GapOfOccupationsDto, WorkComparisonDto) {}

export class TechnologyGapAnswerDto extends GapOfOccupationsDto {
  @ApiProperty({ type: TechnologyGapDto, nullable: true, description: 'Null where O*NET has no list of one of them.' })
  technology: TechnologyGapDto | null;
}
