import { setImmediate as nextTurn } from 'node:timers/promises';
import { MoreThan, type DataSource, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';

/** Some 10 ms for SQLite's driver; four times as many are no faster in all. */
const BATCH_SIZE = 1_000;

/**
 * All rows of an entity that match `where`, in the order of `key`, batch by batch, so that a large table never stands
 * in memory whole. Together with `where`, `key` must identify a row: each batch continues after the last key of the one
 * before, which stays right and fast however deep. Rows come raw, as the driver gives them.
 */
export async function* readInBatches<T extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
  key: keyof T & string,
): AsyncGenerator<T[]> {
  const columns = dataSource.getMetadata(entity).columns;
  let after: FindOptionsWhere<T> = {};
  for (;;) {
    const query = dataSource
      .createQueryBuilder(entity, 'row')
      .where({ ...where, ...after })
      .orderBy(`row.${key}`);
    query.select([]);
    for (const { propertyName } of columns) query.addSelect(`row.${propertyName}`, propertyName);
    const rows = await query.limit(BATCH_SIZE).getRawMany<T>();
    // The work on a batch is no part of the stretch in which SQLite's driver has read it.
    await nextTurn();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_SIZE) return;
    after = { [key]: MoreThan(last[key]) } as FindOptionsWhere<T>;
  }
}
