import {
  LessThanOrEqual,
  type DataSource,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';

const BATCH_SIZE = 1_000;

/**
 * Deletes all rows that match `where` in short transactions of about a thousand rows, along `key`, so that others are
 * neither locked out nor, on SQLite, blocked for long. Dying in the middle is harmless: call it again.
 */
export async function deleteInBatches<T extends ObjectLiteral>(
  dataSource: DataSource,
  entity: EntityTarget<T>,
  where: FindOptionsWhere<T>,
  key: keyof T & string,
): Promise<void> {
  for (;;) {
    const boundary = await dataSource
      .createQueryBuilder(entity, 'row')
      .select(`row.${key}`, 'boundary')
      .where(where)
      .orderBy(`row.${key}`)
      .offset(BATCH_SIZE)
      .limit(1)
      .getRawOne<{ boundary: T[typeof key] }>();
    const upTo = boundary ? ({ [key]: LessThanOrEqual(boundary.boundary) } as FindOptionsWhere<T>) : {};
    await dataSource.transaction((manager) => manager.delete(entity, { ...where, ...upTo }));
    if (!boundary) return;
  }
}
