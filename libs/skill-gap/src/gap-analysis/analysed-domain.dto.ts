import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AnalysedGapDto, OtherElementDto } from './compared-element.dto';

const SHARE = { type: Number, nullable: true, minimum: 0 } as const;

export class VerdictCountsDto {
  @ApiProperty({ type: 'integer', example: 17 })
  real: number;

  @ApiProperty({ type: 'integer', example: 11 })
  within_noise: number;

  @ApiProperty({ type: 'integer', example: 0 })
  low_precision: number;

  @ApiProperty({ type: 'integer', example: 0 })
  unknown: number;

  @ApiProperty({ type: 'integer', example: 2 })
  not_required: number;
}

export class AnalysedDomainDto {
  @ApiProperty({ type: 'integer', description: 'Elements with a level on both sides.', example: 35 })
  compared: number;

  @ApiProperty({
    ...SHARE,
    maximum: 1,
    description:
      'Share of what the target needs that the source brings: 1 - shortfall. Null, like the other shares, where the target needs nothing. Six decimals.',
    example: 0.78754,
  })
  coverage: number | null;

  @ApiProperty({
    ...SHARE,
    description: 'Standard error of the coverage; null where an error of a row with a gap is not published.',
    example: 0.015093,
  })
  coverage_standard_error: number | null;

  @ApiProperty({
    ...SHARE,
    maximum: 1,
    description:
      'Sum over all gaps of weight × difference, divided by the sum over all elements of weight × level in the target.',
    example: 0.21246,
  })
  shortfall: number | null;

  @ApiProperty({
    ...SHARE,
    maximum: 1,
    description: 'The part of the shortfall that is in real gaps.',
    example: 0.182217,
  })
  real_shortfall: number | null;

  @ApiProperty({ ...SHARE, description: 'What the source has more, measured like the shortfall.', example: 0 })
  surplus: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: -1,
    maximum: 1,
    description:
      'Sum of differences divided by the sum of their amounts: 1 if the target needs more wherever they differ, -1 if less; null if they never differ.',
    example: 0.985463,
  })
  direction: number | null;

  @ApiProperty({ type: VerdictCountsDto, description: 'Of the rows in `gaps`.' })
  verdicts: VerdictCountsDto;

  @ApiProperty({
    description: 'How many rows would be called real by chance if none was: 0.025 × (real + within noise).',
    example: 0.7,
  })
  expected_by_chance: number;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'Mean absolute error of an estimated level in this domain; only where a side is estimated.',
    example: 0.32,
  })
  estimate_error?: number | null;

  @ApiProperty({
    type: [AnalysedGapDto],
    description:
      'Elements that the target needs, and more of than the source has; by weight × difference, the largest first.',
  })
  gaps: AnalysedGapDto[];

  @ApiPropertyOptional({
    type: [OtherElementDto],
    description: 'With `include=all`: all other elements, what the source has most more of first.',
  })
  others?: OtherElementDto[];
}
