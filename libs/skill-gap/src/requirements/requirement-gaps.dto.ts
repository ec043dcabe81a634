import { ApiProperty } from '@nestjs/swagger';

class MissingProductDto {
  @ApiProperty({ example: 'Apache MXNet' })
  name: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Often named in job postings of all occupations; null where the release does not say.',
    example: false,
  })
  hot: boolean | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Often named in job postings of the target; null where the release does not say.',
    example: true,
  })
  in_demand: boolean | null;
}

class MissingTechnologyDto {
  @ApiProperty({ description: 'UNSPSC code of the kind of product, or the id of its element.', example: '43232608' })
  commodity_code: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The kind of product; null where the release came without its name.',
    example: 'Industrial control software',
  })
  commodity: string | null;

  @ApiProperty({
    enum: ['new', 'other'],
    description: '`new`: the source uses no product of this kind. `other`: it uses another one.',
    example: 'new',
  })
  kind: 'new' | 'other';

  @ApiProperty({ type: [MissingProductDto], description: 'What the target uses and the source does not, by name.' })
  missing: MissingProductDto[];
}

/** Documents a share of the target's technology. */
function ApiCoverage(of: string, example: number): PropertyDecorator {
  return ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: `Share of ${of} that the source uses; null where the target has none. Six decimals.`,
    example,
  });
}

export class TechnologyGapDto {
  @ApiCoverage("the target's kinds of products", 0.88)
  commodity_coverage: number | null;

  @ApiCoverage('the hot products of the target', 0.941176)
  hot_coverage: number | null;

  @ApiCoverage('the products in demand in the target', 0.714286)
  in_demand_coverage: number | null;

  @ApiProperty({ type: 'integer', description: 'Kinds of products that the target uses.', example: 25 })
  commodities: number;

  @ApiProperty({ type: 'integer', description: 'Those of them that the source uses no product of.', example: 3 })
  commodities_missing: number;

  @ApiProperty({
    type: [MissingTechnologyDto],
    description: 'By kind of product: what is in demand first, then what is hot, then where most is missing.',
  })
  groups: MissingTechnologyDto[];
}

class JobZoneGapDto {
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, example: 2 })
  from: number | null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: 5, example: 4 })
  to: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Target minus source; null where O*NET gives no zone to one of them.',
    example: 2,
  })
  difference: number | null;
}

class ShareDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The lowest is 1.', example: 6 })
  category: number;

  @ApiProperty({ type: String, nullable: true, example: "Bachelor's Degree" })
  description: string | null;

  @ApiProperty({ description: 'Share of those who answered so, in percent.', example: 68.18 })
  data_value: number;
}

class AnswersDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'First category at which the shares so far reach half.',
    example: 6,
  })
  median: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Category with the largest share.', example: 6 })
  mode: number | null;

  @ApiProperty({ type: [ShareDto], description: 'By category. Categories have an order but no distances: no means.' })
  distribution: ShareDto[];
}

class ComparedAnswersDto {
  @ApiProperty({ type: AnswersDto, nullable: true, description: 'Null for an occupation without answers.' })
  from: AnswersDto | null;

  @ApiProperty({ type: AnswersDto, nullable: true, description: 'Null for an occupation without answers.' })
  to: AnswersDto | null;
}

export class PreparationGapDto {
  @ApiProperty({ type: JobZoneGapDto, description: 'From 1 (little) to 5 (extensive preparation).' })
  job_zone: JobZoneGapDto;

  @ApiProperty({ type: ComparedAnswersDto, description: 'Required level of education, categories 1 to 12.' })
  education: ComparedAnswersDto;

  @ApiProperty({ type: ComparedAnswersDto, description: 'Related work experience, categories 1 to 11.' })
  experience: ComparedAnswersDto;

  @ApiProperty({ type: ComparedAnswersDto, description: 'Training at the site or plant, categories 1 to 9.' })
  on_site_training: ComparedAnswersDto;

  @ApiProperty({ type: ComparedAnswersDto, description: 'Training on the job, categories 1 to 9.' })
  on_the_job_training: ComparedAnswersDto;
}
