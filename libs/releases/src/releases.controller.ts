import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NO_QUERY, type NoQuery } from '@app/http';
import { ReleasesDto } from './releases.dto';
import { ServedRelease } from './served-release.service';
import { toReleaseDto } from './to-release-dto';

@ApiTags('Releases')
@Controller('releases')
export class ReleasesController {
  constructor(private readonly served: ServedRelease) {}

  /** The releases in the database, newest first. */
  @Get()
  @ApiOperation({
    operationId: 'listReleases',
    summary: 'List the loaded O*NET releases',
    description:
      'Newest first. The one with `is_current` is the one that answers come from, unless a request names another one.',
  })
  @ApiOkResponse({ type: ReleasesDto })
  list(@Query({ schema: NO_QUERY }) _query: NoQuery): ReleasesDto {
    return { releases: this.served.known.map(toReleaseDto) };
  }
}
