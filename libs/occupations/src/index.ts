export { askedByAny, askedByCode, type Asked } from './asked/asked';
export { AskedOccupations } from './asked/asked-occupations.service';
export { LONGEST_TITLE } from './titles/title-key';
export { askedParameter, askedTitleParameter } from './asked/asked-parameters';
export { TitleAmbiguousError, type NamedCandidate } from './asked/asked.errors';
export { AlternateTitle } from './alternate-title.entity';
export { JobZoneReference } from './job-zone-reference.entity';
export { JOB_ZONES, type JobZoneMeaning } from './job-zones-part';
export { JobZone } from './job-zone.entity';
export { DIRECTORY, RATED_CODES } from './directory/directory-part';
export type { OccupationDirectory, OccupationEntry } from './directory/occupation-directory';
export type { OccupationCompletion, Shortfall } from './occupation-completion';
export { Occupation, type RowSource } from './occupation.entity';
export { OccupationNotFoundError, OccupationNotRatedError, OccupationRetiredError } from './occupations.errors';
export { OccupationsModule } from './occupations.module';
export {
  OccupationsService,
  OLDER_RELEASE,
  type MeantOccupation,
  type OccupationInRelease,
} from './occupations.service';
export { RelatedOccupation } from './related/related-occupation.entity';
export { RELATED } from './related/related-part';
export type { RelatedEntry, RelatedOccupations } from './related/related-occupations';
export { ReportedTitle } from './reported-title.entity';
export {
  MOST_CANDIDATES,
  type TitleCandidate,
  type TitleIndex,
  type TitleKind,
  type TitleMeaning,
} from './titles/title-index';
export { TITLES } from './titles/titles-part';
export { OccupationStretches, StretchBuilder, type PackedStretches } from './rows/occupation-stretches';
export { isOtherCode, OtherCodes } from './taxonomy/other-codes';
export { retiredTitles, successorsOf, type RetiredOccupation } from './taxonomy/retired-codes';
export { readByOccupation, type RowsOfOccupation } from './rows/read-by-occupation';
