import { applyDecorators, Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ParameterReader, type RawParameters } from '@app/occupations';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { missingSkills } from './compare-profiles';
import { isUnchanged, markCacheable } from './gap-caching';
import { SkillGapByLevelDto, SkillGapDto } from './skill-gap.dto';
import { SkillGapService, type SkillGap } from './skill-gap.service';

const PARAMETERS = ['from', 'to', 'from_occupation', 'to_occupation'];

/** What both gap operations take and may answer. */
function ApiGapOperation(): MethodDecorator {
  return applyDecorators(
    Header('Content-Type', 'application/json; charset=utf-8'),
    ApiQuery({
      name: 'from',
      type: String,
      description:
        'O*NET-SOC code of where the person comes from; `11-1011` is read as `11-1011.00`. Also `from_occupation`.',
      example: '11-1011.00',
    }),
    ApiQuery({
      name: 'to',
      type: String,
      description: 'O*NET-SOC code of where the person wants to go. Also `to_occupation`.',
      example: '11-3013.00',
    }),
    ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' }),
    ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' }),
    ApiResponse({
      status: 422,
      description:
        'One of the occupations is known but has no ratings, neither in this release nor in O*NET Web Services.',
    }),
  );
}

@ApiTags('Skill gaps')
@Controller()
export class SkillGapController {
  constructor(private readonly skillGaps: SkillGapService) {}

  @Get('skill-gap')
  @ApiOperation({
    operationId: 'getSkillGap',
    summary: 'Name the skills that one occupation lacks for another',
    description: 'Skills that the target needs (level above 0) and the source has nothing of (level 0, or not rated).',
  })
  @ApiGapOperation()
  @ApiOkResponse({ type: SkillGapDto })
  async getSkillGap(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const gap = await this.compare(request);
    markCacheable(reply, 'gap', gap);
    return isUnchanged(request, reply) ? undefined : gap.text.names(gap.from, gap.to, missingSkills(gap.gaps));
  }

  @Get('skill-gap-by-lvl')
  @ApiOperation({
    operationId: 'getSkillGapByLevel',
    summary: 'Name the skills that one occupation has too little of for another, with levels',
    description:
      'Skills whose level in the target is above that in the source, compared as published, without tolerance.',
  })
  @ApiGapOperation()
  @ApiOkResponse({ type: SkillGapByLevelDto })
  async getSkillGapByLevel(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const gap = await this.compare(request);
    markCacheable(reply, 'gap-by-lvl', gap);
    return isUnchanged(request, reply) ? undefined : gap.text.levels(gap.from, gap.to, gap.gaps);
  }

  private compare({ query }: FastifyRequest): Promise<SkillGap> {
    const parameters = new ParameterReader(query as RawParameters, PARAMETERS);
    const from = parameters.code('from', 'from_occupation');
    const to = parameters.code('to', 'to_occupation');
    parameters.check();
    return this.skillGaps.compare(from, to);
  }
}
