export { AlternateTitle } from './alternate-title.entity';
export { JobZone } from './job-zone.entity';
export { loadDirectory, loadOccupation } from './load-directory';
export type { OccupationCompletion, Shortfall } from './occupation-completion';
export { OccupationDirectory, type OccupationEntry } from './occupation-directory';
export { Occupation, type RowSource } from './occupation.entity';
export { OccupationReferenceDto } from './occupations.dto';
export {
  InvalidParametersError,
  NoReleasePublishedError,
  OccupationNotFoundError,
  OccupationNotRatedError,
} from './occupations.errors';
export { OccupationsModule } from './occupations.module';
export { OccupationsService } from './occupations.service';
export { ParameterReader, printable, type RawParameters } from './parameter-reader';
export { searchInstead } from './search-instead';
