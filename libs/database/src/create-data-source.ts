import { setTimeout as sleep } from 'node:timers/promises';
import { parseDatabaseUrl, type DatabaseLocation, type ServerLocation } from '@app/config';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { checkPacketSize } from './check-packet-size';
import { describeDatabase, type LocatedOptions } from './database-location';
import { ensureDatabase } from './ensure-database';
import { explainOpening } from './explain-database-error';
import { isMigrationRace, migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { limitLockWaits } from './limit-lock-waits';
import { renewIdleConnections } from './renew-idle-connections';
import { serverConnection } from './server-connection';
import { SnakeCaseNaming } from './snake-case-naming';
import { sqliteOptions, tameSqlite } from './sqlite-data-source';

const MYSQL_POOL_SIZE = 10;
const MIGRATION_ATTEMPTS = 20;
const MIGRATION_RETRY_MS = 500;

/** TypeORM's options for a `DATABASE_URL`: the same for the API, the CLI, the migrations and the tests. */
export function dataSourceOptions(url: string, entities: DataSourceOptions['entities'] = []): LocatedOptions {
  const location = parseDatabaseUrl(url);
  const common = {
    location,
    entities,
    migrations: MIGRATIONS,
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
  } as const;
  return location.kind === 'sqlite'
    ? { ...common, ...sqliteOptions(location.file) }
    : { ...common, ...mysqlOptions(location) };
}

/**
 * The connected and migrated data source; the database is created if it does not exist.
 * @throws DomainError with one line that says what to do
 */
export async function openDataSource(options: LocatedOptions): Promise<DataSource> {
  const location = await ensureDatabase(options.location);
  const located = locatedAt(location, options);
  for (let attempt = 1; ; attempt++) {
    const dataSource = new DataSource(located);
    try {
      await open(dataSource, location);
      return dataSource;
    } catch (cause) {
      if (dataSource.isInitialized) await dataSource.destroy().catch(() => undefined);
      // Processes that start at the same moment migrate an empty database together: the second one tries again.
      if (attempt < MIGRATION_ATTEMPTS && isMigrationRace(cause)) await sleep(MIGRATION_RETRY_MS);
      else throw explainOpening(options.location, cause);
    }
  }
}

async function open(dataSource: DataSource, location: DatabaseLocation): Promise<void> {
  if (location.kind === 'sqlite') tameSqlite(dataSource, location.file);
  await dataSource.initialize();
  if (location.kind === 'mysql') {
    limitLockWaits(dataSource);
    renewIdleConnections(dataSource);
    await checkPacketSize(dataSource, describeDatabase(location));
  }
  await migrate(dataSource, describeDatabase(location));
}

/** Where the connections go, as it was found out. */
function locatedAt(location: DatabaseLocation, options: LocatedOptions): LocatedOptions {
  if (location.kind === 'sqlite') return options;
  const extra = { ...(options.extra as object), ...serverConnection(location) };
  return { ...options, location, extra } as LocatedOptions;
}

function mysqlOptions({ name }: ServerLocation) {
  return {
    type: 'mysql',
    database: name,
    charset: 'utf8mb4',
    timezone: 'Z',
    // Dates without time stay text, decimals become numbers: the same as on SQLite.
    dateStrings: ['DATE'],
    poolSize: MYSQL_POOL_SIZE,
    extra: { decimalNumbers: true },
  } satisfies Partial<DataSourceOptions>;
}
