import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { DomainError } from '@app/onet';
import { describeDatabase, parseDatabaseUrl, type DatabaseLocation, type LocatedOptions } from './database-url';
import { DatabaseFailedError, DatabaseUnreachableError } from './database.errors';
import { ensureDatabase, unreachable } from './ensure-database';
import { explainErrorAt } from './explain-database-error';
import { MIGRATIONS } from './migrations';
import { limitLockWaits } from './limit-lock-waits';
import { connectWithSilenceLimit } from './silence-limit';
import { SnakeCaseNaming } from './snake-case-naming';
import { yieldBetweenStatements } from './yield-between-statements';

const SQLITE_BUSY_TIMEOUT_MS = 5_000;
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
    migrationsRun: true,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
  } as const;
  return location.kind === 'sqlite'
    ? { ...common, ...sqliteOptions(location.file) }
    : { ...common, ...mysqlOptions(location) };
}

/**
 * The connected and migrated data source; the database is created if it does not exist.
 * @throws DatabaseUnreachableError with one line that says what to do
 */
export async function openDataSource(options: LocatedOptions): Promise<DataSource> {
  const { location } = options;
  await ensureDatabase(location);
  for (let attempt = 1; ; attempt++) {
    const dataSource = new DataSource(options);
    if (location.kind === 'sqlite') {
      takeTurns(dataSource);
      leaveWholeFile(dataSource);
      yieldBetweenStatements(dataSource);
    }
    try {
      await dataSource.initialize();
      if (location.kind === 'mysql') limitLockWaits(dataSource);
      return dataSource;
    } catch (cause) {
      // Processes that start at the same moment migrate an empty database together: who comes second tries again.
      if (attempt < MIGRATION_ATTEMPTS && isMigrationRace(cause)) await sleep(MIGRATION_RETRY_MS);
      else throw unusable(location, cause);
    }
  }
}

/** MySQL says that a table, a column or an index is there already, SQLite that another process holds the file. */
function isMigrationRace(cause: unknown): boolean {
  const race = /already exists|duplicate (column|key) name|database is locked|deadlock/i;
  return race.test(cause instanceof Error ? cause.message : '');
}

/**
 * TypeORM's SQLite drivers share one connection, where a second transaction would join the first and break both. So
 * transactions wait for each other here. Repository.save opens transactions past this: use insert and update.
 */
function takeTurns(dataSource: DataSource): void {
  const turn = new Mutex();
  const transaction = dataSource.transaction.bind(dataSource) as (...args: unknown[]) => Promise<unknown>;
  dataSource.transaction = (...args: unknown[]) =>
    turn.runExclusive(async () => {
      try {
        return await transaction(...args);
      } catch (error) {
        await forgetEndedTransaction(dataSource);
        throw error;
      }
    });
}

/**
 * The driver leaves what was written last, perhaps all of it, in the log beside the file, where somebody who copies a
 * stopped service's file does not look for it. Waits for nobody: where other processes are at work, they go on with the log.
 */
function leaveWholeFile(dataSource: DataSource): void {
  const destroy = dataSource.destroy.bind(dataSource);
  dataSource.destroy = async () => {
    await dataSource.query('PRAGMA wal_checkpoint(PASSIVE)').catch(() => undefined);
    await destroy();
  };
}

/**
 * When the disk is full, SQLite ends the transaction by itself. TypeORM then cannot roll back, and would take all
 * further transactions on its one connection for nested ones. One more transaction that can be rolled back sets it right.
 */
async function forgetEndedTransaction(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  if (!runner.isTransactionActive) return;
  await runner.query('BEGIN');
  await runner.rollbackTransaction();
}

function sqliteOptions(file: string) {
  return {
    type: 'better-sqlite3',
    // libsql speaks better-sqlite3's interface and brings its binary inside the npm package.
    driver: loadLibsql(),
    database: file,
    timeout: SQLITE_BUSY_TIMEOUT_MS,
    enableWAL: file !== ':memory:',
    prepareDatabase: (database: { pragma(text: string): unknown }): void => {
      // Safe with a write-ahead log: a power cut may lose the last commit, never corrupt the file.
      database.pragma('synchronous = NORMAL');
    },
  } as const;
}

function mysqlOptions(location: Extract<DatabaseLocation, { kind: 'mysql' }>) {
  return {
    type: 'mysql',
    host: location.host,
    port: location.port,
    username: location.user,
    password: location.password,
    database: location.name,
    charset: 'utf8mb4',
    timezone: 'Z',
    // Dates without time stay text, decimals become numbers: the same as on SQLite.
    dateStrings: ['DATE'],
    poolSize: MYSQL_POOL_SIZE,
    extra: { decimalNumbers: true, stream: () => connectWithSilenceLimit(location.port, location.host) },
  } satisfies Partial<DataSourceOptions>;
}

/** Loaded on demand: a MySQL installation never pays for it. */
function loadLibsql(): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('libsql');
}

function unusable(location: DatabaseLocation, cause: unknown): unknown {
  const explained = explainErrorAt(location, cause);
  // Full, locked and so on have a next step of their own.
  if (explained instanceof DomainError && !(explained instanceof DatabaseFailedError)) return explained;
  return location.kind === 'sqlite' ? unusableFile(location, cause) : unreachable(location, cause);
}

function unusableFile(location: DatabaseLocation, cause: unknown): DatabaseUnreachableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const nextStep = 'Check that the file is an SQLite database and may be written, or name another in DATABASE_URL.';
  return new DatabaseUnreachableError(describeDatabase(location), reason, nextStep, cause);
}
