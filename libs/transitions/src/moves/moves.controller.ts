import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  etagOf,
  integerParameter,
  isUnchanged,
  KeptAnswers,
  markCacheable,
  OCCUPATION_CODE,
  PathAndQuery,
  pathAndQuerySchema,
  releaseParameter,
  shareParameter,
  type ReadBy,
} from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MOVES_DEFAULTS } from '../sides/defaults';
import { ApiTransitionOperation, estimatesParameter, MOST_ZONES, zoneLimit } from '../sides/transition-parameters';
import { TransitionSides, type NamedSide } from '../sides/transition-sides.service';
import { FeedersDto, MovesDto, SimilarOccupationsDto } from './moves.dto';
import { MovesService, type RankedFor } from './moves.service';
import { toFeeders, toMoves, toSimilar } from './to-rankings';
import type { RankingLimits } from './rank-occupations';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Rankings of all occupations of a release, or of some with several limits. */
const KEPT_BYTES = 4 * 2 ** 20;

const COMMON = {
  limit: integerParameter('Occupations in the answer.', { min: 1, max: 100, default: 10 }),
  estimates: estimatesParameter('occupations'),
  release: releaseParameter(),
};
const SIMILAR = pathAndQuerySchema({ code: OCCUPATION_CODE }, COMMON);
const LIMITED = pathAndQuerySchema(
  { code: OCCUPATION_CODE },
  {
    min_coverage: shareParameter(
      "Share of the target's needs of skills that the source has to cover, from 0 to 1 with up to three decimals.",
      MOVES_DEFAULTS.coverage,
    ),
    max_zone_step: integerParameter(
      'How many job zones both may lie apart, up or down. `4` is no limit: then occupations without a job zone count too.',
      { min: 0, max: MOST_ZONES, default: MOVES_DEFAULTS.zoneStep },
    ),
    ...COMMON,
  },
);

type Limited = ReadBy<typeof LIMITED>;
type Asked = RankedFor<NamedSide>;

/** Rankings of all occupations for one. */
@ApiTags('Transitions')
@Controller('occupations/:code')
export class MovesController {
  private readonly kept = new KeptAnswers(KEPT_BYTES);

  constructor(
    private readonly sides: TransitionSides,
    private readonly moves: MovesService,
  ) {}

  @Get('similar')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'listSimilarOccupations',
    summary: 'List the occupations that are most like one',
    description: 'By what matters in them, among skills and areas of knowledge. Levels do not count: see `/moves`.',
  })
  @ApiTransitionOperation()
  @ApiOkResponse({ type: SimilarOccupationsDto })
  async listSimilar(
    @PathAndQuery(SIMILAR) query: ReadBy<typeof SIMILAR>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const asked = await this.find(query);
    const etag = etagFor(`similar-${query.limit}`, asked);
    if (isHeld(etag, request, reply)) return undefined;
    return this.kept.answer(etag, async () => {
      return bytesOf(toSimilar(asked, await this.moves.similar(asked, query.limit)));
    });
  }

  @Get('moves')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'listMoves',
    summary: 'List the occupations that somebody in one could move to',
    description:
      'The most similar ones of those whose needs are covered and whose job zone is near. Coverage says what is within ' +
      'reach, and never orders: an occupation that needs little is covered by everybody.',
  })
  @ApiTransitionOperation()
  @ApiOkResponse({ type: MovesDto })
  async listMoves(
    @PathAndQuery(LIMITED) query: Limited,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const asked = await this.find(query);
    const etag = etagFor(kindOf('moves', query), asked);
    if (isHeld(etag, request, reply)) return undefined;
    const limits = rankingLimits(query);
    return this.kept.answer(etag, async () => {
      return bytesOf(toMoves(asked, limits, await this.moves.moves(asked, limits, query.limit)));
    });
  }

  @Get('feeders')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({
    operationId: 'listFeeders',
    summary: 'List the occupations that people for one could come from',
    description: 'The same the other way: each occupation of the list is held against the needs of this one.',
  })
  @ApiTransitionOperation()
  @ApiOkResponse({ type: FeedersDto })
  async listFeeders(
    @PathAndQuery(LIMITED) query: Limited,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const asked = await this.find(query);
    const etag = etagFor(kindOf('feeders', query), asked);
    if (isHeld(etag, request, reply)) return undefined;
    const limits = rankingLimits(query);
    return this.kept.answer(etag, async () => {
      return bytesOf(toFeeders(asked, limits, await this.moves.feeders(asked, limits, query.limit)));
    });
  }

  private async find({ code, release, estimates }: ReadBy<typeof SIMILAR>): Promise<Asked> {
    const isEstimating = estimates === 'on';
    const { view, sides } = await this.sides.of([code], { release, estimates: isEstimating });
    return { view, side: sides[0], estimates: isEstimating };
  }
}

function bytesOf(answer: object): Buffer {
  return Buffer.from(JSON.stringify(answer));
}

function rankingLimits({ min_coverage: coverage, max_zone_step: zones }: Limited): RankingLimits {
  return { coverage, zoneStep: zoneLimit(zones) };
}

function kindOf(ranking: string, { min_coverage: coverage, max_zone_step: zones, limit }: Limited): string {
  return `${ranking}-${coverage}-${zones}-${limit}`;
}

function etagFor(kind: string, { view, side, estimates }: Asked): string {
  const replaced = { from: side.replaces, to: null };
  return etagOf(`${kind}-${estimates ? 'on' : 'off'}`, { index: view, from: side, to: side }, replaced);
}

function isHeld(etag: string, request: FastifyRequest, reply: FastifyReply): boolean {
  markCacheable(reply, etag);
  return isUnchanged(request, reply);
}
