import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  choiceParameter,
  etagOf,
  isUnchanged,
  markCacheable,
  OCCUPATION_CODE,
  PathAndQuery,
  pathAndQuerySchema,
  releaseParameter,
  type ReadBy,
} from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiTransitionOperation, estimatesParameter } from '../sides/transition-parameters';
import { TransitionSides } from '../sides/transition-sides.service';
import { toUnlocks } from './to-unlocks';
import { UnlocksDto } from './unlocks.dto';
import { UnlocksService } from './unlocks.service';

const UNLOCKS = pathAndQuerySchema(
  { code: OCCUPATION_CODE },
  {
    pool: choiceParameter(
      'Occupations that are looked at. `all`: every rated one. `near`: those in the 75th percentile of similarity and ' +
        'above, one job zone away at most; this says more to a person.',
      ['all', 'near'],
    ),
    estimates: estimatesParameter('occupations'),
    release: releaseParameter(),
  },
);

@ApiTags('Transitions')
@Controller('occupations/:code/unlocks')
export class UnlocksController {
  constructor(
    private readonly sides: TransitionSides,
    private readonly unlocks: UnlocksService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listUnlocks',
    summary: 'List which skill, learnt one level further, would open most occupations',
    description:
      'An occupation counts as open where nine tenths of its needs of skills are covered. Each skill is raised by itself.',
  })
  @ApiTransitionOperation()
  @ApiOkResponse({ type: UnlocksDto })
  async list(
    @PathAndQuery(UNLOCKS) { code, pool, estimates, release }: ReadBy<typeof UNLOCKS>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnlocksDto | undefined> {
    const isEstimating = estimates === 'on';
    const { view, sides } = await this.sides.of([code], { release, estimates: isEstimating });
    const [side] = sides;
    markCacheable(
      reply,
      etagOf(
        `unlocks-${pool}-${estimates}`,
        { index: view, from: side, to: side },
        {
          from: side.replaces,
          to: null,
        },
      ),
    );
    if (isUnchanged(request, reply)) return undefined;
    return toUnlocks(view, side, await this.unlocks.of(view, side, pool, isEstimating), isEstimating);
  }
}
