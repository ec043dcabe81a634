export { AlternateTitle } from './alternate-title.entity';
export { JobZone } from './job-zone.entity';
export { RATED_CODES } from './directory/directory-part';
export type { OccupationCompletion, Shortfall } from './occupation-completion';
export { Occupation, type RowSource } from './occupation.entity';
export { OccupationNotFoundError, OccupationNotRatedError } from './occupations.errors';
export { OccupationsModule } from './occupations.module';
export { OccupationsService } from './occupations.service';
