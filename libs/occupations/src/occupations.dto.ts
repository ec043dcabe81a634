import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto, OccupationReferenceDto } from '@app/http';
import { MAX_SEARCH_LENGTH } from './search-body';

export class OccupationSummaryDto extends OccupationReferenceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The alternate title that the search matched, by itself or by its short form; null if the title itself or the code ' +
      'matched, or nothing was searched.',
    example: 'CEO',
  })
  matched_title: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 5,
    description: "O*NET's job zone: how much preparation the occupation needs.",
    example: 5,
  })
  job_zone: number | null;

  @ApiProperty({
    description: 'Whether the release has skill ratings for it, so that gaps can be computed.',
    example: true,
  })
  rated: boolean;
}

export class OccupationSearchDto {
  @ApiProperty({
    minLength: 1,
    maxLength: MAX_SEARCH_LENGTH,
    description: 'Words of a title, or their beginnings; or a code or the beginning of one.',
    example: 'nurse',
  })
  search: string;

  @ApiProperty({
    type: 'integer',
    required: false,
    minimum: 1,
    maximum: 100,
    default: 20,
    description: 'Occupations in the answer.',
    example: 20,
  })
  limit?: number;
}

export class OccupationListDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: 'integer', description: 'Matches on all pages.', example: 1016 })
  total: number;

  @ApiProperty({ type: [OccupationSummaryDto] })
  occupations: OccupationSummaryDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Give it as `cursor` for the next page; null on the last page.',
    example: 'WzAsIjExLTEwMTEuMDAiXQ',
  })
  next_cursor: string | null;
}

export class AlternateTitleDto {
  @ApiProperty({ example: 'Chief Executive Officer' })
  title: string;

  @ApiProperty({ type: String, nullable: true, example: 'CEO' })
  short_title: string | null;
}

export class ReportedTitleDto {
  @ApiProperty({ example: 'CEO (Chief Executive Officer)' })
  title: string;

  @ApiProperty({ description: "Whether O*NET's career site My Next Move shows it.", example: true })
  shown_in_my_next_move: boolean;
}

export class OccupationDto extends AskedOccupationDto {
  @ApiProperty({ example: 'Lead an organisation and decide where it goes.' })
  description: string;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, example: 5 })
  job_zone: number | null;

  @ApiProperty({ example: true })
  rated: boolean;

  @ApiProperty({ type: [AlternateTitleDto] })
  alternate_titles: AlternateTitleDto[];

  @ApiProperty({ type: [ReportedTitleDto], description: 'What people in the occupation call their job, by title.' })
  reported_titles: ReportedTitleDto[];

  @ApiProperty({
    enum: ['text_file', 'api'],
    description: 'Loaded with the release, or fetched from O*NET Web Services.',
    example: 'text_file',
  })
  source: string;

  @ApiProperty({ example: '29.0' })
  release: string;
}
