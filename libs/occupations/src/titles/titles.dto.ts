import { ApiProperty } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/http';
import { TITLE_KINDS } from './title-index';

export class TitleCandidateDto extends OccupationReferenceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The title or alternate title that the text is, by itself or by its short form; of candidates by score the one that ' +
      'has most of the words. Null for a code, and where only the description has any of the words.',
    example: 'Software Engineer',
  })
  matched_title: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'How well titles and description fit the text: comparable within one answer only. Null where the text is a code or ' +
      'one of the titles.',
    example: 14.096127,
  })
  score: number | null;

  @ApiProperty({
    description:
      'Whether it is the only occupation that is meant, or the first one of candidates and its score at least 1.25 times ' +
      'the next one; then it is the right one four times in five.',
    example: true,
  })
  likely: boolean;

  @ApiProperty({ description: 'Whether the release has skill ratings for it.', example: true })
  rated: boolean;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, description: 'Its job zone.', example: 4 })
  job_zone: number | null;
}

class SuccessorInReleaseDto extends OccupationReferenceDto {
  @ApiProperty({ description: 'Whether the release has skill ratings for it.', example: true })
  rated: boolean;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, description: 'Its job zone.', example: 4 })
  job_zone: number | null;
}

export class RetiredOccupationDto extends OccupationReferenceDto {
  @ApiProperty({
    type: [SuccessorInReleaseDto],
    description: 'What has taken its place, by code; none if the release lacks it.',
  })
  successors: SuccessorInReleaseDto[];
}

export class TitleMeaningDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({
    enum: TITLE_KINDS,
    description:
      'What the text is: `code`, or `unknown_code` if the release has none such; the `title` or an `alternate` title of ' +
      'exactly one occupation; `ambiguous`, a title of several, all of which are listed; else `candidates` whose titles and ' +
      'descriptions fit best, or `none`.',
    example: 'candidates',
  })
  kind: string;

  @ApiProperty({
    type: [TitleCandidateDto],
    description:
      'The occupations that the text means, by code, those whose own title it is first; or up to 10 candidates, the best ' +
      'one first.',
  })
  candidates: TitleCandidateDto[];

  @ApiProperty({
    type: RetiredOccupationDto,
    nullable: true,
    description:
      'The occupation of an earlier edition of O*NET-SOC whose code or title the text is, where it is no code or title of ' +
      'today; else null. Where one has taken its place, endpoints that compare occupations answer by that one.',
  })
  retired: RetiredOccupationDto | null;
}
