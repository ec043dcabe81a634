import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { RateBucket } from '@app/access';
import { ApiBodyProblems, choiceParameter, querySchema, type ReadBy } from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding } from '../exports/content-coding';
import { ExportStreams } from '../exports/export-streams.service';
import { TEXT_FORMATS } from '../exports/writing/text-blocks';
import { cohortTable } from './cohort-export';
import { COHORT_BODY, type CohortRequest } from './cohort-body';
import { CohortDto, CohortRequestDto } from './cohorts.dto';
import { CohortsService } from './cohorts.service';
import { toCohort } from './to-cohort';

const FORMAT = querySchema({
  format: choiceParameter(
    '`json`: the whole answer. `csv`, `ndjson`: its cells alone, a row for each origin and target, as the files of `/exports` are.',
    ['json', ...TEXT_FORMATS],
  ),
});

const EXAMPLE = {
  csv: 'release,from_code,from_title,people,to_code,to_title,capacity,coverage,shortfall,real_gaps,eligible,placed',
  ndjson: '{"release":"29.0","from_code":"11-1011.00","from_title":"Chief Executives","people":30}',
};

@ApiTags('Transitions')
@RateBucket('bulk')
@ApiExtraModels(CohortDto)
@Controller('cohorts')
export class CohortsController {
  constructor(
    private readonly cohorts: CohortsService,
    private readonly streams: ExportStreams,
  ) {}

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
  @ApiOkResponse({
    description: 'What they lack, and the plan.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(CohortDto) } },
      'text/csv': { schema: { type: 'string' }, example: EXAMPLE.csv },
      'application/x-ndjson': { schema: { type: 'string' }, example: EXAMPLE.ndjson },
    },
  })
  @ApiResponse({
    status: 404,
    description:
      'Neither the release nor O*NET Web Services have one of the occupations. Or no such release is kept (`RELEASE_NOT_FOUND`).',
  })
  @ApiResponse({ status: 422, description: 'One of the occupations has no ratings.' })
  async plan(
    @Query({ schema: FORMAT }) { format }: ReadBy<typeof FORMAT>,
    @Body({ schema: COHORT_BODY }) body: CohortRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CohortDto | Buffer> {
    const cohort = await this.cohorts.plan(body);
    if (format === 'json') return await toCohort(cohort);
    return await this.streams.whole(cohortTable(cohort), { format, coding: chooseCoding(request, reply) }, reply);
  }
}
