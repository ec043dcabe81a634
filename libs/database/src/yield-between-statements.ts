import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';

const yielding = new WeakSet<QueryRunner>();

/**
 * SQLite's driver blocks, and its promises are resolved when it returns: a long row of statements would hold up
 * everything else in the process, above all requests. Here each statement waits for its turn, and each transaction as a
 * whole: what comes in between its statements would see it half done, as all share one connection.
 */
export function yieldBetweenStatements(dataSource: DataSource): void {
  const transaction = dataSource.transaction.bind(dataSource) as (...args: unknown[]) => Promise<never>;
  dataSource.transaction = async (...args: unknown[]) => {
    await nextTurn();
    return transaction(...args);
  };
  const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    // The driver hands out the same one again and again.
    if (yielding.has(runner)) return runner;
    yielding.add(runner);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = async (...args: unknown[]): Promise<never> => {
      if (!runner.isTransactionActive) await nextTurn();
      return (await query(...args)) as never;
    };
    return runner;
  };
}
