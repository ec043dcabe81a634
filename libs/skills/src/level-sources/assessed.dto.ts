import { ApiProperty } from '@nestjs/swagger';

/** The author of an assessment, its time, and how much of it could be used. */
export class AssessedByDto {
  @ApiProperty({
    enum: ['vertexai', 'offline'],
    description: '`offline` is no language model: see `notice`.',
    example: 'vertexai',
  })
  provider: string;

  @ApiProperty({ example: 'gemini-3.5-flash-lite' })
  model: string;

  @ApiProperty({ description: 'Names the wording of the questions.', example: 'levels-1' })
  prompt_version: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When the levels were assessed; of two occupations the later time.',
    example: '2026-11-24T09:30:12.000Z',
  })
  assessed_at: string;

  @ApiProperty({
    description: 'Skills with a usable level, of all that were asked for; in a gap, of both occupations.',
    example: '35/35',
  })
  coverage: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What must be shown beside the answer: that no language model wrote it. Null if one did.',
    example: null,
  })
  notice: string | null;

  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;
}
