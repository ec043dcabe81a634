import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { PreparationGapDto, TechnologyGapDto } from '../requirements/requirement-gaps.dto';
import { WorkComparisonDto } from '../requirements/work-gap.dto';
import { BANDS } from '../similarity/similarity-ranks';
import { AnalysedDomainDto } from './analysed-domain.dto';
import { citationOf } from './limits';

export class EstimateDto {
  @ApiProperty({
    type: 'integer',
    description:
      "Links to rated occupations, by the Primary tiers of O*NET's Related Occupations in either direction; mutual ones count twice.",
    example: 38,
  })
  links: number;

  @ApiProperty({ type: 'integer', description: 'Rated occupations that these lead to.', example: 29 })
  occupations: number;

  @ApiProperty({
    enum: ['related_occupations', 'minor_group', 'major_group', 'all_occupations'],
    example: 'related_occupations',
    description:
      'What the estimate is a mean over: groups of the SOC where there are fewer than three related occupations.',
  })
  basis: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Mean absolute error of an estimated level of a skill, in levels, from estimating the rated occupations in the same way. It varies by occupation.',
    example: 0.32,
  })
  error: number | null;
}

export class AnalysedOccupationDto extends AskedOccupationDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 5,
    example: 2,
    description: 'Job zone; null if O*NET gives none.',
  })
  job_zone: number | null;

  @ApiProperty({
    enum: ['rated', 'estimated'],
    example: 'rated',
    description: "`rated`: O*NET's own ratings. `estimated`: O*NET has not rated it; see `estimate`.",
  })
  basis: string;

  @ApiPropertyOptional({
    type: EstimateDto,
    description: 'What the ratings are estimated from; only with `basis` `estimated`.',
  })
  estimate?: EstimateDto;
}

export class SimilarityDto {
  @ApiProperty({
    minimum: -1,
    maximum: 1,
    description:
      'Mean of two correlations: of the importance of skills, and of areas of knowledge. It says what both are about, not ' +
      'who needs more. Six decimals.',
    example: 0.953587,
  })
  value: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 100,
    description: 'Share of all pairs of rated occupations that are less similar, in percent (mid-rank). Two decimals.',
    example: 99.97,
  })
  percentile: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: [...BANDS.map(([band]) => band), null],
    example: 'very_close',
    description: 'The percentile in words: from 99, 95, 90 and 75 on, and below.',
  })
  band: string | null;
}

/** Documents a domain of an analysis. */
function ApiDomain(of: string): PropertyDecorator {
  return ApiPropertyOptional({
    type: AnalysedDomainDto,
    nullable: true,
    description: `${of}; null where one side has no ratings in it.`,
  });
}

export class AnalysedDomainsDto {
  @ApiDomain('What people learn to do: 35 skills in release 29.0')
  skills?: AnalysedDomainDto | null;

  @ApiDomain('What people know: 33 areas')
  knowledge?: AnalysedDomainDto | null;

  @ApiDomain('What people bring along: 52 abilities')
  abilities?: AnalysedDomainDto | null;

  @ApiDomain('What people do: 41 generalised work activities')
  work_activities?: AnalysedDomainDto | null;
}

export class LimitDto {
  @ApiProperty({ description: 'Names the limit among those of `/method`.', example: 'not_in_onet' })
  id: string;

  @ApiProperty({ example: 'Licences, pay, vacancies and what a person likes are not in O*NET.' })
  text: string;

  @ApiProperty({ description: 'Where it is explained.', example: '/api/v1/method' })
  href: string;
}

export class GapAnalysisDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AnalysedOccupationDto, description: 'Where the person comes from.' })
  from: AnalysedOccupationDto;

  @ApiProperty({ type: AnalysedOccupationDto, description: 'Where the person wants to go.' })
  to: AnalysedOccupationDto;

  @ApiProperty({
    type: SimilarityDto,
    nullable: true,
    description: 'Null where one side has no ratings of skills or of knowledge.',
  })
  similarity: SimilarityDto | null;

  @ApiProperty({ type: AnalysedDomainsDto, description: 'Those that were asked for, or all that the release has.' })
  domains: AnalysedDomainsDto;

  @ApiProperty({
    type: TechnologyGapDto,
    nullable: true,
    description: 'Software that the target uses and the source does not; null where O*NET has no list of one of them.',
  })
  technology: TechnologyGapDto | null;

  @ApiProperty({
    type: PreparationGapDto,
    nullable: true,
    description: 'Job zone, education, experience and training; null where the release has none of it.',
  })
  preparation: PreparationGapDto | null;

  @ApiProperty({
    type: WorkComparisonDto,
    nullable: true,
    description:
      'What a person would newly do on a working day; null where the release has no detailed work activities.',
  })
  work: WorkComparisonDto | null;

  @ApiProperty({ type: [LimitDto], description: 'What the answer cannot know.' })
  limits: LimitDto[];

  @ApiProperty({ description: 'How to cite the data.', example: citationOf('29.0') })
  citation: string;
}
