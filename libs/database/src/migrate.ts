import type { DataSource } from 'typeorm';
import { DatabaseUnreachableError } from './database.errors';
import { MIGRATIONS } from './migrations';

/**
 * Brings the tables up to date.
 * @param database as people may see it
 * @throws DatabaseUnreachableError if somebody has made changes there that this version knows nothing of
 */
export async function migrate(dataSource: DataSource, database: string): Promise<void> {
  const [unknown] = await unknownMigrations(dataSource);
  if (unknown !== undefined) {
    throw new DatabaseUnreachableError(
      database,
      `a newer version of this service, or another program, made its tables (${unknown} is unknown here)`,
      'Start that version or a later one, restore the backup from before the update, or name another database in ' +
        'DATABASE_URL.',
    );
  }
  await dataSource.runMigrations({ transaction: 'each' });
}

async function unknownMigrations(dataSource: DataSource): Promise<string[]> {
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    // Of another program, the table may have any columns.
    const rows = (await runner.query('SELECT * FROM migrations ORDER BY 1')) as { name?: unknown }[];
    return rows.map(({ name }) => String(name)).filter((name) => !known.has(name));
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
