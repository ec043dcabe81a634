import { ApiProperty } from '@nestjs/swagger';
import { BANDS } from '@app/skill-gap';
import { AboutAnswerDto, TransitionOccupationDto } from '../sides/answer-parts.dto';

/** One occupation of a ranking. */
export class RankedOccupationDto extends TransitionOccupationDto {
  @ApiProperty({
    minimum: -1,
    maximum: 1,
    description: 'How alike both are in what matters, among skills and areas of knowledge. Six decimals.',
    example: 0.941342,
  })
  similarity: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 100,
    description: 'Share of all pairs of rated occupations that are less similar, in percent. Two decimals.',
    example: 99.9,
  })
  percentile: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...BANDS.map(([band]) => band), null],
    description: 'The percentile in words: from 99, 95, 90 and 75 on, and below.',
    example: 'very_close',
  })
  band: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description:
      'Share of what the target needs of skills that the source has; null where the target needs nothing. Six decimals.',
    example: 0.925184,
  })
  coverage: number | null;

  @ApiProperty({
    type: 'integer',
    description: 'Skills of which the target needs more than the source has, beyond what raters disagree by.',
    example: 3,
  })
  real_gaps: number;

  @ApiProperty({
    type: [String],
    description: 'The gaps that weigh most in the target, three at most.',
    example: ['Speaking', 'Social Perceptiveness', 'Active Listening'],
  })
  top_gaps: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      "Where it stands in O*NET's own list of occupations related to the one that is asked for: `Primary-Short`, " +
      '`Primary-Long` or `Supplemental`; null if it is not in there.',
    example: 'Primary-Short',
  })
  related_tier: string | null;
}

/** What rankings have in common. */
class RankingDto extends AboutAnswerDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: TransitionOccupationDto })
  occupation: TransitionOccupationDto;

  @ApiProperty({ type: 'integer', description: 'Occupations that were compared with it.', example: 878 })
  compared: number;
}

export class SimilarOccupationsDto extends RankingDto {
  @ApiProperty({
    type: [RankedOccupationDto],
    description: 'The most similar first; coverage is that of each by this one.',
  })
  similar: RankedOccupationDto[];
}

class LimitedRankingDto extends RankingDto {
  @ApiProperty({ minimum: 0, maximum: 1, description: 'As asked.', example: 0.8 })
  min_coverage: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 4, description: 'As asked; 4 is no limit.', example: 1 })
  max_zone_step: number;

  @ApiProperty({ type: 'integer', description: 'Those within these limits, listed or not.', example: 78 })
  eligible: number;
}

export class MovesDto extends LimitedRankingDto {
  @ApiProperty({ type: [RankedOccupationDto], description: 'Where somebody could go, the most similar first.' })
  moves: RankedOccupationDto[];
}

export class FeedersDto extends LimitedRankingDto {
  @ApiProperty({
    type: [RankedOccupationDto],
    description: 'Where people for it could come from, the most similar first; coverage is that of this one by each.',
  })
  feeders: RankedOccupationDto[];
}
