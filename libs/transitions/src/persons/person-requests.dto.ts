import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PersonSourceDto } from '@app/skill-gap';
import { MOVES_DEFAULTS, PATHS_DEFAULTS } from '../sides/defaults';

/** What every question about transitions of a person says. */
class PersonTransitionRequestDto {
  @ApiProperty({
    type: PersonSourceDto,
    description: 'The person: at least one past occupation, and what they say of themselves.',
    example: { occupations: ['41-2011.00'], ratings: [{ element_id: '2.A.1.e', level: 3 }] },
  })
  from: PersonSourceDto;

  @ApiPropertyOptional({
    enum: ['off', 'on'],
    default: 'off',
    description: 'Whether occupations that O*NET has not rated take part by estimated ratings.',
    example: 'off',
  })
  estimates?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Name of the release to answer from; by default the current one.',
    example: null,
  })
  release?: string | null;
}

export class PersonMovesRequestDto extends PersonTransitionRequestDto {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 1,
    default: MOVES_DEFAULTS.coverage / 1000,
    description: "Share of the target's needs of skills that the person has to cover, with up to three decimals.",
    example: 0.8,
  })
  min_coverage?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 4,
    default: 1,
    description: 'How many job zones away, up or down, from the highest one of the past occupations; 4 is no limit.',
    example: 1,
  })
  max_zone_step?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 10,
    description: 'Occupations in the answer.',
    example: 10,
  })
  limit?: number;
}

export class PersonUnlocksRequestDto extends PersonTransitionRequestDto {
  @ApiPropertyOptional({
    enum: ['all', 'near'],
    default: 'all',
    description:
      'Occupations that are looked at. `near`: those in the 75th percentile of similarity and above, one job zone away at most.',
    example: 'near',
  })
  pool?: string;
}

export class PersonPathsRequestDto extends PersonTransitionRequestDto {
  @ApiPropertyOptional({
    description: 'Code of where the person wants to go; or give `to_title`.',
    example: '29-2052.00',
  })
  to?: string;

  @ApiPropertyOptional({ description: 'A title in place of `to`, such as `Pharmacy Technicians`.' })
  to_title?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 2,
    default: 2,
    description: 'Up to how many stops paths may have.',
    example: 2,
  })
  max_stops?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: PATHS_DEFAULTS.percentile,
    description: 'How similar both ends of every step must be, as a percentile; 0 is no limit.',
    example: 90,
  })
  min_percentile?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 4,
    default: 1,
    description: 'How many job zones a step may go up; down is free, and 4 is no limit.',
    example: 1,
  })
  max_zone_up?: number;

  @ApiPropertyOptional({
    enum: ['on', 'off'],
    default: 'on',
    description: '`on`: the job zone of every stop lies between those of both ends.',
    example: 'on',
  })
  corridor?: string;
}
