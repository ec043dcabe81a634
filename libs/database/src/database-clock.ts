import type { DataSource } from 'typeorm';

/**
 * The database's own clock as SQL, in UTC and as a datetime column holds it. Times that several machines compare
 * must not come from the clocks of each.
 * @param secondsAgo how far back from now
 */
export function databaseTime({ options }: Pick<DataSource, 'options'>, secondsAgo = 0): string {
  return options.type === 'better-sqlite3'
    ? `strftime('%Y-%m-%d %H:%M:%f', 'now', '-${secondsAgo} seconds')`
    : `(UTC_TIMESTAMP() - INTERVAL ${secondsAgo} SECOND)`;
}
