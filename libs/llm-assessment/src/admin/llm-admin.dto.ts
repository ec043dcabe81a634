import { ApiProperty } from '@nestjs/swagger';

/** An occupation that was asked for and cannot be assessed. */
export class LeftOccupationDto {
  @ApiProperty({ example: '15-2051.00' })
  onet_soc_code: string;

  @ApiProperty({ description: 'Why, as in a problem.', example: 'OCCUPATION_NOT_RATED' })
  code: string;

  @ApiProperty({ example: '15-2051.00 Data Scientists has no skill ratings in release 29.0.' })
  detail: string;
}

/** The plan of a run that assesses occupations; tokens and dollars are estimates. */
export class AssessmentPlanDto {
  @ApiProperty({ type: 'integer', description: 'Occupations that were asked for and can be assessed.', example: 879 })
  occupations: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of them, those that are assessed already, nothing of them being left open by an error.',
    example: 12,
  })
  assessed: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of these, those where the model left out levels; they are asked for again with `holes=true` alone.',
    example: 1,
  })
  holes: number;

  @ApiProperty({
    type: 'integer',
    description: 'One for each of the others; asking again for what is missing comes on top.',
    example: 867,
  })
  calls: number;

  @ApiProperty({ type: 'integer', example: 4_335_000 })
  prompt_tokens: number;

  @ApiProperty({ type: 'integer', example: 2_731_050 })
  output_tokens: number;

  @ApiProperty({ description: 'US dollars, by the configured prices.', example: 8.128125 })
  cost_usd: number;

  @ApiProperty({
    type: 'integer',
    description: 'Calls of the past whose tokens this is made from; 0: guessed from the length of the prompts.',
    example: 12,
  })
  based_on_calls: number;

  @ApiProperty({ description: "What is left of today's budget; a run stops before it would be passed.", example: 4.9 })
  budget_left_usd: number;

  @ApiProperty({ type: [LeftOccupationDto], description: 'Occupations that were asked for and are left out.' })
  left: readonly LeftOccupationDto[];
}

/** The use of one model on one day. */
export class LlmUsageEntryDto {
  @ApiProperty({ format: 'date', description: 'Day of UTC.', example: '2026-11-24' })
  day: string;

  @ApiProperty({ example: 'vertexai' })
  provider: string;

  @ApiProperty({ example: 'gemini-3.5-flash-lite' })
  model: string;

  @ApiProperty({ type: 'integer', description: 'Every try counts.', example: 120 })
  calls: number;

  @ApiProperty({ type: 'integer', description: 'Calls whose answer could not be used, or never came.', example: 2 })
  failed_calls: number;

  @ApiProperty({
    type: 'integer',
    description:
      'Calls without a recorded end: under way, or their process died. They count with the most they can cost.',
    example: 0,
  })
  open_calls: number;

  @ApiProperty({ type: 'integer', example: 600_000 })
  prompt_tokens: number;

  @ApiProperty({ type: 'integer', description: 'With those of thinking.', example: 378_000 })
  output_tokens: number;

  @ApiProperty({ example: 1.125 })
  cost_usd: number;
}

export class LlmUsageDto {
  @ApiProperty({ format: 'date', description: 'Today in UTC.', example: '2026-11-24' })
  today: string;

  @ApiProperty({ description: 'What may be spent today, over all processes on this database.', example: 5 })
  daily_budget_usd: number;

  @ApiProperty({ description: 'What is spent today, with what calls under way may cost.', example: 1.125 })
  committed_usd: number;

  @ApiProperty({ type: [LlmUsageEntryDto], description: 'By day and model, newest first.' })
  usage: LlmUsageEntryDto[];
}
