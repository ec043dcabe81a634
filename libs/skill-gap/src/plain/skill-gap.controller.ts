import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { choiceParameter, etagOf, isUnchanged, markCacheable, querySchema, type ReadBy } from '@app/http';
import { authorOf } from '@app/skills';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskedPairs } from '../asked/asked-pairs.service';
import { tellReplacedIn } from '../asked/tell-replaced';
import { missingSkills } from './compare-profiles';
import {
  ApiGapInReleaseOperation,
  GAP_IN_RELEASE_PARAMETERS,
  GAP_IN_RELEASE_QUERY,
  JSON_TYPE,
  type GapInRelease,
  type GapInReleaseAsked,
} from './gap-request';
import { AssessedGapByLevelDto, SkillGapByLevelDto, SkillGapDto } from './skill-gap.dto';
import { SkillGapService } from './skill-gap.service';

const BY_LEVEL = querySchema(
  {
    ...GAP_IN_RELEASE_PARAMETERS,
    levels: choiceParameter(
      "`onet`: the levels of O*NET's analysts. `llm`: those that a language model has assessed already; nobody is asked, " +
        'and 422 `OCCUPATION_NOT_ASSESSED` says that there are none.',
      ['onet', 'llm'],
    ),
  },
  ['levels', 'from', 'to', 'release', 'from_title', 'to_title'],
);

@ApiTags('Skill gaps')
@Controller()
export class SkillGapController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly skillGaps: SkillGapService,
  ) {}

  @Get('skill-gap')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getSkillGap',
    summary: 'Name the skills that one occupation lacks for another',
    description: 'Skills that the target needs (level above 0) and the source has nothing of (level 0, or not rated).',
  })
  @ApiGapInReleaseOperation()
  @ApiOkResponse({ type: SkillGapDto })
  async getSkillGap(
    @Query({ schema: GAP_IN_RELEASE_QUERY }) query: GapInReleaseAsked,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { from, to, replaced } = await this.asked.meant(query);
    const pair = await this.skillGaps.pair(from, to, query.release);
    const etag = etagOf('gap', pair, replaced);
    markCacheable(reply, etag);
    if (isUnchanged(request, reply)) return undefined;
    return this.skillGaps.answer(etag, () => {
      const gap = this.skillGaps.compare(pair);
      return tellReplacedIn(gap.text.names({ ...gap, gaps: missingSkills(gap.gaps) }), replaced);
    });
  }

  @Get('skill-gap-by-lvl')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'getSkillGapByLevel',
    summary: 'Name the skills that one occupation has too little of for another, with levels',
    description:
      'Skills whose level in the target is above that in the source, compared as published, without tolerance.',
  })
  @ApiGapInReleaseOperation()
  @ApiExtraModels(SkillGapByLevelDto, AssessedGapByLevelDto)
  @ApiOkResponse({
    description: 'With `levels=llm` it also says whose levels they are.',
    schema: {
      anyOf: [{ $ref: getSchemaPath(SkillGapByLevelDto) }, { $ref: getSchemaPath(AssessedGapByLevelDto) }],
    },
  })
  async getSkillGapByLevel(
    @Query({ schema: BY_LEVEL }) query: ReadBy<typeof BY_LEVEL>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { levels, release } = query;
    const meant = await this.asked.meant(query);
    if (levels === 'llm') return this.compareAssessed({ ...meant, release }, request, reply);
    const pair = await this.skillGaps.pair(meant.from, meant.to, release);
    const etag = etagOf('gap-by-lvl', pair, meant.replaced);
    markCacheable(reply, etag);
    if (isUnchanged(request, reply)) return undefined;
    return this.skillGaps.answer(etag, () => {
      const gap = this.skillGaps.compare(pair);
      return tellReplacedIn(gap.text.levels(gap), meant.replaced);
    });
  }

  private async compareAssessed(asked: GapInRelease, request: FastifyRequest, reply: FastifyReply) {
    const pair = await this.skillGaps.assessedPair(asked.from, asked.to, asked.release);
    const { from, to } = pair.assessed;
    const kind = `gap-by-lvl-llm-${from.id}.${from.revision}-${to.id}.${to.revision}`;
    markCacheable(reply, etagOf(kind, pair, asked.replaced));
    if (isUnchanged(request, reply)) return undefined;
    const gap = this.skillGaps.compareAssessed(pair);
    const coverage = `${gap.compared}/${gap.index.skills.length}`;
    return tellReplacedIn(gap.text.levels(gap, { ...authorOf(to, from), coverage }), asked.replaced);
  }
}
