import { ApiProperty } from '@nestjs/swagger';

const GAP_VERDICTS = ['real', 'within_noise', 'low_precision', 'unknown', 'not_required'];

/** What both kinds of rows say. */
class ComparedElementDto {
  @ApiProperty({ description: 'Id of the element in the O*NET content model.', example: '2.A.2.b' })
  element_id: string;

  @ApiProperty({ example: 'Critical Thinking' })
  name: string;

  @ApiProperty({
    minimum: 0,
    maximum: 7,
    description: "Level (O*NET's LV) in the source; 0, flagged `from_not_rated`, where it has no rating.",
    example: 2,
  })
  from_level: number;

  @ApiProperty({ minimum: 0, maximum: 7, description: 'Level in the target.', example: 3 })
  to_level: number;

  @ApiProperty({ minimum: -7, maximum: 7, description: 'Target minus source.', example: 1 })
  difference: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Half of the 95 % interval around the difference, in levels: 1.96 standard errors, each at least 0.05. Null where O*NET publishes no standard error.',
    example: 0.1386,
  })
  half_width: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 1,
    maximum: 5,
    description: "Importance (O*NET's IM) in the target; null where it is not rated.",
    example: 2.88,
  })
  importance: number | null;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description: 'Importance in the target as a share: (IM - 1) / 4.',
    example: 0.47,
  })
  weight: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      "Both levels in the words of O*NET's own examples. Null where the difference is not worth a word: within noise, or not required.",
    example: 'Mathematics 2.00 → 3.00: from about “…” to between “…” and “…”.',
  })
  words: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Month of the rating of the source; null where it is estimated, or not published.',
    example: '2024-08-01',
  })
  from_date: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Month of the rating of the target.',
    example: '2023-08-01',
  })
  to_date: string | null;

  @ApiProperty({
    type: [String],
    enum: [
      ...['from_suppressed', 'to_suppressed', 'from_not_relevant', 'to_not_relevant'],
      ...['from_not_rated', 'to_not_rated'],
    ],
    example: [],
    description:
      'What O*NET flags: suppress for low precision, not relevant for the occupation; and what it has not rated.',
  })
  flags: string[];
}

export class AnalysedGapDto extends ComparedElementDto {
  @ApiProperty({
    enum: GAP_VERDICTS,
    example: 'real',
    description:
      '`real`: the difference is at least `half_width`. `within_noise`: it is smaller, so that the raters may as well have ' +
      'meant the same. `low_precision`: O*NET recommends to suppress one of the levels. `unknown`: no standard error is ' +
      'published, or the source is not rated. `not_required`: the element is not relevant in the target.',
  })
  verdict: string;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description:
      'Part of what the target needs in this domain that is missing here. Four decimals, rounded so that the rows add up to the shortfall.',
    example: 0.0159,
  })
  contribution: number;
}

export class OtherElementDto extends ComparedElementDto {
  @ApiProperty({
    enum: ['met', 'not_required'],
    example: 'met',
    description: '`met`: the source has at least what the target needs. `not_required`: the target does not need it.',
  })
  verdict: string;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['real', 'within_noise', 'low_precision', 'unknown', null],
    example: 'real',
    description: 'How sure it is that the source has more, by the same test; null where both have the same.',
  })
  surplus: string | null;
}
