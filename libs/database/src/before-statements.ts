import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Has something done before each statement outside a transaction, and before each transaction as a whole: what comes in
 * between its statements would see it half done, where all share one connection, as on SQLite.
 */
export function beforeStatements(dataSource: DataSource, prepare: () => Promise<void>): void {
  const transaction = dataSource.transaction.bind(dataSource) as (...args: unknown[]) => Promise<never>;
  dataSource.transaction = async (...args: unknown[]) => {
    await prepare();
    return transaction(...args);
  };
  const prepared = new WeakSet<QueryRunner>();
  const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode);
    // The driver hands out the same one again and again.
    if (prepared.has(runner)) return runner;
    prepared.add(runner);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = async (...args: unknown[]): Promise<never> => {
      if (!runner.isTransactionActive) await prepare();
      return (await query(...args)) as never;
    };
    return runner;
  };
}
