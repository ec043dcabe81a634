import { ApiProperty } from '@nestjs/swagger';
import type { ParameterProblem } from '@app/onet';
import { OccupationReferenceDto } from './occupation-reference.dto';

export class ParameterProblemDto implements ParameterProblem {
  @ApiProperty({ example: 'from' })
  parameter: string;

  @ApiProperty({ example: 'is not an O*NET-SOC code such as 15-1252.00: "abc"' })
  detail: string;

  @ApiProperty({ example: 'INVALID_ONET_SOC_CODE' })
  code: string;

  @ApiProperty({
    required: false,
    description: 'Where a title was given for a code: what to give as `search` of `/api/v1/occupations`.',
    example: 'registered nurse',
  })
  search?: string;
}

export class MeantOccupationDto extends OccupationReferenceDto {
  @ApiProperty({ description: 'Whether the release has skill ratings for it.', example: true })
  rated: boolean;
}

export class SuccessorDto {
  @ApiProperty({ description: 'O*NET-SOC code in its written form.', example: '15-1252.00' })
  code: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where the release lacks the occupation.',
    example: 'Software Developers',
  })
  title: string | null;

  @ApiProperty({ description: 'Whether the release has skill ratings for it.', example: true })
  rated: boolean;
}

/**
 * An error answer: problem details for HTTP APIs (RFC 9457), with a code for programs. Which codes there are the OpenAPI
 * document has from the table of their statuses.
 */
export class CoverageRangeDto {
  @ApiProperty({ minimum: 0, maximum: 1, example: 0.731204 })
  lowest: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.744031 })
  highest: number;
}

export class CandidateDto extends OccupationReferenceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The title that matches; null for a code.',
    example: 'Staff Nurse',
  })
  matched_title: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How well it fits; null where it is a title of it.',
    example: null,
  })
  score: number | null;

  @ApiProperty({ description: 'Whether it fits much better than all others.', example: false })
  likely: boolean;

  @ApiProperty({ description: 'Whether it has ratings of skills.', example: true })
  rated: boolean;

  @ApiProperty({
    required: false,
    type: CoverageRangeDto,
    nullable: true,
    description:
      'The coverage of skills if this one is meant, over all that the other side may mean; null without ratings.',
  })
  coverage?: CoverageRangeDto | null;
}
