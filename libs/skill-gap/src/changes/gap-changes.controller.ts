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
import { AskedPairs } from '../asked/asked-pairs.service';
import { tellReplaced } from '../asked/tell-replaced';
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
  ['from', 'to', 'between', 'domains', 'from_title', 'to_title'],
);

@ApiTags('Skill gaps')
@Controller()
export class GapChangesController {
  constructor(
    private readonly asked: AskedPairs,
    private readonly changes: GapChangesService,
  ) {}

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
    @Query({ schema: CHANGES_QUERY }) { domains, between, ...query }: ReadBy<typeof CHANGES_QUERY>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GapChangesDto | undefined> {
    const { replaced, ...meant } = await this.asked.meant({ ...query, release: between.after });
    const pair = await this.changes.pair({ ...meant, between });
    markCacheable(reply, etagOf(`changes-${domains?.join('+') ?? 'all'}-${beginningOf(pair)}`, pair.after, replaced));
    return isUnchanged(request, reply) ? undefined : tellReplaced(answerChanges(pair, domains), replaced);
  }
}

/** The release to start from, for the `ETag`, which names the other one by itself. */
function beginningOf({ before }: PairInReleases): string {
  const { id, revision, checksum } = before.index.release;
  return `${id}.${revision}-${checksum.slice(0, 12)}`;
}
