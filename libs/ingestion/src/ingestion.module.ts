import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { RunsModule } from '@app/runs';
import { Downloader } from './downloads/downloader';
import { ReleaseFinder } from './downloads/release-finder';
import { IngestionService } from './ingestion.service';
import { LANDING_ENTITIES } from './landing-tables';
import { SourcesService } from './sources/sources.service';

@Module({
  imports: [RunsModule, TypeOrmModule.forFeature(Object.values(LANDING_ENTITIES))],
  providers: [
    IngestionService,
    SourcesService,
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
  exports: [IngestionService, SourcesService],
})
export class IngestionModule {}
