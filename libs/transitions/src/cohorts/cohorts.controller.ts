import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RateBucket } from '@app/access';
import { ApiBodyProblems, NO_QUERY, type NoQuery } from '@app/http';
import { COHORT_BODY, type CohortRequest } from './cohort-body';
import { CohortDto, CohortRequestDto } from './cohorts.dto';
import { CohortsService } from './cohorts.service';
import { toCohort } from './to-cohort';

@ApiTags('Transitions')
@RateBucket('bulk')
@Controller('cohorts')
export class CohortsController {
  constructor(private readonly cohorts: CohortsService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'planCohort',
    summary: 'Compare people of many occupations with many targets, and find places for them',
    description:
      'Up to 200 origins with their numbers of people, and 200 targets with their numbers of places. Every origin is compared ' +
      'with every target; as many people are placed as can be, and of all ways to do so the one is told that leaves least to ' +
      'be learnt in all. Nothing of it is stored.',
  })
  @ApiBody({ type: CohortRequestDto })
  @ApiBodyProblems(64)
  @ApiOkResponse({ type: CohortDto })
  @ApiResponse({
    status: 404,
    description:
      'Neither the release nor O*NET Web Services have one of the occupations. Or no such release is kept (`RELEASE_NOT_FOUND`).',
  })
  @ApiResponse({ status: 422, description: 'One of the occupations has no ratings.' })
  async plan(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body({ schema: COHORT_BODY }) body: CohortRequest,
  ): Promise<CohortDto> {
    return await toCohort(await this.cohorts.plan(body));
  }
}
