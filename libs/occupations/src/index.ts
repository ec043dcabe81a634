export { AlternateTitle } from './alternate-title.entity';
export { JobZone } from './job-zone.entity';
export { loadDirectory, loadOccupation } from './load-directory';
export type { OccupationCompletion, Shortfall } from './occupation-completion';
export { OccupationDirectory, type OccupationEntry } from './occupation-directory';
export { Occupation, type RowSource } from './occupation.entity';
export { NoReleasePublishedError, OccupationNotFoundError, OccupationNotRatedError } from './occupations.errors';
export { OccupationsModule } from './occupations.module';
export { OccupationsService } from './occupations.service';
