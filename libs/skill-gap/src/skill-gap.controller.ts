import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiQuery, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ParameterReader, type RawParameters } from '@app/occupations';
import { authorOf } from '@app/skills';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { missingSkills } from './compare-profiles';
import { isUnchanged, markCacheable } from './gap-caching';
import { ApiGapOperation, GAP_PARAMETERS, gapCodesOf, readGapCodes, type GapCodes } from './gap-request';
import { AssessedGapByLevelDto, SkillGapByLevelDto, SkillGapDto } from './skill-gap.dto';
import { SkillGapService } from './skill-gap.service';

const BY_LEVEL_PARAMETERS = [...GAP_PARAMETERS, 'levels'];

/** The answers are written as text, which Fastify would call plain. */
const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('Skill gaps')
@Controller()
export class SkillGapController {
  constructor(private readonly skillGaps: SkillGapService) {}

  @Get('skill-gap')
  @Header('Content-Type', JSON_TYPE)
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
    const { from, to } = readGapCodes(request.query as RawParameters);
    const gap = await this.skillGaps.compare(from, to);
    markCacheable(reply, 'gap', gap);
    return isUnchanged(request, reply) ? undefined : gap.text.names({ ...gap, gaps: missingSkills(gap.gaps) });
  }

  @Get('skill-gap-by-lvl')
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getSkillGapByLevel',
    summary: 'Name the skills that one occupation has too little of for another, with levels',
    description:
      'Skills whose level in the target is above that in the source, compared as published, without tolerance.',
  })
  @ApiGapOperation()
  @ApiQuery({
    name: 'levels',
    required: false,
    description:
      "`onet`: the levels of O*NET's analysts. `llm`: those that a language model has assessed already; nobody is asked, " +
      'and 422 `OCCUPATION_NOT_ASSESSED` says that there are none.',
    schema: { type: 'string', enum: ['onet', 'llm'], default: 'onet' },
  })
  @ApiExtraModels(SkillGapByLevelDto, AssessedGapByLevelDto)
  @ApiOkResponse({
    description: 'With `levels=llm` it also says whose levels they are.',
    schema: {
      anyOf: [{ $ref: getSchemaPath(SkillGapByLevelDto) }, { $ref: getSchemaPath(AssessedGapByLevelDto) }],
    },
  })
  async getSkillGapByLevel(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const parameters = new ParameterReader(request.query as RawParameters, BY_LEVEL_PARAMETERS);
    const codes = gapCodesOf(parameters);
    const levels = parameters.choice('levels', ['onet', 'llm']);
    parameters.check();
    if (levels === 'llm') return this.compareAssessed(codes, request, reply);
    const gap = await this.skillGaps.compare(codes.from, codes.to);
    markCacheable(reply, 'gap-by-lvl', gap);
    return isUnchanged(request, reply) ? undefined : gap.text.levels(gap);
  }

  private async compareAssessed(codes: GapCodes, request: FastifyRequest, reply: FastifyReply) {
    const gap = await this.skillGaps.compareAssessed(codes.from, codes.to);
    const { from, to } = gap.assessed;
    markCacheable(reply, `gap-by-lvl-llm-${from.id}-${to.id}`, gap);
    if (isUnchanged(request, reply)) return undefined;
    const coverage = `${gap.compared}/${gap.index.skills.length}`;
    return gap.text.levels(gap, { ...authorOf(to, from), coverage });
  }
}
