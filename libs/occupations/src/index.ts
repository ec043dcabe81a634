export { AlternateTitle } from './alternate-title.entity';
export { JobZoneReference } from './job-zone-reference.entity';
export { JOB_ZONES, type JobZoneMeaning, type JobZones } from './job-zones-part';
export { JobZone } from './job-zone.entity';
export { RATED_CODES } from './directory/directory-part';
export type { OccupationCompletion, Shortfall } from './occupation-completion';
export { Occupation, type RowSource } from './occupation.entity';
export { OccupationNotFoundError, OccupationNotRatedError } from './occupations.errors';
export { OccupationsModule } from './occupations.module';
export { OccupationsService, type OccupationInRelease } from './occupations.service';
export { RelatedOccupation } from './related/related-occupation.entity';
export { RelatedOccupations, type RelatedEntry } from './related/related-occupations';
export { RELATED } from './related/related-part';
export { ReportedTitle } from './reported-title.entity';
export { OccupationStretches, StretchBuilder, type PackedStretches } from './rows/occupation-stretches';
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
} from './rows/packed-values';
export { readByOccupation, type RawRow, type RowsOfOccupation } from './rows/read-by-occupation';
