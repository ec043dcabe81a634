import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { dataSourceOptions, openDataSource } from './create-data-source';
import type { LocatedOptions } from './database-url';

/** The one DataSource: created if missing, migrated, with the entities of every module that is part of the app. */
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.databaseUrl),
        autoLoadEntities: true,
        // A start fails at once with one clear line; waiting for a database belongs to who starts the service.
        toRetry: () => false,
      }),
      dataSourceFactory: (options) => openDataSource(options as LocatedOptions),
    }),
  ],
})
export class DatabaseModule {}
