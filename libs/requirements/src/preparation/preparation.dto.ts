import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';

export class JobZoneDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 5,
    description: '1 (little) to 5 (extensive preparation).',
    example: 5,
  })
  job_zone: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the zone means; null, as the texts below, where the release came without the reference.',
    example: 'Job Zone Five: Extensive Preparation Needed',
  })
  name: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Most of these occupations require graduate school.' })
  education: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Extensive skill, knowledge, and experience are needed.' })
  experience: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Employees may need some on-the-job training.' })
  job_training: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Examples include pharmacists, lawyers, and biologists.' })
  examples: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Range of specific vocational preparation.',
    example: '(8.0 and above)',
  })
  svp_range: string | null;
}

/** How sure a figure is, and who gave it when. */
export class SurveyedDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many people answered.', example: 28 })
  n: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 10.2507 })
  standard_error: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Lower bound of the 95 % interval.', example: 21.0143 })
  lower_ci_bound: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Upper bound of the 95 % interval.', example: 60.7521 })
  upper_ci_bound: number | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Low precision: show it with a warning.', example: false })
  recommend_suppress: boolean | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Month of the update.',
    example: '2023-08-01',
  })
  date_updated: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who answered.', example: 'Incumbent' })
  domain_source: string | null;
}

export class CategoryDto extends SurveyedDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The lowest is 1.', example: 8 })
  category: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it means; null where the release does not say.',
    example: "Master's Degree",
  })
  description: string | null;

  @ApiProperty({ description: 'Share of those who answered so, in percent.', example: 39.13 })
  data_value: number;
}

export class DistributionDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'First category at which the shares so far reach half; null if all shares are 0.',
    example: 8,
  })
  median: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Category with the largest share, the lowest of several; null if all shares are 0.',
    example: 8,
  })
  mode: number | null;

  @ApiProperty({
    type: [CategoryDto],
    description: 'By category. Categories have an order but no distances: no means.',
  })
  distribution: CategoryDto[];
}

export class ImportanceDto extends SurveyedDto {
  @ApiProperty({ description: 'How important it is to be hired, 1 to 5.', example: 3.01 })
  importance: number;
}

export class OccupationPreparationDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: JobZoneDto, nullable: true, description: 'Null if O*NET gives none.' })
  job_zone: JobZoneDto | null;

  @ApiProperty({
    type: DistributionDto,
    nullable: true,
    description: 'Required level of education; null, as below, if the occupation has no answers to it.',
  })
  education: DistributionDto | null;

  @ApiProperty({ type: DistributionDto, nullable: true, description: 'Related work experience.' })
  experience: DistributionDto | null;

  @ApiProperty({ type: DistributionDto, nullable: true, description: 'Training at the site or plant.' })
  on_site_training: DistributionDto | null;

  @ApiProperty({ type: DistributionDto, nullable: true, description: 'Training on the job.' })
  on_the_job_training: DistributionDto | null;

  @ApiProperty({ type: ImportanceDto, nullable: true, description: 'A certificate, license or the like.' })
  certification: ImportanceDto | null;

  @ApiProperty({ type: ImportanceDto, nullable: true, description: 'An apprenticeship.' })
  apprenticeship: ImportanceDto | null;
}
