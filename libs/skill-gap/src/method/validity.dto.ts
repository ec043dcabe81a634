import { ApiProperty } from '@nestjs/swagger';
import { VALIDITY } from './validity';

const { earlierRelease, laterRelease, estimates, rerated } = VALIDITY;

class EstimatesValidityDto {
  @ApiProperty({
    type: 'integer',
    description: 'Occupations that the later release rates for the first time.',
    example: estimates.occupations,
  })
  occupations: number;

  @ApiProperty({ type: 'integer', description: 'Levels of skills compared.', example: estimates.levels })
  levels: number;

  @ApiProperty({
    description: 'Mean absolute error of the levels that had been estimated.',
    example: estimates.meanError,
  })
  mean_error: number;

  @ApiProperty({ description: 'That of the occupation with the smallest.', example: estimates.lowestError })
  lowest_error: number;

  @ApiProperty({ description: 'That of the occupation with the largest.', example: estimates.highestError })
  highest_error: number;
}

class ReratedValidityDto {
  @ApiProperty({
    type: 'integer',
    description: 'Occupations whose skills were rated again in between.',
    example: rerated.occupations,
  })
  occupations: number;

  @ApiProperty({ type: 'integer', description: 'Levels of skills compared.', example: rerated.levels })
  levels: number;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description: 'Share of these that differ by as much as the verdict calls real.',
    example: rerated.share,
  })
  share_called_real: number;
}

export class ValidityDto {
  @ApiProperty({
    description: 'What was measured.',
    example: 'Measured between two releases, whichever release this answer is of.',
  })
  text: string;

  @ApiProperty({ description: 'Release that the statements come from.', example: earlierRelease })
  earlier_release: string;

  @ApiProperty({ description: 'Release that they were held against.', example: laterRelease })
  later_release: string;

  @ApiProperty({ type: EstimatesValidityDto, description: 'Estimates against the ratings that came.' })
  estimates: EstimatesValidityDto;

  @ApiProperty({ type: ReratedValidityDto, description: 'Ratings against later ones of the same occupations.' })
  rerated: ReratedValidityDto;
}
