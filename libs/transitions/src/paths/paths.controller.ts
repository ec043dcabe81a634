import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RateBucket } from '@app/access';
import {
  choiceParameter,
  etagOf,
  integerParameter,
  isUnchanged,
  markCacheable,
  querySchema,
  releaseParameter,
  type ReadBy,
} from '@app/http';
import { AskedPairs, GAP_PARAMETERS, tellReplaced } from '@app/skill-gap';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PATHS_DEFAULTS } from '../sides/defaults';
import { ApiTransitionOperation, estimatesParameter, MOST_ZONES, zoneLimit } from '../sides/transition-parameters';
import { TransitionSides } from '../sides/transition-sides.service';
import { MOST_STOPS } from './find-paths';
import { PathsDto } from './paths.dto';
import { PathsService } from './paths.service';
import { toPaths } from './to-paths';

const PATHS = querySchema(
  {
    ...GAP_PARAMETERS,
    max_stops: integerParameter('Up to how many stops paths may have; for each number the best is told.', {
      ...{ min: 0, max: MOST_STOPS, default: MOST_STOPS },
    }),
    min_percentile: integerParameter('How similar both ends of every step must be, as a percentile; `0` is no limit.', {
      ...{ min: 0, max: 100, default: PATHS_DEFAULTS.percentile },
    }),
    max_zone_up: integerParameter('How many job zones a step may go up; down is free, and `4` is no limit.', {
      ...{ min: 0, max: MOST_ZONES, default: PATHS_DEFAULTS.zoneUp },
    }),
    corridor: choiceParameter('`on`: the job zone of every stop lies between those of both ends.', ['on', 'off']),
    estimates: estimatesParameter('ends of the path, never stops,'),
    release: releaseParameter(),
  },
  [
    'from',
    'to',
    'max_stops',
    'min_percentile',
    'max_zone_up',
    'corridor',
    'estimates',
    'release',
    'from_title',
    'to_title',
  ],
);

@ApiTags('Transitions')
@RateBucket('bulk')
@Controller('paths')
export class PathsController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly sides: TransitionSides,
    private readonly paths: PathsService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getPaths',
    summary: 'Find stepping stones from one occupation to another',
    description:
      'The path whose largest step is smallest, for every number of stops, beside the direct step. Every step goes between ' +
      'occupations that are alike and not too many job zones up, each stop leaves less to be learnt, and no step is as large ' +
      'as the direct one. That there is no path under these rules is an answer too. Whether there are places, what they pay ' +
      'and who may take them is not in O*NET.',
  })
  @ApiTransitionOperation()
  @ApiOkResponse({ type: PathsDto })
  async getPaths(
    @Query({ schema: PATHS }) query: ReadBy<typeof PATHS>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PathsDto | undefined> {
    const { max_stops: mostStops, min_percentile: leastPercentile, max_zone_up: zones, corridor, estimates } = query;
    const scope = { release: query.release, estimates: estimates === 'on' };
    const { replaced, ...meant } = await this.asked.meant(query);
    const { view, sides } = await this.sides.of([meant.from, meant.to], scope);
    const [from, to] = sides;
    const kind = `paths-${mostStops}-${leastPercentile}-${zones}-${corridor}-${estimates}`;
    markCacheable(reply, etagOf(kind, { index: view, from, to }, replaced));
    if (isUnchanged(request, reply)) return undefined;
    const limits = { mostStops, leastPercentile, zoneUp: zoneLimit(zones), corridor: corridor === 'on' };
    return tellReplaced(toPaths({ view, from, to }, await this.paths.find({ view, from, to }, limits)), replaced);
  }
}
