export { AlternateTitle } from './alternate-title.entity';
export { JobZone } from './job-zone.entity';
export { loadDirectory } from './load-directory';
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
export { ParameterReader, type RawParameters } from './parameter-reader';
