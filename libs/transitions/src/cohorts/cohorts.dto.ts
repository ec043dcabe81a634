import { ApiProperty } from '@nestjs/swagger';
import { AboutAnswerDto, TransitionOccupationDto } from '../sides/answer-parts.dto';
import { MOST_PEOPLE, MOST_ROWS } from './cohort-body';

const CODE =
  'O*NET-SOC code, or the code of a SOC group (`29-1140`), which stands for its occupations with ratings; what is counted is ' +
  'spread evenly over them.';

class CohortOriginRequestDto {
  @ApiProperty({ description: CODE, example: '11-1011.00' })
  code: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MOST_PEOPLE,
    description: 'How many people it has.',
    example: 120,
  })
  people: number;
}

class CohortTargetRequestDto {
  @ApiProperty({ description: CODE, example: '11-3013.00' })
  code: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    required: false,
    minimum: 0,
    maximum: MOST_PEOPLE,
    description: 'How many people it takes; by default as many as come.',
    example: 100,
  })
  capacity?: number | null;
}

export class CohortRequestDto {
  @ApiProperty({
    type: [CohortOriginRequestDto],
    minItems: 1,
    maxItems: MOST_ROWS,
    description: 'Where people are.',
    example: [{ code: '11-1011.00', people: 120 }],
  })
  origins: CohortOriginRequestDto[];

  @ApiProperty({
    type: [CohortTargetRequestDto],
    minItems: 1,
    maxItems: MOST_ROWS,
    description: 'Where they may go.',
    example: [{ code: '11-3013.00', capacity: 100 }],
  })
  targets: CohortTargetRequestDto[];

  @ApiProperty({
    required: false,
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'Share of the needs of a target that people have to cover to be placed there; up to three decimals.',
  })
  min_coverage?: number;

  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 0,
    maximum: 4,
    default: 4,
    description: 'How many job zones origin and target may lie apart; 4 is no limit.',
  })
  max_zone_step?: number;

  @ApiProperty({
    required: false,
    enum: ['off', 'on'],
    default: 'off',
    description: '`on`: occupations that O*NET has not rated take part by estimated ratings.',
  })
  estimates?: string;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    description: 'Name of the release to answer from; by default the current one.',
  })
  release?: string | null;
}

class PrevalentGapDto {
  @ApiProperty({ description: 'Element id in the content model of O*NET.', example: '2.A.1.e' })
  element_id: string;

  @ApiProperty({ example: 'Mathematics' })
  name: string;

  @ApiProperty({ type: 'integer', description: 'People whose gap is real.', example: 220 })
  people: number;

  @ApiProperty({ description: 'Levels that these people lack, summed up.', example: 140.4 })
  level_people: number;
}

class CohortOriginDto extends TransitionOccupationDto {
  @ApiProperty({ type: 'integer', example: 120 })
  people: number;

  @ApiProperty({ type: 'integer', description: 'People without a place.', example: 20 })
  left: number;

  @ApiProperty({
    type: 'array',
    items: { type: 'number', nullable: true, minimum: 0, maximum: 1, example: 0.21246 },
    description:
      'Share of the needs of each target that is lacking, in the order of `targets`; null where one needs nothing. Six decimals.',
  })
  shortfalls: (number | null)[];

  @ApiProperty({
    type: 'array',
    items: { type: 'integer', example: 17 },
    description: 'Real gaps in skills for each target, in the order of `targets`.',
  })
  real_gaps: number[];

  @ApiProperty({
    type: 'array',
    items: { type: 'boolean', example: true },
    description: 'Whether people may be placed in each target under the limits of the request.',
  })
  eligible: boolean[];
}

class CohortTargetDto extends TransitionOccupationDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for as many as come.', example: 100 })
  capacity: number | null;

  @ApiProperty({ type: 'integer', description: 'People who are placed here.', example: 100 })
  placed: number;

  @ApiProperty({
    type: [PrevalentGapDto],
    description: 'Skills that most people of all origins really lack for it, ten at most.',
  })
  prevalent_gaps: PrevalentGapDto[];
}

class PlacementDto {
  @ApiProperty({ description: 'O*NET-SOC code of the origin.', example: '11-1011.00' })
  from: string;

  @ApiProperty({ description: 'O*NET-SOC code of the target.', example: '11-3013.00' })
  to: string;

  @ApiProperty({ type: 'integer', example: 100 })
  people: number;

  @ApiProperty({ minimum: 0, maximum: 1, description: 'What each of them lacks.', example: 0.21246 })
  shortfall: number;
}

export class CohortDto extends AboutAnswerDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: 'integer', description: 'People in all origins.', example: 120 })
  people: number;

  @ApiProperty({ type: 'integer', description: 'Those with a place: as many as can have one.', example: 100 })
  placed: number;

  @ApiProperty({
    description: 'Shortfalls of all who are placed, summed up: no plan that places as many has less. Six decimals.',
    example: 21.246,
  })
  total_shortfall: number;

  @ApiProperty({ type: [CohortOriginDto], description: 'In the order of the request; occupations in place of groups.' })
  origins: CohortOriginDto[];

  @ApiProperty({ type: [CohortTargetDto], description: 'In the order of the request; occupations in place of groups.' })
  targets: CohortTargetDto[];

  @ApiProperty({ type: [PlacementDto], description: 'One of the best plans; others may be as good.' })
  plan: PlacementDto[];
}
