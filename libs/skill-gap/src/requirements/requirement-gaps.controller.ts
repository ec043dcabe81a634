import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { etagOf, isUnchanged, markCacheable } from '@app/http';
import type { OccupationEntry } from '@app/occupations';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GAP_IN_RELEASE_QUERY, type GapInRelease } from '../plain/gap-request';
import { RequirementGapsService, type OccupationPair } from './requirement-gaps.service';
import { TechnologyGapAnswerDto, WorkGapDto } from './work-gap.dto';

@ApiTags('Skill gaps')
@Controller()
@ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' })
@ApiResponse({ status: 404, description: 'There is no such occupation, or no such release is kept.' })
@ApiResponse({ status: 422, description: 'The release was loaded without the files for it (`PART_NOT_IN_RELEASE`).' })
export class RequirementGapsController {
  constructor(private readonly gaps: RequirementGapsService) {}

  @Get('work-gap')
  @ApiOperation({
    operationId: 'getWorkGap',
    summary: 'Tell what a person would newly do on a working day, go on doing, and no longer do',
    description: 'By detailed work activities, with the tasks of both occupations that speak for them.',
  })
  @ApiOkResponse({ type: WorkGapDto })
  async getWorkGap(
    @Query({ schema: GAP_IN_RELEASE_QUERY }) asked: GapInRelease,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkGapDto | undefined> {
    const pair = await this.gaps.pair(asked);
    if (isHeld('work', pair, request, reply)) return undefined;
    return Object.assign(namesOf(pair), this.gaps.work(pair));
  }

  @Get('technology-gap')
  @ApiOperation({
    operationId: 'getTechnologyGap',
    summary: 'Tell what software the target uses and the source does not',
    description: 'By kind of product: which product of a kind somebody uses is learnt soon.',
  })
  @ApiOkResponse({ type: TechnologyGapAnswerDto })
  async getTechnologyGap(
    @Query({ schema: GAP_IN_RELEASE_QUERY }) asked: GapInRelease,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TechnologyGapAnswerDto | undefined> {
    const pair = await this.gaps.pair(asked);
    if (isHeld('technology', pair, request, reply)) return undefined;
    return { ...namesOf(pair), technology: this.gaps.technology(pair) };
  }
}

function isHeld(
  kind: string,
  { view, from, to }: OccupationPair,
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  markCacheable(reply, etagOf(kind, { index: view, from, to }));
  return isUnchanged(request, reply);
}

function namesOf({ view, from, to }: OccupationPair) {
  return { release: view.release.name, from: toReference(from), to: toReference(to) };
}

function toReference({ code, title }: OccupationEntry) {
  return { code, title };
}
