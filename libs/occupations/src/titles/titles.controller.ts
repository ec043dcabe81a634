import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  etagOfText,
  isUnchanged,
  markCacheable,
  querySchema,
  releaseParameter,
  requiredTextParameter,
  type ReadBy,
} from '@app/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LONGEST_TITLE } from './title-key';
import { TitleMeaningDto } from './titles.dto';
import { TitlesService, type NamedRetired } from './titles.service';

const TITLES_QUERY = querySchema(
  {
    text: requiredTextParameter(
      'A title as people write it, such as one from a personnel file; or a code.',
      LONGEST_TITLE,
      'sofware developer',
      'is missing; give the title of a job, such as registered nurse',
    ),
    release: releaseParameter(),
  },
  ['text', 'release'],
);

@ApiTags('Occupations')
@Controller()
export class TitlesController {
  constructor(private readonly titles: TitlesService) {}

  @Get('titles')
  @ApiOperation({
    operationId: 'resolveTitle',
    summary: 'Tell which occupations a title means',
    description:
      'Titles compare without regard to case, accents, punctuation and plurals. One that several occupations have is ' +
      '`ambiguous`: it is for the caller to choose. One that no occupation has is compared with all titles and descriptions ' +
      'by its words, misspelt ones repaired. Codes and titles of earlier editions of O*NET-SOC are told as `retired`.',
  })
  @ApiOkResponse({ type: TitleMeaningDto })
  @ApiResponse({ status: 304, description: 'The answer that `If-None-Match` names is still right.' })
  @ApiResponse({ status: 404, description: 'No such release is kept.' })
  async resolveTitle(
    @Query({ schema: TITLES_QUERY }) { text, release }: ReadBy<typeof TITLES_QUERY>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TitleMeaningDto | undefined> {
    const view = await this.titles.choose(release);
    markCacheable(reply, etagOfText('titles', view, text));
    if (isUnchanged(request, reply)) return undefined;
    const { kind, candidates, retired } = this.titles.meaning(view, text);
    return {
      release: view.release.name,
      kind,
      candidates: candidates.map(({ code, title, matchedTitle, score, likely, rated, jobZone }) => ({
        ...{ code, title, matched_title: matchedTitle, score, likely, rated, job_zone: jobZone },
      })),
      retired: retired && { ...retired, successors: retired.successors.map(toSuccessor) },
    };
  }
}

function toSuccessor({ code, title, rated, jobZone }: NamedRetired['successors'][number]) {
  return { code, title, rated, job_zone: jobZone };
}
