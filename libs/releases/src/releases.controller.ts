import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { NO_QUERY, type NoQuery } from '@app/http';
import { domainsOf, partsOf, taxonomyOf } from './release-contents';
import type { Release } from './release.entity';
import { ReleaseDto, ReleasesDto } from './releases.dto';
import { ServedRelease } from './served-release.service';

@ApiTags('Releases')
@Controller('releases')
export class ReleasesController {
  constructor(private readonly served: ServedRelease) {}

  /** The releases in the database, newest first. */
  @Get()
  @ApiOperation({
    operationId: 'listReleases',
    summary: 'List the loaded O*NET releases',
    description: 'Newest first. The one with `is_current` is the one that every other answer comes from.',
  })
  @ApiOkResponse({ type: ReleasesDto })
  list(@Query({ schema: NO_QUERY }) _query: NoQuery): ReleasesDto {
    return { releases: this.served.known.map(toDto) };
  }
}

function toDto(release: Release): ReleaseDto {
  return {
    id: release.id,
    name: release.name,
    status: release.status,
    is_current: release.isCurrent,
    source: release.source,
    checksum: release.checksum,
    created_at: release.createdAt.toISOString(),
    published_at: release.publishedAt?.toISOString() ?? null,
    occupation_count: release.occupationCount,
    rated_occupation_count: release.ratedOccupationCount,
    skill_count: release.skillCount,
    rating_count: release.ratingCount,
    taxonomy: taxonomyOf(release),
    domains: domainsOf(release),
    parts: partsOf(release),
  };
}
