export type { Addition, OtherParts, PartLoader } from './part-loader';
export { CarriedParts, type CarriedPart } from './packs/carried-parts.service';
export type { DerivedPart } from './packs/derived-part';
export { OptionalPart } from './packs/optional-part';
export {
  byteLengthOfTexts,
  packCount,
  packDecimal,
  packFlag,
  textAt,
  TextNumbers,
  unpackCount,
  unpackDecimal,
  unpackFlag,
} from './packs/packed-values';
export { type Pack } from './packs/release-packs.service';
export { domainsOf, taxonomyOf, type Taxonomy } from './release-contents';
export { PinnedReleases } from './pinned-releases.service';
export { Publication, type RowCollector, type WrittenRows } from './publication.service';
export { ReleaseParts } from './release-parts.service';
export { identityOf, ReleasePart, ReleaseView, type ReleaseIdentity } from './release-view';
export { Release, type ReleaseStatus } from './release.entity';
export { NoReleasePublishedError, PartNotInReleaseError, ReleaseNotFoundError } from './releases.errors';
export { ReleasesModule } from './releases.module';
export { ReleasesService } from './releases.service';
export { requiredPart } from './required-part';
export { toReleaseDto } from './to-release-dto';
export { ServedRelease } from './served-release.service';
