import { domainsOf, partsOf, taxonomyOf } from './release-contents';
import type { Release } from './release.entity';
import type { ReleaseDto } from './releases.dto';

/** A release as answers and commands show it. */
export function toReleaseDto(release: Release): ReleaseDto {
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
