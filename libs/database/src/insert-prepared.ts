import { setImmediate as nextTurn } from 'node:timers/promises';
import { QueryFailedError, type DataSource } from 'typeorm';
import type { BulkRow } from './bulk-row';

/** Some 2 ms of SQLite's driver, which runs to its end before anything else in the process gets its turn. */
const ROWS_A_TURN = 250;
/** A statement for each row takes a fifth more time, one for more rows no less. */
const ROWS_A_STATEMENT = 10;

type Parameter = string | number | null;

/** The part of SQLite's driver that is used here. */
interface Driver {
  prepare(sql: string): { run(parameters: readonly Parameter[]): unknown };
}

/** Where rows go: the statement that stores them up to its `VALUES`, and the place of one row behind that. */
export interface Insertion {
  readonly into: string;
  readonly placeholders: string;
}

/**
 * Stores rows on SQLite in one transaction, by statements that the driver keeps prepared and gets as they are: on the way
 * through TypeORM each value would be handed on five times, which takes longer than storing it.
 */
export async function insertPrepared(
  dataSource: DataSource,
  insertion: Insertion,
  rows: readonly BulkRow[],
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const driver = (await manager.queryRunner?.connect()) as Driver;
    for (let start = 0; start < rows.length; start += ROWS_A_TURN) {
      // Also inside the transaction: nobody reads these rows before they are published.
      await nextTurn();
      run(driver, insertion, rows.slice(start, start + ROWS_A_TURN));
    }
  });
}

function run(driver: Driver, insertion: Insertion, rows: readonly BulkRow[]): void {
  const wholeStatements = rows.length - (rows.length % ROWS_A_STATEMENT);
  const sql = statementFor(insertion, ROWS_A_STATEMENT);
  try {
    const statement = driver.prepare(sql);
    for (let start = 0; start < wholeStatements; start += ROWS_A_STATEMENT) {
      statement.run(toParameters(rows, start, start + ROWS_A_STATEMENT));
    }
    if (wholeStatements === rows.length) return;
    const rest = driver.prepare(statementFor(insertion, rows.length - wholeStatements));
    rest.run(toParameters(rows, wholeStatements, rows.length));
  } catch (cause) {
    throw new QueryFailedError(sql, [], cause as Error);
  }
}

export function statementFor({ into, placeholders }: Insertion, rowCount: number): string {
  return `${into} ${new Array<string>(rowCount).fill(placeholders).join(', ')}`;
}

/** SQLite binds no booleans: its driver ends the process for one. */
function toParameters(rows: readonly BulkRow[], start: number, end: number): Parameter[] {
  const parameters: Parameter[] = [];
  for (let i = start; i < end; i++) {
    for (const value of rows[i] ?? []) parameters.push(typeof value === 'boolean' ? Number(value) : value);
  }
  return parameters;
}
