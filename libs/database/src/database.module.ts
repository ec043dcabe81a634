import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import { dataSourceOptions, openDataSource } from './create-data-source';
import type { LocatedOptions } from './database-location';
import { openExisting } from './open-existing';
import { openWhenUp } from './open-when-up';

export interface DatabaseModuleOptions {
  /** Waits for a server that is down, and says so; else that is an error. Any other fault is an error in any case. */
  readonly waitsForServer?: boolean;
  /** Where it was never set up, that is an error; else it is created. */
  readonly mustExist?: boolean;
}

/** The one DataSource: created if missing unless it must exist, migrated, with the entities of every module that is part of the app. */
@Module({})
export class DatabaseModule {
  static forRoot({ waitsForServer = false, mustExist = false }: DatabaseModuleOptions = {}): DynamicModule {
    const open = mustExist ? openExisting : waitsForServer ? openWhenUp : openDataSource;
    const typeOrm = TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...dataSourceOptions(config.databaseUrl),
        autoLoadEntities: true,
        // Whether to try again is for the line below to say.
        toRetry: () => false,
      }),
      dataSourceFactory: (options) => open(options as LocatedOptions),
    });
    return { module: DatabaseModule, imports: [typeOrm] };
  }
}
