import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ListingPosition, OccupationMatch } from './occupation-directory';
import { OccupationDto, OccupationListDto, OccupationSummaryDto } from './occupations.dto';
import { OccupationsService } from './occupations.service';
import { ParameterReader, type RawParameters } from './parameter-reader';

const MAX_SEARCH_LENGTH = 100;
const PAGE = { min: 1, max: 100, default: 20 };

@ApiTags('Occupations')
@Controller('occupations')
export class OccupationsController {
  constructor(private readonly occupations: OccupationsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listOccupations',
    summary: 'List occupations, or search them by title or code',
    description:
      'A search looks at titles, alternate titles and their short forms (`RN`), without regard to case and accents; every ' +
      'word must occur. Best matches come first, and among equally good ones those that are rated. Many everyday titles ' +
      'belong to several occupations, and all of them are returned. A code, the beginning of one (`15-125`) or the code of ' +
      'a SOC group (`29-1140`) finds the occupations with such codes, by code.',
  })
  @ApiQuery({
    name: 'search',
    required: false,
    description: 'Words of a title, of which every one must occur; or a code or the beginning of one.',
    schema: { type: 'string', maxLength: MAX_SEARCH_LENGTH, example: 'nurse' },
  })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Occupations a page.',
    schema: { type: 'integer', minimum: PAGE.min, maximum: PAGE.max, default: PAGE.default },
  })
  @ApiQuery({
    name: 'cursor',
    required: false,
    description: '`next_cursor` of the page before.',
    schema: { type: 'string' },
  })
  @ApiOkResponse({ type: OccupationListDto })
  list(@Query() query: RawParameters): OccupationListDto {
    const parameters = new ParameterReader(query, ['search', 'limit', 'cursor']);
    const search = parameters.text('search', MAX_SEARCH_LENGTH);
    const limit = parameters.integer('limit', PAGE);
    const after = parameters.issued('cursor', decodeCursor);
    parameters.check();
    const page = this.occupations.list(search, limit, after);
    return {
      release: page.release,
      total: page.total,
      occupations: page.matches.map(toSummary),
      next_cursor: page.next && encodeCursor(page.next),
    };
  }

  @Get(':code')
  @ApiOperation({ operationId: 'getOccupation', summary: 'Get one occupation with its alternate titles' })
  @ApiParam({
    name: 'code',
    type: String,
    description: 'O*NET-SOC code; `11-1011` is read as `11-1011.00`.',
    example: '11-1011.00',
  })
  @ApiOkResponse({ type: OccupationDto })
  @ApiResponse({ status: 404, description: 'Neither the release nor O*NET Web Services have such an occupation.' })
  async get(@Param() path: RawParameters, @Query() query: RawParameters): Promise<OccupationDto> {
    const parameters = new ParameterReader(query, [], path);
    const code = parameters.code('code');
    parameters.check();
    const { occupation, release } = await this.occupations.getCompleted(code);
    return {
      code: occupation.code,
      title: occupation.title,
      description: occupation.description,
      job_zone: occupation.jobZone,
      rated: occupation.rated,
      alternate_titles: occupation.alternateTitles.map(({ title, shortTitle }) => ({ title, short_title: shortTitle })),
      source: occupation.source,
      release,
    };
  }
}

function toSummary({ occupation, matchedTitle }: OccupationMatch): OccupationSummaryDto {
  const { code, title, jobZone, rated } = occupation;
  return { code, title, matched_title: matchedTitle, job_zone: jobZone, rated };
}

function encodeCursor({ rank, code }: ListingPosition): string {
  return Buffer.from(JSON.stringify([rank, code])).toString('base64url');
}

function decodeCursor(cursor: string): ListingPosition | null {
  const match = /^\[(\d{1,2}),"(\d{2}-\d{4}\.\d{2})"\]$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[1] !== undefined && match[2] !== undefined ? { rank: Number(match[1]), code: match[2] } : null;
}
