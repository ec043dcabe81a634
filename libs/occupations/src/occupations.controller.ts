import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ApiBodyProblems,
  decodeCursor,
  encodeCursor,
  integerParameter,
  issuedParameter,
  NO_QUERY,
  OCCUPATION_PATH,
  PathAndQuery,
  querySchema,
  textParameter,
  toAskedOccupation,
  type NoQuery,
  type ReadBy,
} from '@app/http';
import { OccupationDto, OccupationListDto, OccupationSearchDto, OccupationSummaryDto } from './occupations.dto';
import { RelatedOccupationsDto } from './related/related.dto';
import { OccupationsService } from './occupations.service';
import { MAX_SEARCH_LENGTH, SEARCH_BODY } from './search-body';
import type { ListingPosition, OccupationMatch } from './titles/list-occupations';

const LISTING = querySchema({
  search: textParameter(
    'Words of a title, or their beginnings; or a code or the beginning of one.',
    MAX_SEARCH_LENGTH,
    'nurse',
  ),
  limit: integerParameter('Occupations a page.', { min: 1, max: 100, default: 20 }),
  cursor: issuedParameter('`next_cursor` of the page before.', decodePosition),
});

@ApiTags('Occupations')
@Controller('occupations')
export class OccupationsController {
  constructor(private readonly occupations: OccupationsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listOccupations',
    summary: 'List occupations, or search them by title or code',
    description:
      'A search looks at titles, alternate titles and their short forms (`RN`), without regard to case, accents and plurals. ' +
      'Each word may be the beginning of one, and unknown words are read as those that they are a misspelling of. Who has ' +
      'this very title comes first, then whose titles begin so, then whose have all words, then those that had to be ' +
      'repaired; where no title has all words, those with some of them come, the closest first. Among equally good ' +
      'ones rated occupations come first. Many everyday titles belong to several occupations, and all of them are ' +
      'returned. A code, the beginning of one (`15-125`) or the code of a SOC group (`29-1140`) finds the occupations with ' +
      'such codes, by code.',
  })
  @ApiOkResponse({ type: OccupationListDto })
  list(@Query({ schema: LISTING }) { search, limit, cursor }: ReadBy<typeof LISTING>): OccupationListDto {
    return toList(this.occupations.list(search, { limit, after: cursor }));
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'searchOccupations',
    summary: 'Search occupations without what is searched in the address',
    description:
      'As the search of `GET /occupations`, for texts that say something of a person, such as a past job: addresses are kept by ' +
      'proxies and browsers, bodies are not. The first page; its cursor goes into `GET` with the same search.',
  })
  @ApiBody({ type: OccupationSearchDto })
  @ApiBodyProblems()
  @ApiOkResponse({ type: OccupationListDto })
  search(
    @Query({ schema: NO_QUERY }) _query: NoQuery,
    @Body({ schema: SEARCH_BODY }) { search, limit }: ReadBy<typeof SEARCH_BODY>,
  ): OccupationListDto {
    return toList(this.occupations.list(search, { limit, after: null }));
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getOccupation', summary: 'Get one occupation with its alternate titles' })
  @ApiOkResponse({ type: OccupationDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({ status: 422, description: 'The code is retired, and several have taken its place.' })
  async get(@PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>): Promise<OccupationDto> {
    const { occupation, release, replaces } = await this.occupations.getMeant(code);
    return {
      ...toAskedOccupation(occupation, replaces),
      description: occupation.description,
      job_zone: occupation.jobZone,
      rated: occupation.rated,
      alternate_titles: occupation.alternateTitles.map(({ title, shortTitle }) => ({ title, short_title: shortTitle })),
      reported_titles: occupation.reportedTitles.map(({ title, shownInMyNextMove }) => ({
        title,
        shown_in_my_next_move: shownInMyNextMove,
      })),
      source: occupation.source,
      release,
    };
  }

  @Get(':code/related')
  @ApiOperation({
    operationId: 'getRelatedOccupations',
    summary: 'Get the occupations that O*NET names as related to one',
    description: 'Alike in what is done, known and called. Not every relation is mutual.',
  })
  @ApiOkResponse({ type: RelatedOccupationsDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  @ApiResponse({
    status: 422,
    description:
      'The release was loaded without related occupations, or the code is retired, and several have taken its place.',
  })
  async getRelated(
    @PathAndQuery(OCCUPATION_PATH) { code }: ReadBy<typeof OCCUPATION_PATH>,
  ): Promise<RelatedOccupationsDto> {
    const { release, occupation, replaces, related } = await this.occupations.related(code);
    return {
      release,
      occupation: toAskedOccupation(occupation, replaces),
      related: related.map(({ code: relative, title, tier, index }) => ({ code: relative, title, tier, index })),
    };
  }
}

function toList(page: ReturnType<OccupationsService['list']>): OccupationListDto {
  return {
    release: page.release,
    total: page.total,
    occupations: page.matches.map(toSummary),
    next_cursor: page.next && encodeCursor([page.next.rank, page.next.code]),
  };
}

function toSummary({ occupation, matchedTitle }: OccupationMatch): OccupationSummaryDto {
  const { code, title, jobZone, rated } = occupation;
  return { code, title, matched_title: matchedTitle, job_zone: jobZone, rated };
}

function decodePosition(cursor: string): ListingPosition | null {
  const [rank, code] = decodeCursor(cursor, /^\[(\d{1,2}(?:\.\d{1,6})?),"(\d{2}-\d{4}\.\d{2})"\]$/) ?? [];
  return rank !== undefined && code !== undefined ? { rank: Number(rank), code } : null;
}
