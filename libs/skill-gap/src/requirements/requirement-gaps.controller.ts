import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { etagOf, isUnchanged, markCacheable, type ReplacedCodes } from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskedPairs } from '../asked/asked-pairs.service';
import { tellReplacedIn } from '../asked/tell-replaced';
import { GAP_IN_RELEASE_QUERY, JSON_TYPE, type GapInReleaseAsked } from '../plain/gap-request';
import { RequirementGapsService, type Comparison, type OccupationPair } from './requirement-gaps.service';
import { TechnologyGapAnswerDto, WorkGapDto } from './work-gap.dto';

@ApiTags('Skill gaps')
@Controller()
@ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' })
@ApiResponse({ status: 404, description: 'There is no such occupation, or no such release is kept.' })
@ApiResponse({ status: 422, description: 'The release was loaded without the files for it (`PART_NOT_IN_RELEASE`).' })
export class RequirementGapsController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly gaps: RequirementGapsService,
  ) {}

  @Get('work-gap')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getWorkGap',
    summary: 'Tell what a person would newly do on a working day, go on doing, and no longer do',
    description: 'By detailed work activities, with the tasks of both occupations that speak for them.',
  })
  @ApiOkResponse({ type: WorkGapDto })
  async getWorkGap(
    @Query({ schema: GAP_IN_RELEASE_QUERY }) query: GapInReleaseAsked,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { replaced, ...meant } = await this.asked.meant(query);
    const pair = await this.gaps.pair('work', { ...meant, release: query.release });
    return isHeld('work', { ...pair, replaced }, request, reply)
      ? undefined
      : tellReplacedIn(this.gaps.work(pair), replaced);
  }

  @Get('technology-gap')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getTechnologyGap',
    summary: 'Tell what software the target uses and the source does not',
    description: 'By kind of product: which product of a kind somebody uses is learnt soon.',
  })
  @ApiOkResponse({ type: TechnologyGapAnswerDto })
  async getTechnologyGap(
    @Query({ schema: GAP_IN_RELEASE_QUERY }) query: GapInReleaseAsked,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { replaced, ...meant } = await this.asked.meant(query);
    const pair = await this.gaps.pair('technology', { ...meant, release: query.release });
    return isHeld('technology', { ...pair, replaced }, request, reply)
      ? undefined
      : tellReplacedIn(this.gaps.technology(pair), replaced);
  }
}

function isHeld(
  comparison: Comparison,
  { view, from, to, replaced }: OccupationPair & { readonly replaced: ReplacedCodes },
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  markCacheable(reply, etagOf(comparison, { index: view, from, to }, replaced));
  return isUnchanged(request, reply);
}
