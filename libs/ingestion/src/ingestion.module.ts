import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { Clock, ClockModule } from '@app/outside';
import { RunsModule } from '@app/runs';
import { Downloader } from './downloads/downloader';
import { ReleaseFinder } from './downloads/release-finder';
import { API_LANDING_ENTITIES } from './api-landing.entities';
import { ApiLandingService } from './api-landing.service';
import { IngestionService } from './ingestion.service';
import { LANDING_ENTITIES } from './landing-tables';
import { SourcesService } from './sources/sources.service';
import { TableIngestionService } from './table-ingestion.service';
import { WebServices } from './web-services/web-services';
import { WebServicesClient } from './web-services/web-services-client';

@Module({
  imports: [
    ClockModule,
    RunsModule,
    TypeOrmModule.forFeature([...Object.values(LANDING_ENTITIES), ...API_LANDING_ENTITIES]),
  ],
  providers: [
    IngestionService,
    TableIngestionService,
    ApiLandingService,
    SourcesService,
    {
      provide: WebServices,
      inject: [AppConfig, Clock],
      useFactory: ({ webServices }: AppConfig, clock: Clock) => new WebServicesClient(webServices, clock),
    },
    {
      provide: Downloader,
      inject: [AppConfig],
      useFactory: ({ dataDir }: AppConfig) => new Downloader(join(dataDir, 'downloads')),
    },
    {
      provide: ReleaseFinder,
      inject: [AppConfig],
      useFactory: ({ downloadBaseUrl }: AppConfig) => new ReleaseFinder(downloadBaseUrl),
    },
  ],
  exports: [IngestionService, SourcesService, ApiLandingService, WebServices],
})
export class IngestionModule {}
