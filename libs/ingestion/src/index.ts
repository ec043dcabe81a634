export { ApiPage } from './api-landing.entities';
export { ApiLandingService, type LandedRows, type OccupationAnswer } from './api-landing.service';
export { Downloader, DOWNLOAD_LIMITS, type DownloadLimits } from './downloads/downloader';
export { ReleaseFinder } from './downloads/release-finder';
export { isOfFiles, type ExaminedFiles, type ExaminedSource, type LandedBatch, type Landing } from './examined-source';
export {
  isSourceProblem,
  ReleaseNameUnknownError,
  SourceInvalidError,
  SourceUnreadableError,
} from './ingestion.errors';
export { IngestionModule } from './ingestion.module';
export { IngestionService } from './ingestion.service';
export { LANDING_ENTITIES, type LandedRow } from './landing-tables';
export { openSource } from './sources/open-source';
export type { OnetSource, SourceFile } from './sources/onet-source';
export { SourcesService, type OpenOptions } from './sources/sources.service';
export { WebServices, type ApiRow, type TablePage, type TableRows } from './web-services/web-services';
export { WebServicesClient } from './web-services/web-services-client';
export { OnetUnavailableError } from './web-services/web-services.errors';
