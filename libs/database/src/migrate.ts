import type { DataSource } from 'typeorm';
import { DatabaseUnreachableError } from './database.errors';
import { MIGRATIONS } from './migrations';

/**
 * A migration only adds, so that versions of before go on working, and come back after an update that did no good. One that
 * cannot keep to that is called `Contract…`, in a version after the one that stopped using what it takes away.
 */
const ADDS = /^(?!Contract)[A-Z]\w*?(\d{13})$/;

/**
 * Brings the tables up to date. What a later version has added to them is left alone.
 * @param database as people may see it
 * @throws DatabaseUnreachableError if somebody has made changes there that this version cannot work with
 */
export async function migrate(dataSource: DataSource, database: string): Promise<void> {
  const stranger = firstStranger(await appliedMigrations(dataSource));
  if (stranger !== undefined) {
    throw new DatabaseUnreachableError(
      database,
      `a newer version of this service, or another program, made its tables (${stranger} is unknown here)`,
      'Start that version or a later one, restore the backup from before the update, or name another database in ' +
        'DATABASE_URL.',
    );
  }
  await dataSource.runMigrations({ transaction: 'each' });
}

/** The first that this version does not know, unless all of its own are there and a later one has only added to them. */
function firstStranger(applied: readonly string[]): string | undefined {
  const known = MIGRATIONS.map(({ name }) => name);
  const unknown = applied.filter((name) => !known.includes(name));
  const isBehind = known.every((name) => applied.includes(name));
  const newest = timestampOf(known.at(-1) ?? '');
  return unknown.find((name) => !isBehind || timestampOf(name) <= newest);
}

/** 0 for one that does not only add, or is none of this service's. */
function timestampOf(name: string): number {
  return Number(ADDS.exec(name)?.[1] ?? 0);
}

async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    // Of another program, the table may have any columns.
    const rows = (await runner.query('SELECT * FROM migrations ORDER BY 1')) as { name?: unknown }[];
    return rows.map(({ name }) => String(name));
  } finally {
    await runner.release();
  }
}

/**
 * True if another process has changed the tables at the same moment: they are there already, or no longer under the name
 * that they had, or it holds the file.
 */
export function isMigrationRace(cause: unknown): boolean {
  const race = /already exists|duplicate (column|key) name|doesn't exist|no such table|database is locked|deadlock/i;
  return race.test(cause instanceof Error ? cause.message : '');
}
