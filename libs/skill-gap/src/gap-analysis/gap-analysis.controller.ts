import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  choiceParameter,
  choicesParameter,
  etagOf,
  isUnchanged,
  markCacheable,
  querySchema,
  type ReadBy,
} from '@app/http';
import { DOMAINS } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiGapInReleaseOperation, GAP_IN_RELEASE_PARAMETERS, JSON_TYPE } from '../plain/gap-request';
import { AskedPairs } from '../asked/asked-pairs.service';
import { GapAnalysisDto } from './gap-analysis.dto';
import { domainsOf } from './gap-analysis';
import { GapAnalysisService } from './gap-analysis.service';

const ANALYSIS_QUERY = querySchema(
  {
    ...GAP_IN_RELEASE_PARAMETERS,
    domains: choicesParameter(
      'Domains of rated elements, separated by commas; by default all that the release has.',
      DOMAINS,
    ),
    include: choiceParameter(
      '`gaps`: what the target needs more of. `all`: also what the source has enough of, as `others`.',
      ['gaps', 'all'],
    ),
    estimates: choiceParameter(
      '`on`: ratings of an occupation that O*NET has not rated are estimated from related ones, and marked so. `off`: such ' +
        'an occupation is 422 `OCCUPATION_NOT_RATED`.',
      ['on', 'off'],
    ),
  },
  ['from', 'to', 'domains', 'include', 'estimates', 'release', 'from_title', 'to_title'],
);

@ApiTags('Skill gaps')
@Controller()
export class GapAnalysisController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly analyses: GapAnalysisService,
  ) {}

  @Get('gap-analysis')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getGapAnalysis',
    summary: 'Analyse what one occupation lacks for another, and how sure that is',
    description:
      'Every gap with its verdict: whether the difference is larger than what raters disagree by. By domain with the share ' +
      'of the needs that is covered; the gaps that weigh most in the target come first. `/method` has the formulas.',
  })
  @ApiGapInReleaseOperation()
  @ApiOkResponse({ type: GapAnalysisDto })
  async getGapAnalysis(
    @Query({ schema: ANALYSIS_QUERY }) query: ReadBy<typeof ANALYSIS_QUERY>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const { release, domains, include, estimates } = query;
    const meant = await this.asked.meant(query);
    const pair = await this.analyses.pair({ ...meant, release }, estimates === 'on');
    const scope = { domains: domainsOf(pair, domains), include };
    const etag = etagOf(`analysis-${domains?.join('+') ?? 'all'}-${include}-${estimates}`, pair, meant.replaced);
    markCacheable(reply, etag);
    return isUnchanged(request, reply) ? undefined : this.analyses.answer(etag, { pair, ...meant }, scope);
  }
}
