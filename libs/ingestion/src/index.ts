export { Downloader, DOWNLOAD_LIMITS, type DownloadLimits } from './downloads/downloader';
export { ReleaseFinder } from './downloads/release-finder';
export {
  isSourceProblem,
  ReleaseNameUnknownError,
  SourceInvalidError,
  SourceUnreadableError,
} from './ingestion.errors';
export { IngestionModule } from './ingestion.module';
export { IngestionService, type ExaminedSource } from './ingestion.service';
export { LANDING_ENTITIES, type LandedRow } from './landing-tables';
export { openSource } from './sources/open-source';
export type { OnetSource, SourceFile } from './sources/onet-source';
export { SourcesService, type OpenOptions } from './sources/sources.service';
