import { setImmediate as nextTurn } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { beforeStatements } from './before-statements';
import { IN_MEMORY, OpenFile } from './database-file';

const BUSY_TIMEOUT_MS = 5_000;

type SqliteOptions = Extract<DataSourceOptions, { readonly type: 'better-sqlite3' }>;

/** TypeORM's options for an SQLite file. */
export function sqliteOptions(file: string): SqliteOptions {
  return {
    type: 'better-sqlite3',
    // libsql speaks better-sqlite3's interface and brings its binary inside the npm package.
    driver: loadLibsql(),
    database: file,
    timeout: BUSY_TIMEOUT_MS,
    enableWAL: file !== IN_MEMORY,
    prepareDatabase: (database: { pragma(text: string): unknown }): void => {
      // Safe with a write-ahead log: a power cut may lose the last commit, never corrupt the file.
      database.pragma('synchronous = NORMAL');
    },
  };
}

/** Loaded on demand: a MySQL installation never pays for it. */
function loadLibsql(): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('libsql');
}

/** Makes a data source, as yet closed, behave: transactions, the event loop, and the file that it has open. */
export function tameSqlite(dataSource: DataSource, file: string): void {
  takeTurns(dataSource);
  leaveWholeFile(dataSource);
  let open: OpenFile | undefined;
  // The driver blocks, and its promises are resolved when it returns: a long row of statements would hold up everything
  // else in the process, above all requests.
  beforeStatements(dataSource, async () => {
    await nextTurn();
    open?.check();
  });
  const initialize = dataSource.initialize.bind(dataSource);
  dataSource.initialize = async () => {
    await initialize();
    open = new OpenFile(file);
    return dataSource;
  };
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
 * When the disk is full, SQLite ends the transaction by itself. TypeORM then cannot roll back, and would take all
 * further transactions on its one connection for nested ones. One more transaction that can be rolled back sets it right.
 */
async function forgetEndedTransaction(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  if (!runner.isTransactionActive) return;
  await runner.query('BEGIN');
  await runner.rollbackTransaction();
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
