import { ApiProperty } from '@nestjs/swagger';
import { AboutAnswerDto, TransitionOccupationDto } from '../sides/answer-parts.dto';

export class UnlockPoolDto {
  @ApiProperty({
    enum: ['all', 'near'],
    description:
      '`all`: every rated occupation but this one. `near`: those of them in the 75th percentile of similarity and above, one ' +
      'job zone away at most.',
    example: 'all',
  })
  kind: string;

  @ApiProperty({ type: 'integer', description: 'Occupations in the pool.', example: 878 })
  size: number;

  @ApiProperty({
    type: 'integer',
    description: 'Those of which nine tenths of the needs are covered already.',
    example: 23,
  })
  covered: number;
}

export class UnlockDto {
  @ApiProperty({ description: 'Element id in the content model of O*NET.', example: '2.B.3.g' })
  element_id: string;

  @ApiProperty({ example: 'Operations Monitoring' })
  name: string;

  @ApiProperty({ type: 'integer', description: 'Occupations that would newly be covered to nine tenths.', example: 3 })
  gain: number;

  @ApiProperty({ type: 'integer', description: 'Place in the list; skills that open as many share it.', example: 1 })
  rank: number;

  @ApiProperty({
    minimum: 0,
    maximum: 7,
    description: 'Level of the occupation; one more is assumed, 7 at most.',
    example: 2,
  })
  from_level: number;
}

export class UnlocksDto extends AboutAnswerDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: TransitionOccupationDto })
  occupation: TransitionOccupationDto;

  @ApiProperty({ type: UnlockPoolDto, description: 'What is looked at.' })
  pool: UnlockPoolDto;

  @ApiProperty({ type: [UnlockDto], description: 'Every skill, those that open most first; some may open nothing.' })
  unlocks: UnlockDto[];
}
