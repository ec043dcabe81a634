import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  betweenParameter,
  choicesParameter,
  etagOf,
  isUnchanged,
  markCacheable,
  querySchema,
  type ReadBy,
} from '@app/http';
import { DOMAINS } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiGapInReleaseOperation, GAP_PARAMETERS } from '../plain/gap-request';
import { answerChanges } from './changes-answer';
import type { PairInReleases } from './gap-changes';
import { GapChangesDto } from './gap-changes.dto';
import { GapChangesService } from './gap-changes.service';

const CHANGES_QUERY = querySchema(
  {
    ...GAP_PARAMETERS,
    between: betweenParameter(),
    domains: choicesParameter(
      'Domains of rated elements, separated by commas; by default all that one of the releases has.',
      DOMAINS,
    ),
  },
  ['from', 'to', 'between', 'domains'],
);

@ApiTags('Skill gaps')
@Controller()
export class GapChangesController {
  constructor(private readonly changes: GapChangesService) {}

  @Get('gap-analysis/changes')
  @ApiOperation({
    operationId: 'getGapChanges',
    summary: 'Tell what has become of the gaps of two occupations from one release to another',
    description:
      'Which gaps have opened, closed, widened or narrowed, and whether that is more than raters disagree by. Both releases ' +
      'must know and have rated both occupations; nothing is estimated.',
  })
  @ApiGapInReleaseOperation()
  @ApiOkResponse({ type: GapChangesDto })
  async getGapChanges(
    @Query({ schema: CHANGES_QUERY }) { domains, ...asked }: ReadBy<typeof CHANGES_QUERY>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GapChangesDto | undefined> {
    const pair = await this.changes.pair(asked);
    markCacheable(reply, etagOf(`changes-${domains?.join('+') ?? 'all'}-${beginningOf(pair)}`, pair.after));
    return isUnchanged(request, reply) ? undefined : answerChanges(pair, domains);
  }
}

/** The release to start from, for the `ETag`, which names the other one by itself. */
function beginningOf({ before }: PairInReleases): string {
  const { id, revision, checksum } = before.index.release;
  return `${id}.${revision}-${checksum.slice(0, 12)}`;
}
