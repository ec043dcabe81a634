import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ESTIMATE_RULES } from './rules';

class ScaleErrorsDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Mean absolute error over all occupations and elements; null if nothing could be compared. Four decimals.',
    example: 0.3222,
  })
  mean_error: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'A tenth of the occupations have a smaller mean absolute error.',
    example: 0.2111,
  })
  p10_error: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'A tenth of the occupations have a larger one.',
    example: 0.4626,
  })
  p90_error: number | null;
}

class DomainErrorsDto {
  @ApiProperty({ type: ScaleErrorsDto, description: 'Of levels, 0 to 7.' })
  level: ScaleErrorsDto;

  @ApiProperty({ type: ScaleErrorsDto, description: 'Of importance, 1 to 5.' })
  importance: ScaleErrorsDto;
}

/** Documents the errors of a domain. */
function ApiErrors(of: string): PropertyDecorator {
  return ApiPropertyOptional({ type: DomainErrorsDto, description: `Of ${of}; absent where the release has none.` });
}

class EstimateErrorsDto {
  @ApiErrors('skills')
  skills?: DomainErrorsDto;

  @ApiErrors('areas of knowledge')
  knowledge?: DomainErrorsDto;

  @ApiErrors('abilities')
  abilities?: DomainErrorsDto;

  @ApiErrors('generalised work activities')
  work_activities?: DomainErrorsDto;
}

export class EstimatesMethodDto {
  @ApiProperty({ description: 'How ratings are estimated.', example: ESTIMATE_RULES.rule })
  rule: string;

  @ApiProperty({ description: 'Where their standard errors come from.', example: ESTIMATE_RULES.standard_error })
  standard_error: string;

  @ApiProperty({ type: 'integer', description: 'Occupations that are estimated in this release.', example: 44 })
  occupations: number;

  @ApiProperty({
    type: EstimateErrorsDto,
    description: 'How far estimates of rated occupations are off, by domain.',
  })
  domains: EstimateErrorsDto;
}
