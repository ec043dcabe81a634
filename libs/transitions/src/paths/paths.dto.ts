import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/http';
import { AboutAnswerDto, TransitionOccupationDto } from '../sides/answer-parts.dto';
import { RULES } from './path-rules';

/** Documents the percentile of a step. */
function ApiPercentile(): PropertyDecorator {
  return ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 100,
    description: 'Share of all pairs of rated occupations that are less similar, in percent. Two decimals.',
    example: 96.54,
  });
}

class PathStopDto extends OccupationReferenceDto {
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, example: 3, description: 'Job zone.' })
  job_zone: number | null;
}

export class PathStepDto {
  @ApiProperty({ description: 'O*NET-SOC code.', example: '11-1011.00' })
  from: string;

  @ApiProperty({ description: 'O*NET-SOC code.', example: '29-2052.00' })
  to: string;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description: 'Share of what `to` needs of skills that `from` lacks. Six decimals.',
    example: 0.236023,
  })
  shortfall: number;

  @ApiPercentile()
  percentile: number | null;
}

export class PathDto {
  @ApiProperty({ type: [PathStopDto], description: 'Occupations between both, in order.' })
  stops: PathStopDto[];

  @ApiProperty({ type: [PathStepDto], description: 'From one to the next; one more than stops.' })
  steps: PathStepDto[];

  @ApiProperty({ minimum: 0, maximum: 1, description: 'Shortfall of the largest step.', example: 0.263857 })
  largest: number;

  @ApiProperty({ minimum: 0, description: 'Shortfalls of all steps, summed up.', example: 0.49988 })
  total: number;
}

class DirectStepDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'Share of what the target needs of skills that the source lacks; null if it needs nothing.',
    example: 0.433332,
  })
  shortfall: number | null;

  @ApiPercentile()
  percentile: number | null;

  @ApiProperty({ description: 'Whether the step without stops keeps to the rules itself.', example: false })
  admissible: boolean;
}

class ObstacleDto {
  @ApiProperty({ type: 'integer', description: 'Number of stops for which there is no path.', example: 1 })
  stops: number;

  @ApiProperty({
    enum: RULES,
    isArray: true,
    description:
      'The parameters without which, all others kept, there would be one; empty if no single one stands in the way.',
    example: ['min_percentile'],
  })
  rules: string[];
}

@ApiExtraModels(PathDto)
export class PathsDto extends AboutAnswerDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: TransitionOccupationDto, description: 'Where the person comes from.' })
  from: TransitionOccupationDto;

  @ApiProperty({ type: TransitionOccupationDto, description: 'Where the person wants to go.' })
  to: TransitionOccupationDto;

  @ApiProperty({ type: DirectStepDto, description: 'The step without stops.' })
  direct: DirectStepDto;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', nullable: true, allOf: [{ $ref: getSchemaPath(PathDto) }] },
    description:
      'The best path with one stop, with two, and so on up to `max_stops`; null in the place of one that there is not under ' +
      'these rules.',
  })
  paths: (PathDto | null)[];

  @ApiProperty({ type: [ObstacleDto], description: 'Why there is no path, for each number of stops without one.' })
  obstacles: ObstacleDto[];
}
