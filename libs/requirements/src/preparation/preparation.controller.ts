import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { OCCUPATION_PATH, PathAndQuery, toAskedOccupation, type ReadBy } from '@app/http';
import { distributionOf, importanceOf, type PreparationRow, type Question } from './preparation-table';
import { OccupationPreparationDto, type DistributionDto, type ImportanceDto, type JobZoneDto } from './preparation.dto';
import { PreparationService, type ExplainedJobZone } from './preparation.service';

@ApiTags('Requirements')
@Controller('occupations/:code/preparation')
export class PreparationController {
  constructor(private readonly preparation: PreparationService) {}

  @Get()
  @ApiOperation({
    operationId: 'getOccupationPreparation',
    summary: 'Get what education, experience and training an occupation requires',
    description: 'The job zone, and what people in the occupation say is required to be hired: shares by category.',
  })
  @ApiOkResponse({ type: OccupationPreparationDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description:
      'The release was loaded without preparation and without job zones, or the code is retired, and several have taken its place.',
  })
  async get(
    @PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>,
  ): Promise<OccupationPreparationDto> {
    const { release, occupation, replaces, jobZone, rows } = await this.preparation.of(code);
    return {
      release,
      occupation: toAskedOccupation(occupation, replaces),
      job_zone: jobZone && toJobZone(jobZone),
      education: toDistribution(rows, 'education'),
      experience: toDistribution(rows, 'experience'),
      on_site_training: toDistribution(rows, 'onSiteTraining'),
      on_the_job_training: toDistribution(rows, 'onTheJobTraining'),
      certification: toImportance(rows, 'certification'),
      apprenticeship: toImportance(rows, 'apprenticeship'),
    };
  }
}

function toJobZone({ jobZone, meaning }: ExplainedJobZone): JobZoneDto {
  return {
    job_zone: jobZone,
    name: meaning?.name ?? null,
    education: meaning?.education ?? null,
    experience: meaning?.experience ?? null,
    job_training: meaning?.jobTraining ?? null,
    examples: meaning?.examples ?? null,
    svp_range: meaning?.svpRange ?? null,
  };
}

function toDistribution(rows: readonly PreparationRow[], question: Question): DistributionDto | null {
  const distribution = distributionOf(rows, question);
  if (!distribution) return null;
  const { median, mode } = distribution;
  return {
    median,
    mode,
    distribution: distribution.rows.map((row) => ({
      category: row.category,
      description: row.description,
      data_value: row.dataValue,
      ...toSurveyed(row),
    })),
  };
}

function toImportance(rows: readonly PreparationRow[], what: 'certification' | 'apprenticeship'): ImportanceDto | null {
  const row = importanceOf(rows, what);
  return row && { importance: row.dataValue, ...toSurveyed(row) };
}

function toSurveyed(row: PreparationRow): Omit<ImportanceDto, 'importance'> {
  return {
    n: row.n,
    standard_error: row.standardError,
    lower_ci_bound: row.lowerCiBound,
    upper_ci_bound: row.upperCiBound,
    recommend_suppress: row.recommendSuppress,
    date_updated: row.dateUpdated,
    domain_source: row.domainSource,
  };
}
